"""The whole contract as a document: its sections in the agreement's own order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bundlinje.contract.model import Contract
from bundlinje.words.labels import labels
from bundlinje.words.numbers import Language
from bundlinje.words.reading import parties, payment, results, rules, standing
from bundlinje.words.reading.clauses import clause
from bundlinje.words.reading.kinds import head
from bundlinje.words.reading.voice import Voice
from bundlinje.words.tree import Clause, Document, Section

_DIGEST_SHOWN = 12


def document(contract: Contract, language: Language) -> Document:
    """The contract as a tree of headings and numbered clauses."""
    voice = Voice(contract, language, head)
    body = Document(
        title=contract.title_in(language),
        lead=(voice.phrase("document.lead", contract=contract.contract, digest=contract.digest()[:_DIGEST_SHOWN]),),
        sections=tuple(_sections(voice)),
        pointing=labels("phrases")["document.pointing"][language],
    )
    return _with_standing(voice, body)


def _with_standing(voice: Voice, body: Document) -> Document:
    """The document with its last two sections, which point at the clauses of all the others."""
    numbers = body.numbers()
    found = standing.in_order(voice.contract, numbers)
    last = _section(voice, "not_known", standing.not_known(voice, found, numbers))
    sources = _section(voice, "sources", standing.sources(voice, found, numbers))
    sections = (*(_located(section, numbers) for section in body.sections), *last, *sources)
    return Document(body.title, body.lead, sections, body.pointing)


def _sections(voice: Voice) -> Iterator[Section]:
    yield from _section(voice, "parties", parties.parties(voice))
    yield from _section(voice, "agreement", parties.agreement(voice))
    yield from _section(voice, "cohort", parties.cohorts(voice))
    yield from _section(voice, "capital", parties.capital(voice))
    yield from _section(voice, "facts", results.facts(voice))
    yield from _section(voice, "measures", results.measures(voice))
    yield from _section(voice, "outcomes", results.outcomes(voice))
    yield from _section(voice, "figures", results.figures(voice))
    yield from _payment(voice)
    yield from _section(voice, "follow_ups", rules.follow_ups(voice))
    yield from _section(voice, "missing", rules.missing(voice))
    yield from _section(voice, "leaves", rules.leaves(voice))
    yield from _section(voice, "corrections", rules.corrections(voice))
    yield from _section(voice, "amendments", rules.amendments(voice))
    yield from _section(voice, "ends_early", rules.ends_early(voice))
    yield from _section(voice, "expected", rules.expected(voice))


def _payment(voice: Voice) -> Iterator[Section]:
    contract = voice.contract
    if contract.legs is not None:
        for name, leg in contract.legs.items():
            told = voice.word_or(f"leg.{name}", voice.quoted(name))
            for code, clauses in payment.leg_sections(voice, name, leg):
                yield from _section(voice, code, clauses, told)
        yield from _section(voice, "receivers", payment.accounts(voice))
        return
    yield from _or_said(voice, "terms", payment.terms(voice, contract.terms or [], "terms"))
    if contract.terms:
        yield from _or_said(voice, "limits", payment.limits(voice, contract.limits or [], "limits"))
        yield from _or_said(voice, "payers", payment.payers(voice, contract.payers or {}, "payers"))
        yield from _or_said(voice, "receivers", _receivers(voice))
    else:
        yield from _section(voice, "receivers", _receivers(voice))
    yield from _section(voice, "guarantee", payment.guarantee(voice))


def _receivers(voice: Voice) -> Iterator[Clause]:
    if voice.contract.receivers is not None:
        yield from payment.receivers(voice, voice.contract.receivers, "receivers")
    yield from payment.accounts(voice)


def _section(voice: Voice, code: str, clauses: Iterable[Clause], leg: str | None = None) -> Iterator[Section]:
    """A section, if there is anything in it."""
    found = tuple(clauses)
    if found:
        heading = voice.phrase(f"heading.{code}")
        shown = heading if leg is None else voice.phrase("heading.of_leg", heading=heading, leg=leg)
        yield Section(code, shown, found)


def _or_said(voice: Voice, code: str, clauses: Iterable[Clause]) -> Iterator[Section]:
    """A section that says so where there is nothing in it: in a contract silence about money is worth a sentence."""
    found = tuple(clauses) or (clause(voice, voice.phrase(f"{code}.none")),)
    yield from _section(voice, code, found)


def _located(section: Section, numbers: Mapping[str, str]) -> Section:
    """Pointers that were written as paths, led to the clause nearest to them."""
    return Section(section.code, section.heading, tuple(_led(one, numbers) for one in section.clauses))


def _led(one: Clause, numbers: Mapping[str, str]) -> Clause:
    return Clause(lead_pointers(one.text, numbers), tuple(_led(item, numbers) for item in one.items), one.anchor)


def lead_pointers(text: str, numbers: Mapping[str, str]) -> str:
    """A text with every pointer `⟦~a.b.c⟧` led to the clause that tells of that path."""
    before, mark, rest = text.partition("⟦~")
    if not mark:
        return text
    path, _, after = rest.partition("⟧")
    anchor = standing.nearest(tuple(path.split(".")), numbers)
    pointer = path if anchor is None else f"⟦{anchor}⟧"
    return before + pointer + lead_pointers(after, numbers)
