"""Drawing person by person, where a contract must know who achieves what: the same law as crowds, unit by unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.forecast.drawing import DAYS_IN_YEAR, Dice, figures_of, leaves_from, leaving, rates_of, units_of
from bundlinje.forecast.situation import OPEN, Situation, known_states
from bundlinje.planned.counts import Counts
from bundlinje.planned.people import People
from bundlinje.settlement.outcomes import ACHIEVED, NOT, NOT_DUE, OUT
from bundlinje.streams import BLOCK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int8: TypeAlias = NDArray[np.int8]
    Int64: TypeAlias = NDArray[np.int64]
    Bool: TypeAlias = NDArray[np.bool_]
    Floats: TypeAlias = NDArray[np.float64]


def drawn_people(dice: Dice) -> Counts:
    """One block of worlds, person by person, with the counts that figures and gates look at."""
    stands = dice.stands
    crowd = _Crowd.of(dice, units_of(dice))
    rates = rates_of(dice)
    position = dice.only("position of each").random(crowd.there.shape)
    until = _until(dice, crowd)
    luck = {name: _Luck(rates[name], position, until, dice) for name in stands.known}
    states = {name: _states(stands, name, crowd, luck[name]) for name in stands.known}
    people = People(stands.tariff.roster, crowd.member, crowd.there, states)
    tallies = {name: _tally(stands, people, name) for name in stands.known}
    return Counts(
        stands.tariff,
        {name: achieved for name, (achieved, _) in tallies.items()},
        {name: due for name, (_, due) in tallies.items()},
        _admitted(stands, people),
        figures_of(dice),
        people,
    )


@dataclass(frozen=True)
class _Crowd:
    """Units of a block: the member each is or is spoken for by, and in which worlds it is there."""

    member: Int64
    there: Bool

    @classmethod
    def of(cls, dice: Dice, units: Int64) -> _Crowd:
        """Everyone admitted so far, then as many of each planned crowd as come in the fullest world."""
        stands = dice.stands
        admitted = len(stands.tariff.roster.admitted)
        members, there = [np.arange(admitted)], [np.ones((dice.worlds, admitted), dtype=bool)]
        for number in np.flatnonzero(stands.crowds.planned.any(axis=0)):
            most = int(units[number].max(initial=0))
            mates = dice.only(f"who comes of {number}").permutation(stands.crowds.mates(int(number)))
            members.append(np.resize(mates, most))
            there.append(np.arange(most)[None, :] < units[number][:, None])
        return cls(np.concatenate(members).astype(np.int64), np.concatenate(there, axis=1))


@dataclass(frozen=True)
class _Luck:
    """What chance says of an outcome in a block: its rate, the position of each unit, and where to draw the rest."""

    rate: Floats
    position: Floats
    until: Floats
    """The day number each leaves on, worlds × units."""
    dice: Dice

    def of(self, question: str) -> np.random.Generator:
        """The stream of a question about each unit."""
        return self.dice.only(f"{question} of each")


def _states(stands: Situation, name: str, crowd: _Crowd, luck: _Luck) -> Int8:
    """The state of every occasion of an outcome: worlds × units × occasions."""
    rate = luck.rate
    known = known_states(stands.tariff, name, stands.settled)[crowd.member]
    calendar = stands.tariff.roster.calendar(name)
    open_ = (known == OPEN) & calendar.there[crowd.member]
    settled = np.where(known == OPEN, NOT_DUE, known)
    latent = _latent(stands, luck.position, rate, luck.of(f"latent {name}"))
    generator = luck.of(f"result of {name}")
    if stands.known[name].once:
        times = open_ & stands.tariff.roster.possible(name)[crowd.member]
        times &= ~(known == ACHIEVED).any(axis=1)[:, None]
        drawn = _once(latent, rate, times, _left(stands, name, crowd), generator)
    else:
        drawn = _each(stands, latent, rate, open_.shape, generator)
    gone = open_[None] & (calendar.due[crowd.member][None] > luck.until[:, :, None])
    states = np.where(gone, OUT, np.where(open_[None], drawn, settled[None]))
    return np.where(crowd.there[:, :, None], states, NOT_DUE).astype(np.int8)


def _until(dice: Dice, crowd: _Crowd) -> Floats:
    """The day number each unit leaves on, by the share that leaves in a year; never, where leavers count on."""
    drop_out = leaving(dice.stands)
    if not drop_out:
        return np.full(crowd.there.shape, np.inf)
    years = dice.only("leaving of each").standard_exponential(crowd.there.shape) / -np.log1p(-drop_out)
    until: Floats = leaves_from(dice.stands)[crowd.member][None, :] + years * DAYS_IN_YEAR
    return until


def _latent(stands: Situation, position: Floats, rate: Floats, generator: np.random.Generator) -> Bool:
    """Who has the latent result: by the position shared with other outcomes, or by luck of its own."""
    shows = generator.random(position.shape) < float(stands.outlook.correlation.outcomes) ** 0.5
    below: Bool = np.where(shows, position, generator.random(position.shape)) < rate[:, None]
    return below


def _each(
    stands: Situation, latent: Bool, rate: Floats, shape: tuple[int, ...], generator: np.random.Generator
) -> Int8:
    """At each occasion a person shows the latent result again, or a fresh one."""
    whole = (*latent.shape, shape[1])
    shows = generator.random(whole) < float(stands.outlook.correlation.follow_ups) ** 0.5
    fresh = generator.random(whole) < rate[:, None, None]
    result: Int8 = np.where(np.where(shows, latent[:, :, None], fresh), ACHIEVED, NOT).astype(np.int8)
    return result


def _left(stands: Situation, name: str, crowd: _Crowd) -> Floats:
    """The share of its possible times that each unit has left."""
    possible = stands.tariff.roster.possible(name)
    known = known_states(stands.tariff, name, stands.settled)
    left = (possible & (known == OPEN)).sum(axis=1) / np.maximum(possible.sum(axis=1), 1)
    share: Floats = left[crowd.member]
    return share


def _once(latent: Bool, rate: Floats, times: Bool, left: Floats, generator: np.random.Generator) -> Int8:
    """One of the times that are left, for those who have it in them; what comes after it no longer counts."""
    count = times.sum(axis=1)
    still = left[None, :] / np.maximum(1 - rate[:, None] * (1 - left[None, :]), 1e-12)
    comes = latent & (generator.random(latent.shape) < still) & (count > 0)
    place = (generator.random(latent.shape) * count).astype(np.int64)
    order = np.cumsum(times, axis=1) - 1
    hit = times[None] & (order[None] == place[:, :, None]) & comes[:, :, None]
    after = np.cumsum(hit, axis=2) - hit > 0
    result: Int8 = np.where(hit, ACHIEVED, np.where(after, OUT, NOT)).astype(np.int8)
    return result


def _tally(stands: Situation, people: People, name: str) -> tuple[Int64, Int64]:
    slots = stands.tariff.slots(name)
    return people.counted(name, slots.of, len(slots))


def _admitted(stands: Situation, people: People) -> Int64:
    """Units at the member that speaks for them, worlds × members."""
    admitted = np.zeros((BLOCK, len(stands.tariff.roster)), dtype=np.int64)
    for member in np.unique(people.member):
        admitted[:, member] = people.there[:, people.member == member].sum(axis=1)
    return admitted
