"""Where a contract stands: what its facts say by the newest follow-up, and what is still to come.

Everything that does not depend on chance is worked out here once; what is left to draw are admissions of crowds and
how many of their occasions are achieved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.contract.amend import versions
from bundlinje.contract.model import Contract
from bundlinje.dates import FOREVER, add_months, day_number
from bundlinje.facts.tables import Facts
from bundlinje.forecast.crowds import Crowds, gather
from bundlinje.forecast.learning.evidence import FollowUp
from bundlinje.forecast.learning.one_time import Still
from bundlinje.forecast.outlook_file import Outlook
from bundlinje.forecast.read import months
from bundlinje.planned.group_terms import counted_outcomes
from bundlinje.planned.intake import Batch, planned_intake
from bundlinje.planned.roster import Assumptions, Roster
from bundlinje.planned.tariff import Tariff
from bundlinje.settlement.outcomes import ACHIEVED, NOT, OUT
from bundlinje.settlement.result import Settlement
from bundlinje.settlement.settle import settle_history

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int8: TypeAlias = NDArray[np.int8]
    Int64: TypeAlias = NDArray[np.int64]
    Bool: TypeAlias = NDArray[np.bool_]

NOBODY_THROUGH = FollowUp(0, 0, 0)


@dataclass(frozen=True)
class Known:
    """What is decided of an outcome, by slot: occasions that count, those achieved, and the open ones of each member.

    `chances` has, by member and slot, how many open occasions there are; for an outcome that happens once, the chance
    that it happens in each slot if it happens at all.
    """

    due: Int64
    achieved: Int64
    chances: NDArray[np.float64]
    once: bool
    persons: int = 0
    """How many different units anything is decided of."""
    through: FollowUp = NOBODY_THROUGH
    """Of an outcome that happens once: the units that have been through all its times, and those that achieved it."""
    got_there: int = 0
    """Of an outcome that happens once: the units that achieved it."""
    still: tuple[Still, ...] = ()
    """Of an outcome that happens once: the units that have not achieved it, by the share of their times that passed."""


@dataclass(frozen=True)
class Situation:
    """A contract as it stands, ready to be drawn."""

    contract: Contract
    outlook: Outlook
    tariff: Tariff
    settled: tuple[Settlement, ...]
    delays: tuple[int, ...]
    """Months the start of intake may slip."""
    known: Mapping[str, Known]
    crowds: Crowds
    plan: tuple[Batch, ...]
    came: int
    """Units admitted so far."""
    today: date | None
    """The last cut-off that was settled; none before the first."""

    @property
    def now(self) -> int:
        """Number of the newest settled follow-up; 0 before the first."""
        return self.settled[-1].follow_up if self.settled else 0

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to come: the last follow-up is settled, or the contract ended early."""
        return self.now == self.tariff.roster.last or bool(self.settled and self.settled[-1].land.ended)


def situation(
    contract: Contract,
    outlook: Outlook | None = None,
    facts: Facts | None = None,
    until: int | None = None,
    plan: Sequence[Batch] | None = None,
) -> Situation:
    """Where a contract stands after follow-up `until`, or after the last one the facts reach.

    `plan` puts another intake plan in the contract's place. What the contract does not say and the outlook does not
    either raises `Refused`.
    """
    ours = outlook or Outlook(outlook=contract.contract)
    number = newest_known(contract, facts) if until is None else until
    settled = settle_history(contract, facts, number) if facts is not None and number else ()
    today = settled[-1].cutoff if settled else None
    newest = versions(contract)[-1].contract
    batches = tuple(planned_intake(newest) if plan is None else plan)
    delays = _delays(ours)
    known_facts = facts.as_of(today) if facts is not None and today is not None else None
    future = [_shifted(one, delay) for delay in delays for one in batches]
    future = [one for one in future if today is None or one.day > today]
    roster = Roster(contract, future, known_facts, _assumptions(ours), reports=facts)
    tariff = Tariff(roster)
    known = {name: _known(tariff, name, settled) for name in counted_outcomes(newest)}
    crowds = gather(tariff, batches, delays, today, {name: one.chances for name, one in known.items()})
    came = len(roster.admitted)
    return Situation(newest, ours, tariff, settled, delays, known, crowds, batches, came, today)


def _assumptions(outlook: Outlook) -> Assumptions:
    times = {name: (rate.earliest, rate.latest) for name, rate in outlook.rates.items() if rate.earliest or rate.latest}
    return Assumptions(outlook.course, outlook.days, times)


