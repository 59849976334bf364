"""The roster: every unit a contract has admitted, and one stand-in for each month in which more can come.

A stand-in speaks for all units admitted in its month, cohort and segment: their occasions fall due on the same days and
have the same prices. How many it speaks for is decided later, as expected or as drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from bundlinje.contract.amend import versions
from bundlinje.contract.model import Contract
from bundlinje.contract.parts import NotMeasured
from bundlinje.contract.sense.outlook import fixed
from bundlinje.dates import FOREVER, day_number
from bundlinje.facts.reading.rows import facts_from_rows
from bundlinje.facts.store.writing import rows_in_force
from bundlinje.facts.tables import Facts
from bundlinje.grammar.written import Length
from bundlinje.money import ore_from_kroner
from bundlinje.planned.imagined import Given, ImaginedLand
from bundlinje.planned.intake import Batch
from bundlinje.problems import Place, Refused, error
from bundlinje.settlement.carried import Carried, Names
from bundlinje.settlement.ground import Land
from bundlinje.settlement.outcomes import OUT, States
from bundlinje.settlement.roll import INTERVENTION, all_units, call_roll
from bundlinje.settlement.treasury import Treasury

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int32: TypeAlias = NDArray[np.int32]
    Bool: TypeAlias = NDArray[np.bool_]

STAND_IN = "≈"
"""Begins the name of a stand-in, so that it sorts after and is never the name of a unit in the facts."""


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the calendar must know and no contract says: how long a course takes, and when events come.

    `days` has, by the name of a fact, how long after admission its first event comes; `course` how long after admission
    a unit completes; `once` how long after admission an outcome that happens once can first and last come.
    """

    course: Length | None = None
    days: Mapping[str, Length] = field(default_factory=dict)
    once: Mapping[str, tuple[Length | None, Length | None]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The occasions of an outcome in arrays of shape members × occasions: who has one, when, and in which follow-up."""

    there: Bool
    follow_up: Int32
    due: Int32
    start: Int32


class Roster:
    """Members (units admitted, then stand-ins) of the newest version of a contract, with their calendar and prices."""

    def __init__(
        self,
        contract: Contract,
        batches: Iterable[Batch],
        facts: Facts | None = None,
        assumptions: Assumptions | None = None,
        reports: Facts | None = None,
    ) -> None:
        self.contract = versions(contract)[-1].contract
        if not self.contract.follow_ups:
            raise Refused([error("planned.no_follow_ups", Place(path=contract.contract))])
        self.stand_ins = tuple(dict.fromkeys((one.cohort, one.segment, one.day) for one in batches))
        self.assumptions = assumptions or Assumptions()
        self.admitted = _admitted(facts)
        self.facts = self._with_stand_ins(facts, reports or facts)

    def __len__(self) -> int:
        return len(self.admitted) + len(self.stand_ins)

    @property
    def last(self) -> int:
        """Number of the last follow-up."""
        return len(self.contract.follow_ups)

    def member_of(self, cohort: str, segment: str, day: date) -> int:
        """The position of the stand-in for units of a cohort and segment that are admitted on a day."""
        return len(self.admitted) + self.stand_ins.index((cohort, segment, day))

    @cached_property
    def order(self) -> Int32:
        """The row of each member in the roll, which is sorted by name."""
        found = {name: row for row, name in enumerate(self.ground.roll.units)}
        names = [*(row["unit"] for row in self.admitted), *(_name(n) for n in range(len(self.stand_ins)))]
        return np.array([found[name] for name in names], dtype=np.int32)

    @cached_property
    def ground(self) -> Land:
        """The ground at the last follow-up, on which nothing has been measured."""
        cutoff = self.contract.follow_ups[-1].on
        treasury = self.treasury(self.last)
        roll = call_roll(self.contract, self.facts, cutoff, all_units(self.facts, Names()), Names())
        return Land(_all_waiting(self.contract), self.facts, roll, self.last, cutoff, None, treasury.named)

    @cached_property
    def days_admitted(self) -> Int32:
        """The day number each member is admitted on."""
        result: Int32 = self.ground.roll.admitted[self.order]
        return result

    def cutoff(self, number: int) -> int:
        """The day number of a follow-up's cut-off."""
        return day_number(self.contract.follow_ups[number - 1].on)

    def treasury(self, number: int, carried: Carried | None = None) -> Treasury:
        """The money of the contract as planned, at a follow-up."""
        day = self.contract.follow_ups[number - 1].payment_day
        return Treasury(self.contract, self.facts, carried or Carried(), day, number == self.last)

    def imagined(self, given: Given, now: int | None = None) -> ImaginedLand:
        """The ground at a follow-up (the last, if none is named) on which outcomes are as given."""
        number = now or self.last
        return ImaginedLand(
            contract=self.contract,
            facts=self.facts,
            roll=self.ground.roll,
            now=number,
            cutoff=self.contract.follow_ups[number - 1].on,
            ended=None,
            money_named=self.treasury(number).named,
            given=given,
        )

    def calendar(self, outcome: str) -> Calendar:
        """When the occasions of an outcome fall due, for every member."""
        states = self.ground.outcomes.states(outcome)
        there = (states.due < FOREVER) & (states.state != OUT) & (states.follow_up <= self.last)
        there &= self.ground.roll.in_group(INTERVENTION)[:, None]
        shape = there.shape
        columns = (there, *(np.broadcast_to(one, shape) for one in (states.follow_up, states.due, states.start)))
        return Calendar(*(one[self.order] for one in columns))

    def possible(self, outcome: str) -> Bool:
        """Occasions of an outcome that are as long after admission as is assumed, in shape members × occasions."""
        calendar = self.calendar(outcome)
        first, last = self.assumptions.once.get(outcome, (None, None))
        since = calendar.due - self.days_admitted[:, None]
        there: Bool = calendar.there.copy()
        if first is not None:
            there &= since >= _days_of(first)
        if last is not None:
            there &= since <= _days_of(last)
        return there

    def states_of(self, outcome: str, state: Any) -> States:
        """States for the roll from an array of shape members × occasions."""
        model = self.ground.outcomes.states(outcome)
        placed = np.empty_like(state)
        placed[self.order] = state
        shape = placed.shape
        measured = np.ones(shape, dtype=bool)
        due, start, number = (np.broadcast_to(one, shape) for one in (model.due, model.start, model.follow_up))
        return States(placed.astype(np.int8), measured, due, start, number)

    def _with_stand_ins(self, facts: Facts | None, reports: Facts | None) -> Facts:
        enrolments = [*self.admitted, *(self._enrolment(n, one) for n, one in enumerate(self.stand_ins))]
        tables: dict[str, list[dict[str, Any]]] = {"enrolments": enrolments}
        for fact, after in self.assumptions.days.items():
            table = self.contract.facts[fact].table
            tables.setdefault(table, []).extend(self._event(fact, table, after, row) for row in enrolments)
        if facts is not None:
            flows = rows_in_force(facts, "flows")
            tables["flows"] = [*flows, *_still_to_draw(self.contract, flows, facts.known)]
        if reports is not None:
            tables["reports"] = rows_in_force(reports, "reports")
        return facts_from_rows(self.contract.facts, **{name: rows for name, rows in tables.items() if rows})

    def _enrolment(self, number: int, stand_in: tuple[str, str, date]) -> dict[str, Any]:
        cohort, segment, day = stand_in
        row: dict[str, Any] = {"unit": _name(number), "from": day, "started": day}
        row |= {"cohort": cohort} if len(self.contract.all_cohorts()) > 1 else {}
        row |= {"segment": segment} if segment else {}
        if self.assumptions.course is not None:
            row |= {"until": self.assumptions.course.after(day), "left": "completed"}
        return row

    def _event(self, fact: str, table: str, after: Length, row: Mapping[str, Any]) -> dict[str, Any]:
        day = after.after(_day(row["from"]))
        event = {"fact": fact, "unit": row["unit"]}
        return event | ({"from": day, "until": "open"} if table == "spells" else {"day": day})


def _days_of(length: Length) -> int:
    """A length in days, a month as the twelfth part of a year."""
    return int(Fraction(36525, 1200) * length.months) + length.days


def _all_waiting(contract: Contract) -> Contract:
    """The contract with every outcome waiting for what is not measured, so that no occasion is left out for that."""
    waits = NotMeasured("waits")
    outcomes = {name: one.model_copy(update={"not_measured": waits}) for name, one in contract.outcomes.items()}
    return contract.model_copy(update={"outcomes": outcomes})


def _name(number: int) -> str:
    return f"{STAND_IN}{number:05d}"


def _admitted(facts: Facts | None) -> tuple[dict[str, Any], ...]:
    """The enrolments of the intervention group, as rows."""
    rows = [] if facts is None else rows_in_force(facts, "enrolments")
    return tuple(row for row in rows if row.get("group", INTERVENTION) == INTERVENTION)


def _still_to_draw(contract: Contract, flows: Sequence[dict[str, Any]], today: date | None) -> Iterator[dict[str, Any]]:
    """Capital that is signed for and not drawn yet, as if it were drawn the day after today: it will be."""
    fact = next((name for name, kind in contract.facts.items() if kind.table == "flows"), None)
    if fact is None or today is None or not flows:
        return
    for party, amount in (contract.capital or {}).items():
        accounts = {party, *(name for name, account in contract.accounts.items() if account.of == party)}
        drawn = sum(ore_from_kroner(row["value"].replace(".", ",")) for row in flows if row["account"] in accounts)
        left = (fixed(amount) or 0) - drawn
        if left > 0:
            day = date.fromordinal(today.toordinal() + 1)
            yield {"fact": fact, "account": party, "day": day, "value": f"{left // 100}.{left % 100:02d}"}


def _day(cell: Any) -> date:
    return cell if isinstance(cell, date) else date.fromisoformat(cell)
