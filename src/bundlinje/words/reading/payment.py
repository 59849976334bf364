"""What is paid: terms, limits in their order, who pays, who receives, investors' accounts and the guarantee."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bundlinje.contract.model import EVERY_TERM, Leg
from bundlinje.grammar.part import Kind
from bundlinje.limits.base import Limit
from bundlinje.splits.account import Account
from bundlinje.splits.base import Split
from bundlinje.splits.leaf import BySegment, Leaf
from bundlinje.terms.base import Term
from bundlinje.words.exact import percent
from bundlinje.words.reading.amounts import amount
from bundlinje.words.reading.clauses import clause
from bundlinje.words.reading.kinds import around, sentence
from bundlinje.words.reading.values import told
from bundlinje.words.reading.voice import Said, Voice
from bundlinje.words.tree import Clause

_A_YEAR = 2001
"""Any year without a leap day: a rest is a day of every year."""


def terms(voice: Voice, of: Sequence[Term], anchor: str) -> Iterator[Clause]:
    """Every term, in the order written."""
    for position, term in enumerate(of):
        yield _term(voice, term, f"terms.{term.id}" if term.id else f"{anchor}.{position}")


def _term(voice: Voice, term: Term, anchor: str) -> Clause:
    said = sentence(voice, term)
    saving = voice.phrase("term.saving", saving=amount(voice, term.saving)) if term.saving else None
    title = voice.quoted(term.title) if term.title else None
    reference = voice.phrase("clause.of_agreement", clause=term.clause) if term.clause else None
    text = voice.phrase("term.clause", title=title, text=said.text, saving=saving, reference=reference)
    return clause(voice, text, anchor, said.items, term)


def limits(voice: Voice, of: Sequence[Limit], anchor: str) -> Iterator[Clause]:
    """Every limit, in the order they bite."""
    if len(of) > 1:
        yield clause(voice, voice.phrase("limits.order"))
    for position, limit in enumerate(of):
        yield _kind(voice, limit, f"{anchor}.{position}")


def guarantee(voice: Voice) -> Iterator[Clause]:
    """The guarantee, where there is one."""
    if voice.contract.guarantee is not None:
        yield _kind(voice, voice.contract.guarantee, "guarantee")


def _kind(voice: Voice, kind: Kind, anchor: str) -> Clause:
    said = sentence(voice, kind)
    return clause(voice, said.text, anchor, said.items, kind)


def payers(voice: Voice, of: Mapping[str, Split], anchor: str) -> Iterator[Clause]:
    """Who pays for which term."""
    for term, split in of.items():
        said = _handed_out(voice, split, "split.pay")
        if term == EVERY_TERM:
            text = voice.phrase("payers.every", split=said.text)
        else:
            text = voice.phrase("payers.term", term=voice.name(term, ("terms",)), split=said.text)
        where = anchor if term == EVERY_TERM else f"{anchor}.{term}"
        yield clause(voice, text, where, said.items, split)


def receivers(voice: Voice, split: Split, anchor: str, passes_on: str | None = None) -> Iterator[Clause]:
    """Who receives what was paid."""
    said = _handed_out(voice, split, "split.get")
    if passes_on is None:
        text = voice.phrase("receivers.split", split=said.text)
    else:
        leg = voice.word_or(f"leg.{passes_on}", voice.quoted(passes_on))
        text = voice.phrase("receivers.passes_on", leg=leg, split=said.text)
    yield clause(voice, text, anchor, said.items, split)


def _handed_out(voice: Voice, split: Split, all_to_one: str) -> Said:
    if not isinstance(split, Leaf | BySegment):
        return sentence(voice, split)
    said = told(around(voice, split), split)
    if isinstance(split, Leaf):
        return Said(voice.phrase(all_to_one, account=said.text))
    return Said(voice.phrase("split.segment", what=said.text), said.items)


def accounts(voice: Voice) -> Iterator[Clause]:
    """Every investor's account, and what it earns."""
    for name, account in voice.contract.accounts.items():
        yield clause(voice, _account(voice, name, account), f"accounts.{name}", part=account)


def _account(voice: Voice, name: str, account: Account) -> str:
    owner = voice.party(account.of) or account.of
    if not account.earns.rate:
        return voice.phrase("account.no_interest", name=voice.quoted(name), owner=owner)
    rate = percent(account.earns.rate, voice.language)
    rests = account.rests.days if account.rests else ()
    days = [voice.day(date(_A_YEAR, month, day)).removesuffix(f" {_A_YEAR}") for month, day in rests]
    days_text = voice.list_of(days) or None
    return voice.phrase("account.clause", name=voice.quoted(name), owner=owner, rate=rate, days=days_text)


def leg_sections(voice: Voice, name: str, leg: Leg) -> Iterator[tuple[str, Iterator[Clause]]]:
    """The parts of one stated flow of money, each with the code of its heading."""
    anchor = f"legs.{name}"
    yield "terms", terms(voice, leg.terms, f"{anchor}.terms")
    yield "limits", limits(voice, leg.limits, f"{anchor}.limits")
    yield "payers", payers(voice, leg.payers or {}, f"{anchor}.payers")
    if leg.split is not None:
        yield "receivers", receivers(voice, leg.split, f"{anchor}.split", leg.passes_on)
