"""People: where it matters who achieves what, every unit of every world stands on the contract's own ground.

A price that asks for two results of one person, a way chosen for each, or a cap for each cannot be told from counts.
Then the units of all worlds are put on one imagined ground, one after the other, and the contract's own terms look at
each of them; they are strangers to one another, so a thousand worlds cost one look.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.contract.model import Contract, Leg
from bundlinje.figures.base import UNIT_COUNTS
from bundlinje.grammar.part import walk
from bundlinje.limits.base import Limit
from bundlinje.limits.bound import Against, against
from bundlinje.limits.cap import Cap
from bundlinje.limits.scope import PERSON, UNIT
from bundlinje.planned.imagined import ImaginedLand
from bundlinje.planned.roster import Roster
from bundlinje.planned.tariff import is_counted, refuse_unknown
from bundlinje.problems import Place, Refused, error
from bundlinje.settlement.outcomes import ACHIEVED, NOT, NOT_DUE, States
from bundlinje.settlement.roll import Coded, Roll
from bundlinje.terms.base import Rows, Term

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int8: TypeAlias = NDArray[np.int8]
    Int32: TypeAlias = NDArray[np.int32]
    Int64: TypeAlias = NDArray[np.int64]
    Bool: TypeAlias = NDArray[np.bool_]


def by_person(leg: Leg, contract: Contract) -> bool:
    """Whether a flow of money must know who achieves what."""
    terms = any(term.per_unit and not is_counted(term, contract) for term in leg.terms)
    return terms or any(_caps_people(limit) for limit in leg.limits)


def _caps_people(limit: Limit) -> bool:
    caps = [part for _, part in walk(limit) if isinstance(part, Cap)]
    return any(cap.scope.word in (UNIT, PERSON) or against(cap.at_most) is Against.UNITS for cap in caps)


def needs_people(contract: Contract) -> bool:
    """Whether any flow of a contract must know who achieves what."""
    return any(by_person(leg, contract) for leg in contract.all_legs().values())


@dataclass(frozen=True)
class People:
    """Units in many worlds: arrays of shape worlds × units. A unit is a member of the roster, or its stand-in's.

    `states` has, by outcome, an array worlds × units × occasions; a unit that is not there has no occasion.
    """

    roster: Roster
    member: Int64
    there: Bool
    states: Mapping[str, Int8]

    @property
    def worlds(self) -> int:
        """How many worlds."""
        return len(self.there)

    @cached_property
    def rows(self) -> Int32:
        """The row in the roster's roll of every unit of every world, one world after the other."""
        result: Int32 = np.tile(self.roster.order[self.member], self.worlds)
        return result

    @cached_property
    def roll(self) -> Roll:
        """All units of all worlds as one roll; those that are not there do not count."""
        one = self.roster.ground.roll
        columns = {
            name: getattr(one, name)[self.rows]
            for name in ("known", "admitted", "started", "until", "completed", "here_until", "out_after")
        }
        persons = np.arange(len(self.rows), dtype=np.int32)
        return Roll(
            units=tuple(map(str, range(len(self.rows)))),
            person=Coded(persons, ()),
            cohort=Coded(one.cohort.codes[self.rows], one.cohort.names),
            group=Coded(one.group.codes[self.rows], one.group.names),
            segment=Coded(one.segment.codes[self.rows], one.segment.names),
            counted=one.counted[self.rows] & self.there.reshape(-1),
            **columns,
        )

    def land_at(self, number: int) -> ImaginedLand:
        """The ground of all worlds at a follow-up: what falls due later is not known yet."""
        return replace(self.roster.imagined(lambda name: self._states(name, number), number), roll=self.roll)

    def _states(self, name: str, number: int) -> States:
        model = self.roster.ground.outcomes.states(name)
        shape = (len(self.rows), model.state.shape[1])
        state = self.states[name].reshape(shape)
        due, start, follow_up = (
            np.broadcast_to(one, model.state.shape)[self.rows] for one in (model.due, model.start, model.follow_up)
        )
        state = np.where(follow_up <= number, state, NOT_DUE).astype(np.int8)
        return States(state, np.isin(state, (NOT, ACHIEVED)), due, start, follow_up)

    def counted(self, name: str, of: Int32, slots: int) -> tuple[Int64, Int64]:
        """Achieved and decided occasions of an outcome by slot, worlds × slots; `of` has the slot by member."""
        where = np.broadcast_to(np.where(of < 0, slots, of)[self.member], self.states[name].shape)
        world = np.arange(self.worlds)[:, None, None]
        found = []
        for wanted in ((ACHIEVED,), (ACHIEVED, NOT)):
            table = np.zeros((self.worlds, slots + 1), dtype=np.int64)
            np.add.at(table, (np.broadcast_to(world, where.shape), where), np.isin(self.states[name], wanted))
            found.append(table[:, :-1])
        return found[0], found[1]


@dataclass(frozen=True, slots=True)
class UnitEarned:
    """What one unit's occasion earns by a term to date, in every world: where it stands, and øre."""

    term: str
    unit: int
    cohort: int
    segment: int
    occasion: int
    follow_up: int
    due: int
    ore: Int64


def refuse_unseen(contract: Contract, term: Term) -> None:
    """Raise `Refused` for what is not drawn for each person: how much a measure is, and gates inside other terms."""
    place = Place(path=f"{contract.contract}: {term.id}")
    measures = [name for name in term.unit_names() if name not in contract.outcomes and name not in UNIT_COUNTS]
    if measures:
        raise Refused([error("planned.measure_not_drawn", place, measure=", ".join(measures))])
    if term.gate_names():
        raise Refused([error("planned.gate_not_drawn", place, gate=", ".join(term.gate_names()))])


def units_earned(term: Term, people: People, number: int) -> Iterator[UnitEarned]:
    """The entries of a term that looks at units, to date at a follow-up, unit by unit and world by world."""
    land = people.land_at(number)
    refuse_unseen(land.contract, term)
    entries = term.entries(land)
    refuse_unknown(land.contract.contract, term, entries)
    rows, count = entries.rows, people.there.shape[1]
    world, unit = np.divmod(rows.unit.astype(np.int64), count)
    occasions = int(rows.occasion.max(initial=0)) + 1
    mark = (unit * (int(rows.member.max(initial=0)) + 1) + rows.member) * occasions + rows.occasion
    kinds = np.flatnonzero(np.bincount(mark, minlength=1)) if len(mark) else mark
    place = np.zeros(int(mark.max(initial=0)) + 1, dtype=np.int64)
    place[kinds] = np.arange(len(kinds))
    ore = np.zeros((len(kinds), people.worlds), dtype=np.int64)
    ore[place[mark], world] = entries.gross
    example = np.zeros(len(kinds), dtype=np.int64)
    example[place[mark]] = np.arange(len(mark))
    for position, at in enumerate(example.tolist()):
        yield UnitEarned(
            str(term.id), int(unit[at]), *_standing(rows, at), int(rows.member[at]) * MANY + int(rows.occasion[at]),
            int(rows.follow_up[at]), int(rows.due[at]), ore[position],
        )  # fmt: skip


MANY = 1 << 16
"""More occasions than a unit can have: keeps the occasions of one way to earn apart from those of another."""


def _standing(rows: Rows, at: int) -> tuple[int, int]:
    return int(rows.cohort[at]), int(rows.segment[at])