def _delays(outlook: Outlook) -> tuple[int, ...]:
    return tuple(months(text) or 0 for text in outlook.intake.delays) or (0,)


def _shifted(batch: Batch, delay: int) -> Batch:
    return Batch(batch.cohort, batch.segment, add_months(batch.day, delay), batch.units)


def newest_known(contract: Contract, facts: Facts | None) -> int:
    """Number of the last follow-up by whose cut-off the facts were recorded: until when they say they cover, or go."""
    if facts is None:
        return 0
    last = _last_recorded(facts)
    follow_ups = versions(contract)[-1].contract.follow_ups
    return sum(day_number(one.on) <= last for one in follow_ups)


def _last_recorded(facts: Facts) -> int:
    """The last day number that any fact speaks of as past."""
    spoken = {"coverage": "until", "events": "day", "scores": "day", "reports": "until", "enrolments": "from"}
    days = [0]
    for table, column in spoken.items():
        values = facts.frame(table)[column].drop_nulls()
        ends = values.filter(values < FOREVER)
        if len(ends):
            days.append(int(ends.max()) - (column == "until"))  # type: ignore[arg-type]
    return max(days)


def _known(tariff: Tariff, name: str, settled: Sequence[Settlement]) -> Known:
    slots = tariff.slots(name)
    state = known_states(tariff, name, settled)
    decided, achieved = np.isin(state, (NOT, ACHIEVED)), state == ACHIEVED
    once = tariff.contract.outcomes[name].happens == "once"
    open_ = (slots.of >= 0) & (state == OPEN)
    if once:
        open_ &= ~achieved.any(axis=1)[:, None] & tariff.roster.possible(name)
    counts = [_by_slot(slots.of, mask, len(slots)).sum(axis=0) for mask in (decided, achieved)]
    chances = _by_slot(slots.of, open_, len(slots)).astype(np.float64)
    persons = int(decided.any(axis=1).sum())
    if not once:
        return Known(counts[0], counts[1], chances, once, persons)
    possible, got_there = tariff.roster.possible(name), achieved.any(axis=1)
    ended = possible.any(axis=1) & ~(possible & (state == OPEN)).any(axis=1)
    through = FollowUp(max(1, len(settled)), int((ended & got_there).sum()), int(ended.sum()))
    times = np.maximum(possible.sum(axis=1), 1)
    still = tuple(_still((possible & decided).sum(axis=1)[~got_there], times[~got_there]))
    return Known(counts[0], counts[1], chances / times[:, None], once, persons, through, int(got_there.sum()), still)


def _still(passed: Int64, times: Int64) -> Iterator[Still]:
    """Units by the share of their times that passed; those whose time has not begun tell nothing."""
    shares = Counter(Fraction(int(one), int(of)) for one, of in zip(passed, times, strict=True) if one)
    return (Still(people, share) for share, people in sorted(shares.items()))


OPEN = -1
"""State of an occasion that nothing is known of yet."""


def known_states(tariff: Tariff, name: str, settled: Sequence[Settlement]) -> Int8:
    """What is known of every member's occasions: achieved, not, left out, or open."""
    state: Int8 = np.full(tariff.slots(name).of.shape, OPEN, dtype=np.int8)
    if not settled:
        return state
    land = settled[-1].land
    found = land.outcomes.states(name)
    row_of = {unit: row for row, unit in enumerate(land.roll.units)}
    rows = [row_of[one["unit"]] for one in tariff.roster.admitted]
    reached = (found.follow_up <= land.now) & np.isin(found.state, (NOT, ACHIEVED, OUT))
    known: Int8 = np.where(reached, found.state, OPEN)[rows]
    # Occasions stand in the order of time: where what is ahead was moved, there may be more or fewer after those known.
    width = min(known.shape[1], state.shape[1])
    state[: len(rows), :width] = known[:, :width]
    return state


def _by_slot(of: NDArray[np.int32], mask: Bool, slots: int) -> Int64:
    """How many of the chosen occasions each member has in each slot."""
    counted = np.zeros((len(of), slots + 1), dtype=np.int64)
    rows = np.arange(len(of))
    for column, chosen in zip(of.T, mask.T, strict=True):
        np.add.at(counted, (rows, np.where(chosen, column, slots)), 1)
    return counted[:, :slots]
