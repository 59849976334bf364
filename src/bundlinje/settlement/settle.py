"""Settling: a fold over follow-ups. Each settlement is what is earned to date less what was settled before."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.contract.amend import Version, in_force, legs_in_force, versions
from bundlinje.contract.model import Contract, Leg
from bundlinje.contract.parts import Corrections
from bundlinje.dates import day_number
from bundlinje.facts.tables import Facts
from bundlinje.grammar.part import Mark, Marked
from bundlinje.problems import Collector, Place, Problem, Refused, error
from bundlinje.settlement.carried import Carried, Moved, digest_of
from bundlinje.settlement.ground import Land
from bundlinje.settlement.leaning import marks, marks_of_term
from bundlinje.settlement.lines import Desk, corrected, groups
from bundlinje.settlement.passing import passed_on_entries
from bundlinje.settlement.result import Line, LineKind, Settlement, Waiting
from bundlinje.settlement.roll import Roll, all_units, call_roll
from bundlinje.settlement.sheet import Sheet, limited, open_sheet
from bundlinje.settlement.treasury import PAYER, RECEIVER, Treasury
from bundlinje.terms.base import EARNING, WAITING, Entries, Rows, stacked

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bool: TypeAlias = NDArray[np.bool_]

Progress: TypeAlias = Callable[[int, int], None]


def settle_history(
    contract: Contract, facts: Facts, until: int | None = None, progress: Progress | None = None
) -> tuple[Settlement, ...]:
    """The settlements of all follow-ups up to number `until`, each from the facts known at its own cut-off.

    Raises `Refused` where a follow-up is not in the contract, comes after an early end, or touches an unknown value.
    """
    last = until or len(versions(contract)[-1].contract.follow_ups)
    in_force(contract, last)
    found: list[Settlement] = []
    for number in range(1, last + 1):
        found.append(settle(contract, facts, number, found[-1] if found else None))
        if progress:
            progress(number, last)
    return tuple(found)


def settle(contract: Contract, facts: Facts, follow_up: int, earlier: Settlement | None = None) -> Settlement:
    """The settlement of one follow-up, given the one before it."""
    held = in_force(contract, follow_up)
    cutoff = held[-1].contract.follow_ups[follow_up - 1].on
    carried = earlier.carried if earlier else Carried()
    known = facts.as_of(cutoff)
    stage = _stage(held, facts, known, follow_up, carried, earlier.lands if earlier else {})
    before, result = carried, _Outcome()
    carried = carried.renamed(stage.roll.names)
    for name, leg in stage.legs.items():
        result, carried = _settle_leg(stage, name, leg, result, carried)
    digest = digest_of(
        stage.contract.canonical(), known.digest(), str(follow_up), before.digest, _canonical(result.lines)
    )
    stage.problems.refuse_errors()
    return Settlement(
        contract=contract.contract,
        follow_up=follow_up,
        cutoff=cutoff,
        paid_on=stage.paid_on,
        lines=result.lines,
        held_back=result.held_back,
        waiting=result.waiting,
        assumed=_worst_first(result.leans_on),
        carried=replace(carried, digest=digest),
        digest=digest,
        sheets=dict(result.sheets),
        lands={version.number: land for version, land in stage.lands},
        legs=stage.legs,
    )


@dataclass(frozen=True)
class _Stage:
    """Everything a settlement looks at."""

    contract: Contract
    """The newest version in force."""
    legs: Mapping[str, Leg]
    """Its flows of money, with the terms that only an older version has."""
    roll: Roll
    lands: tuple[tuple[Version, Land], ...]
    number: int
    cutoff: date
    paid_on: date
    treasury: Treasury
    problems: Collector


@dataclass(frozen=True)
class _Outcome:
    """What the legs have brought so far."""

    lines: tuple[Line, ...] = ()
    held_back: tuple[str, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    leans_on: tuple[Marked, ...] = ()
    sheets: tuple[tuple[str, Sheet], ...] = ()


def _stage(
    held: Sequence[Version], facts: Facts, known: Facts, number: int, carried: Carried, former: Mapping[int, Land]
) -> _Stage:
    newest = held[-1].contract
    cutoff = newest.follow_ups[number - 1].on
    ended = _ended(newest, number, cutoff)
    paid_on = newest.follow_ups[number - 1].payment_day
    is_final = ended is not None or number == len(newest.follow_ups)
    treasury = Treasury(newest, known, carried, paid_on, is_final)
    units = all_units(facts, carried.names)
    lands = tuple(
        (
            one,
            Land(
                contract=one.contract,
                facts=known,
                roll=call_roll(one.contract, known, cutoff, units, carried.names),
                now=number,
                cutoff=cutoff,
                ended=ended,
                money_named=treasury.named,
                former=former.get(one.number),
            ),
        )
        for one in held
    )
    legs = legs_in_force(held)
    return _Stage(newest, legs, lands[-1][1].roll, lands, number, cutoff, paid_on, treasury, Collector())


def _ended(contract: Contract, number: int, cutoff: date) -> date | None:
    """The day an early termination took effect, if it has by this follow-up; a later follow-up is refused."""
    ended = contract.ends_early.on_date if contract.ends_early else None
    if ended is None or ended > cutoff:
        return None
    if number > 1 and contract.follow_ups[number - 2].on >= ended:
        raise Refused(
            [error("settle.after_the_end", Place(path=contract.contract), number=number, ended=ended.isoformat())]
        )
    return ended


def _settle_leg(stage: _Stage, name: str, leg: Leg, so_far: _Outcome, carried: Carried) -> tuple[_Outcome, Carried]:
    found = {term.id or "": _entries(stage, name, term.id or "") for term in leg.terms}
    if leg.passes_on is not None:
        brought = sum(
            line.ore for line in so_far.lines if line.leg == leg.passes_on and line.kind is not LineKind.GUARANTEE
        )
        found[leg.passes_on] = passed_on_entries(stage.contract, (*carried.passed_on.get(name, ()), brought))
        carried = replace(carried, passed_on={**carried.passed_on, name: (*carried.passed_on.get(name, ()), brought)})
    leans_on = [mark for term in leg.terms for mark in _marks(stage, term.id or "", found[term.id or ""])]
    leans_on += [mark for part in (leg.payers, leg.split, leg.limits) for mark in marks(part, f"legs.{name}")]
    leans_on += _rules(stage)
    sheet = limited(open_sheet(name, found, carried), leg.limits, replace(stage.treasury, leg=name))
    rules = stage.contract.corrections
    sheet = _corrected(stage, name, sheet, rules)
    held = bool(sheet.now.sum() < 0 and rules is not None and rules.less == "set off in the next payment")
    desk = Desk(name, leg, stage.number, stage.treasury.purse(PAYER), stage.treasury.purse(RECEIVER))
    lines = [] if held else list(_lines(stage, desk, sheet, carried))
    outcome = _Outcome(
        lines=(*so_far.lines, *lines),
        held_back=(*so_far.held_back, *((name,) if held else ())),
        waiting=(*so_far.waiting, *_waiting(name, sheet)),
        leans_on=(*so_far.leans_on, *leans_on),
        sheets=(*so_far.sheets, (name, sheet)),
    )
    return outcome, _carried(stage, name, sheet, lines, carried, paid=not held)


def _entries(stage: _Stage, leg: str, term_id: str) -> Entries:
    """The entries of a term under every version in force, each taken from the version its occasion falls under."""
    parts = []
    for position, (version, land) in enumerate(stage.lands):
        term = next((term for of, term in version.contract.all_terms() if of == leg and term.id == term_id), None)
        if term is None:
            continue
        entries = term.entries(land)
        if len(stage.lands) > 1:
            entries = entries.where(_governed(stage, entries.rows, position))
        parts.append(replace(entries, version=np.full(len(entries), version.number, dtype=np.int8)))
    return stacked(parts)


def _governed(stage: _Stage, rows: Rows, position: int) -> Bool:
    """Rows that fall under the version at this position: it applies to them, and no later one does."""
    applies = [_applies(stage, version, rows) for version, _ in stage.lands]
    later = np.any(applies[position + 1 :], axis=0) if applies[position + 1 :] else np.zeros(len(rows), dtype=bool)
    result: Bool = applies[position] & ~later
    return result


def _applies(stage: _Stage, version: Version, rows: Rows) -> Bool:
    amendment = version.amendment
    if amendment is None or amendment.applies_to == "all":
        return np.ones(len(rows), dtype=bool)
    from_day = day_number(amendment.on_date)
    if amendment.applies_to == "enrolments on or after":
        admitted = np.where(rows.unit >= 0, stage.roll.admitted[rows.unit], rows.due)
        return np.asarray(admitted >= from_day)
    if amendment.applies_to == "windows that begin on or after":
        return np.asarray(np.where(rows.unit >= 0, rows.since, rows.due) >= from_day)
    cutoffs = np.array([0, *(day_number(one.on) for one in stage.contract.follow_ups)], dtype=np.int32)
    return np.asarray(cutoffs[np.minimum(rows.follow_up, len(cutoffs) - 1)] >= from_day)


def _marks(stage: _Stage, term_id: str, entries: Entries) -> Iterator[Marked]:
    """What a term leans on; an unknown value that an earning entry needs goes to the problems."""
    if not len(entries):
        return
    contract, term = next(
        (version.contract, term)
        for version, _ in reversed(stage.lands)
        for _, term in version.contract.all_terms()
        if term.id == term_id
    )
    stops = (entries.rows.state == EARNING) & (entries.rows.num != 0)
    used = {int(one) for one in np.unique(entries.price[stops])}
    for position, price in enumerate(entries.prices):
        if price.ore is None and position in used:
            stage.problems.add(_unknown(stage, term_id, price.why_unknown))
        yield from (mark for mark in price.marks if mark.mark is Mark.ASSUMED)
    for mark in marks_of_term(contract, term):
        if mark.mark is Mark.UNKNOWN:
            stage.problems.add(_unknown(stage, mark.path, mark.why))
        else:
            yield mark


def _rules(stage: _Stage) -> Iterator[Marked]:
    """What every line leans on: the rules for leaving and, once the contract has ended early, what then counts."""
    yield from marks(stage.contract.leaves, "leaves")
    if stage.lands[-1][1].ended is not None:
        yield from marks(stage.contract.ends_early, "ends_early")


def _unknown(stage: _Stage, path: str, why: str) -> Problem:
    return error("settle.unknown", Place(path=f"{stage.contract.contract}: {path}"), line=path, why=why)


def _corrected(stage: _Stage, leg: str, sheet: Sheet, rules: Corrections | None) -> Sheet:
    if rules is not None:
        return corrected(sheet, rules.less, rules.more, stage.number)
    earlier = sheet.rows.follow_up < stage.number
    if (earlier & (sheet.now < 0)).any():
        stage.problems.add(error("settle.correction_without_rule", Place(path=stage.contract.contract), leg=leg))
    return sheet


def _lines(stage: _Stage, desk: Desk, sheet: Sheet, carried: Carried) -> Iterator[Line]:
    passes_on = desk.leg.passes_on
    for group in groups(sheet, stage.roll, stage.number, desk.leg):
        yield desk.line(group, LineKind.PASSED_ON if group.clause == passes_on else None)
    for applied in sheet.cuts:
        guarantor = applied.cut.paid_by
        if guarantor is None:
            continue
        before = carried.topped_up.get((desk.leg_name, str(applied.position)), 0)
        if applied.cut.top_up != before:
            name = applied.limit.id or "guarantee"
            yield desk.guarantee(name, applied.cut.top_up - before, guarantor, applied.position)


def _waiting(leg: str, sheet: Sheet) -> Iterator[Waiting]:
    for code, name in enumerate(sheet.names):
        count = int(((sheet.term == code) & (sheet.rows.state == WAITING)).sum())
        if count:
            yield Waiting(leg, name, count)


def _carried(stage: _Stage, leg: str, sheet: Sheet, lines: Sequence[Line], carried: Carried, paid: bool) -> Carried:
    moved = [
        Moved(stage.paid_on, stage.number, leg, line.clause, side, account, ore)
        for line in lines
        for side, parts in ((PAYER, line.payers), (RECEIVER, line.receivers))
        for account, ore in parts.items()
    ]
    terms = {(leg, name): settled for name, settled in sheet.remembered(paid).items()}
    tops = {(leg, str(one.position)): one.cut.top_up for one in sheet.cuts if one.cut.paid_by is not None}
    return replace(
        carried,
        terms={**carried.terms, **terms},
        moved=(*carried.moved, *moved),
        topped_up={**carried.topped_up, **tops},
    )


def _worst_first(found: Sequence[Marked]) -> tuple[Marked, ...]:
    return tuple(sorted(set(found), key=lambda mark: (-mark.mark, mark.path, mark.why)))


def _canonical(lines: Sequence[Line]) -> str:
    data = [
        [line.id, line.leg, line.clause, str(line.kind), line.cohort, line.segment, line.ore,
         sorted(line.payers.items()), sorted(line.receivers.items())]
        for line in lines
    ]  # fmt: skip
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
