"""How the contract lives: follow-ups, what is not measured, leaving, corrections, amendments, early end, hopes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from bundlinje.contract.parts import Amendment, Leaves
from bundlinje.words.reading.amounts import amount, number
from bundlinje.words.reading.clauses import clause
from bundlinje.words.reading.marks import beside, of_section
from bundlinje.words.reading.rawdata import raw_text
from bundlinje.words.reading.results import not_measured
from bundlinje.words.reading.voice import SCOPES, Voice
from bundlinje.words.tree import Clause

_REASONS = ("completed", "dropped", "died", "moved", "withdrew")


def follow_ups(voice: Voice) -> Iterator[Clause]:
    """The calendar of follow-ups, and the phases they belong to."""
    if not voice.contract.follow_ups:
        return
    yield clause(voice, voice.phrase("follow_ups.rule"))
    items = tuple(
        Clause(
            voice.phrase(
                "follow_ups.item",
                number=str(position),
                on=voice.day(one.on),
                paid_on=voice.day(one.paid_on) if one.paid_on else None,
                booked=voice.word(f"booked.{one.booked}") if one.booked else None,
            )
            + beside(voice, one),
            anchor=f"follow_ups.{position - 1}",
        )
        for position, one in zip(count(1), voice.contract.follow_ups, strict=False)
    )
    yield clause(voice, voice.phrase("follow_ups.lead"), "follow_ups", items)
    for name, numbers in (voice.contract.phases or {}).items():
        text = voice.phrase("phases.item", name=voice.quoted(name), numbers=numbers.text())
        yield clause(voice, text, f"phases.{name}")


def missing(voice: Voice) -> Iterator[Clause]:
    """What not measured means, for every goal."""
    if not voice.contract.outcomes:
        return
    items = tuple(
        Clause(
            voice.phrase(
                "missing.item",
                outcome=voice.name(name, ("outcomes",)),
                rule=not_measured(voice, outcome, "missing_rule"),
            )
        )
        for name, outcome in voice.contract.outcomes.items()
    )
    yield clause(voice, voice.phrase("missing.general"), items=items)


def leaves(voice: Voice) -> Iterator[Clause]:
    """What happens to somebody who leaves, for every reason."""
    rules = voice.contract.leaves
    if rules is None:
        return
    for key in _REASONS:
        rule = getattr(rules, key)
        if rule is not None:
            text = voice.phrase("leaves.rule", leaves=voice.word(f"leave.{key}"), rule=voice.word(f"leave_rule.{rule}"))
            yield clause(voice, text, f"leaves.{key}")
    yield from _several_courses(voice, rules)
    if remarks := of_section(voice, rules):
        yield clause(voice, remarks, "leaves")


def _several_courses(voice: Voice, rules: Leaves) -> Iterator[Clause]:
    for key in ("second_course", "other_project"):
        rule = getattr(rules, key)
        if rule is not None:
            yield clause(voice, voice.word(f"{key}.{rule}"), f"leaves.{key}")


def corrections(voice: Voice) -> Iterator[Clause]:
    """What happens when later facts show that too much or too little was paid."""
    rules = voice.contract.corrections
    if rules is not None:
        text = f"{voice.word(f'less.{rules.less}')} {voice.word(f'more.{rules.more}')}"
        yield clause(voice, text, "corrections", part=rules)


def amendments(voice: Voice) -> Iterator[Clause]:
    """Every amendment: from when, to what it applies, and what then stands there."""
    for position, one in enumerate(voice.contract.amendments):
        yield _amendment(voice, one, f"amendments.{position}")


def _amendment(voice: Voice, one: Amendment, anchor: str) -> Clause:
    applies = voice.word(f"applies_to.{one.applies_to}")
    items = tuple(
        Clause(voice.phrase("amendment.item", what=_changed(voice, path), value=raw_text(voice, value)))
        for path, value in one.replaces.items()
    )
    text = voice.phrase("amendment", day=voice.day(one.on_date), applies_to=applies, reason=one.reason)
    return clause(voice, text, anchor, items, one)


def _changed(voice: Voice, path: str) -> str:
    """What an amendment's path leads to: a pointer at the clause it stands in, with the name of the value."""
    field = voice.word_or(f"field.{path.rpartition('.')[2]}", "") or path
    return voice.phrase("amendment.what", field=field, pointer=voice.pointer(f"~{path}"))


def ends_early(voice: Voice) -> Iterator[Clause]:
    """What is settled if the contract ends before its time."""
    ends = voice.contract.ends_early
    if ends is None:
        return
    text = voice.phrase(
        "ends_early",
        day=voice.day(ends.on_date) if ends.on_date else None,
        pays=_lower(voice.word(f"pays.{ends.pays}")),
        cohort=voice.word(f"EndsEarly.cohort.{ends.cohort}"),
        then=voice.word(f"then.{ends.then}"),
    )
    items = tuple(
        Clause(_named(voice, name, number(voice, one)), anchor=f"ends_early.expected.{name}")
        for name, one in ends.expected.items()
    )
    yield clause(voice, text, "ends_early", items, ends)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _named(voice: Voice, name: str, value: str) -> str:
    return voice.phrase("listed", name=voice.name(name, SCOPES["contract"]), value=value)


def expected(voice: Voice) -> Iterator[Clause]:
    """What the parties expect at signing."""
    expects = voice.contract.expected
    if expects is None:
        return
    if expects.rates:
        items = tuple(
            Clause(_named(voice, name, number(voice, one)), anchor=f"expected.rates.{name}")
            for name, one in expects.rates.items()
        )
        yield clause(voice, voice.phrase("expected.rates"), "expected.rates", items)
    if expects.repayment is not None:
        text = voice.phrase("expected.repayment", amount=amount(voice, expects.repayment))
        yield clause(voice, text, "expected.repayment")
    if expects.by_year:
        items = tuple(
            Clause(voice.phrase("listed", name=year, value=amount(voice, one)), anchor=f"expected.by_year.{year}")
            for year, one in expects.by_year.items()
        )
        yield clause(voice, voice.phrase("expected.by_year"), "expected.by_year", items)
    if expects.savings:
        items = tuple(
            Clause(_named(voice, name, amount(voice, one)), anchor=f"expected.savings.{name}")
            for name, one in expects.savings.items()
        )
        yield clause(voice, voice.phrase("expected.savings"), "expected.savings", items)
    if remarks := of_section(voice, expects):
        yield clause(voice, remarks, "expected")
