"""Drawing: admissions, rates and achieved occasions of one contract in many worlds, each question from its own stream.

Follow-ups of the same person are alike: a person has a latent result, and at each follow-up shows it again with chance
√r or a fresh one; two follow-ups then correlate by r exactly. Outcomes of a person share one latent position in the
same way. Both are drawn as counts of a crowd, by the same law as person by person. Arrays are rows × worlds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.dates import day_number
from bundlinje.forecast.beliefs import Method, RateBelief, intake_belief, rate_belief
from bundlinje.forecast.figure_spread import figure_at
from bundlinje.forecast.learning.intake import Arrivals
from bundlinje.forecast.luck import Luck, Part
from bundlinje.forecast.situation import OPEN, Situation, known_states
from bundlinje.planned.counts import Counts
from bundlinje.planned.group_terms import drawn_figures
from bundlinje.streams import BLOCK, Streams, blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]
    Floats: TypeAlias = NDArray[np.float64]

Rates: TypeAlias = "Mapping[str, Floats]"


@dataclass(frozen=True, slots=True)
class Choices:
    """How a contract is drawn: by which method rates are believed, with what share budgeted, and at what effect.

    `effect` multiplies every rate: 1 is as believed. `certain_intake` lets the plan come as planned.
    """

    method: Method = Method.LEARNED
    budgeted: Fraction = Fraction(4, 5)
    effect: Fraction = Fraction(1)
    certain_intake: bool = False


@dataclass(frozen=True)
class Dice:
    """What blocks of worlds are drawn from: where the contract stands, what is believed, and the named streams."""

    stands: Situation
    choices: Choices
    rates: Mapping[str, RateBelief]
    intake: Arrivals
    streams: Streams
    first: int
    """Number of the first block."""
    blocks: int = 1

    @property
    def worlds(self) -> int:
        """How many worlds the blocks hold."""
        return BLOCK * self.blocks

    def of(self, question: str) -> Luck:
        """The luck of a question about the contract."""
        name, numbers = self.stands.contract.contract, range(self.first, self.first + self.blocks)
        return Luck(tuple(self.streams.of(name, question, number) for number in numbers))

    def only(self, question: str) -> np.random.Generator:
        """The generator of a question where there is one block."""
        (generator,) = self.of(question).generators
        return generator

    def apart(self) -> Iterator[Dice]:
        """The same, block by block."""
        return (replace(self, first=self.first + number, blocks=1) for number in range(self.blocks))


def believed(stands: Situation, choices: Choices) -> dict[str, RateBelief]:
    """What is believed of every rate that is drawn."""
    return {name: rate_belief(stands, name, choices.method, choices.budgeted) for name in stands.known}


def dice(
    stands: Situation, seed: int, numbers: range, choices: Choices, rates: Mapping[str, RateBelief] | None = None
) -> Dice:
    """The dice of these blocks, from what is believed of the rates (worked out here if nobody has)."""
    known = believed(stands, choices) if rates is None else rates
    return Dice(stands, choices, known, intake_belief(stands), Streams(seed), numbers.start, len(numbers))


def drawn(stands: Situation, draws: int, seed: int, choices: Choices | None = None, first: int = 0) -> Counts:
    """Counts of a contract in so many worlds, from block `first` on. The same seed always gives the same worlds."""
    numbers = range(first, first + len(blocks(draws)))
    return drawn_crowds(dice(stands, seed, numbers, choices or Choices()), draws)


def drawn_crowds(one: Dice, draws: int) -> Counts:
    """Counts of the first so many worlds of these blocks, drawn by crowds."""
    stands, units, rates = one.stands, units_of(one), rates_of(one)
    companies = stands.crowds.companies
    achieved = {name: _settled(known.achieved, one.worlds) for name, known in stands.known.items()}
    due = {name: _settled(known.due, one.worlds) for name, known in stands.known.items()}
    for name, parts in _standing(one, companies.units(units), rates):
        draw = _once if stands.known[name].once else _each
        found, open_ = draw(one, name, parts, rates[name])
        found += achieved[name]
        open_ += due[name]
        achieved[name], due[name] = found, open_
    return Counts(
        stands.tariff,
        {name: column.T[:draws] for name, column in achieved.items()},
        {name: column.T[:draws] for name, column in due.items()},
        _members(stands, units).T[:draws],
        {name: values[:draws] for name, values in figures_of(one).items()},
    )


def _settled(counts: Int64, worlds: int) -> Int64:
    """What is settled, the same in every world."""
    return np.broadcast_to(counts[:, None], (len(counts), worlds))


def figures_of(one: Dice) -> dict[str, Int64]:
    """The figures that are not counted, at every follow-up of every world: worlds × follow-ups."""
    effect = one.choices.effect
    return {
        name: figure_at(one.stands, name, one.of(f"figure {name}").drawn(_normal), effect)
        for name in drawn_figures(one.stands.contract)
    }


def _normal(generator: np.random.Generator, draws: int) -> Floats:
    return generator.standard_normal(draws)


def units_of(one: Dice) -> Int64:
    """Units of each crowd in every world: those there, and those of the plan that come, never more than planned."""
    crowds, delays = one.stands.crowds, one.stands.delays
    if one.choices.certain_intake:
        return np.repeat((crowds.there + crowds.planned[0])[:, None], one.worlds, axis=1)
    units, coming = np.repeat(crowds.there[:, None], one.worlds, axis=1), np.flatnonzero(crowds.planned.any(axis=0))
    if len(coming):
        delay, fill = one.of("intake").drawn(lambda *asked: np.stack(one.intake.sample(*asked), axis=1)).T
        which = np.searchsorted(np.sort(delays), delay)
        planned = crowds.planned[np.argsort(delays)][:, coming].T[:, which]
        units[coming] += one.of("admissions").successes([(planned, fill)], len(coming))
    return units


def rates_of(one: Dice) -> Rates:
    """The rate of every outcome in every world, moved by the year that all contracts share."""
    shock = np.zeros(one.worlds)
    if one.choices.method is not Method.FLAT:
        year = one.streams.drawn_shared("good and bad years", one.worlds, _normal, one.first)
        shock = float(one.stands.outlook.shock) * year
    return {name: _rate(one, name, shock) for name in one.stands.known}


def _rate(one: Dice, name: str, shock: Floats) -> Floats:
    believed = one.of(f"rate of {name}").drawn(one.rates[name].belief.sample)
    inside = np.clip(believed, 1e-12, 1 - 1e-12)
    moved = 1 / (1 + (1 - inside) / inside * np.exp(-shock))
    rate = np.where((believed > 0) & (believed < 1), moved, believed) * float(one.choices.effect)
    return np.clip(rate, 0.0, 1.0)


def _standing(one: Dice, units: Int64, rates: Rates) -> Iterator[tuple[str, list[Part]]]:
    """The units of each company by how they stand to each open outcome, with the chance that they have it in them.

    A unit has one position for all outcomes, and stands below an outcome's rate or not; it shows that with chance √r
    (r: the stated correlation of outcomes), and else has the outcome in it with the rate. Outcomes are taken from the
    lowest rate expected up. Where nobody asks for the position of the last again, its chance alone says enough.
    """
    names = sorted(one.stands.crowds.companies.open, key=lambda name: (one.rates[name].belief.mean, name))
    shows = float(one.stands.outlook.correlation.outcomes) ** 0.5
    before, lower, luck = np.zeros_like(units), np.zeros(one.worlds), one.of("positions")
    for name in names:
        rate = rates[name]
        up = np.clip((rate - lower) / np.maximum(1 - lower, 1e-12), 0.0, 1.0)
        down = np.clip(rate / np.maximum(lower, 1e-12), 0.0, 1.0)
        standing: list[Part] = [(before, down), (units - before, up)]
        if not shows or name == names[0] == names[-1]:
            standing = [(units, rate)]
        elif name != names[-1]:
            # Of those below the rate before, all are below a higher one; of those above it, none is below a lower one.
            rises = rate >= lower
            moved = luck.successes([(np.where(rises, units - before, before), np.where(rises, up, down))], len(units))
            before, lower = np.where(rises, before + moved, moved), rate
            standing = [(before, np.ones(1)), (units - before, np.zeros(1))]
        yield name, [(count, (1 - shows) * rate + shows * below) for count, below in standing]


def _each(one: Dice, name: str, parts: list[Part], rate: Floats) -> tuple[Int64, Int64]:
    """Achieved and open occasions by slot: at each a unit shows what it has in it with chance √r, or a fresh result."""
    stands, luck = one.stands, one.of(f"result of {name}")
    occasions = stands.crowds.companies.open[name].T.astype(np.int64)
    shows = float(stands.outlook.correlation.follow_ups) ** 0.5
    fresh, here = (1 - shows) * rate, np.flatnonzero(occasions.any(axis=1))
    units = sum((count for count, _ in parts), np.zeros_like(parts[0][0]))
    open_ = occasions[here] @ units
    seen: list[Part] = [(open_, rate)]
    if shows and (occasions.sum(axis=0) <= 1).all():
        # With one occasion each, nobody is asked a second time what they have in them.
        seen = [(occasions[here] @ count, shows * chance + fresh) for count, chance in parts]
    elif shows:
        good = occasions[here] @ luck.successes(parts, len(units))
        seen = [(good, shows + fresh), (open_ - good, fresh)]
    found = luck.successes(seen, len(here))
    stays = _staying(stands, name)[here, None]
    if (stays < 1).any():
        kept = luck.successes([(found, stays)], len(here))
        found, open_ = kept, kept + luck.successes([(open_ - found, stays)], len(here))
    return _at(here, found, len(occasions)), _at(here, open_, len(occasions))


def _at(rows: Int64, values: Int64, of: int) -> Int64:
    """Values in their rows, and nothing in the others."""
    whole = np.zeros((of, values.shape[1]), dtype=np.int64)
    whole[rows] = values
    return whole


DAYS_IN_YEAR = 365.25


def leaving(stands: Situation) -> float:
    """The share of the units that leave in a year and then no longer count; none where the contract counts leavers."""
    leaves = stands.contract.leaves
    rule = leaves.dropped if leaves else None
    return float(stands.outlook.intake.drop_out) if rule in ("left out", "counts until that day") else 0.0


def _staying(stands: Situation, name: str) -> Floats:
    """The share of units that are still there when the occasions of a slot fall due; all, where leavers count on."""
    slots, drop_out = stands.tariff.slots(name), leaving(stands)
    if not drop_out:
        return np.ones(len(slots))
    member, occasion = np.nonzero((slots.of >= 0) & (known_states(stands.tariff, name, stands.settled) == OPEN))
    slot, weight = slots.of[member, occasion], stands.crowds.of_member[member]
    due = stands.tariff.roster.calendar(name).due[member, occasion]
    years = np.maximum(due - leaves_from(stands)[member], 0) / DAYS_IN_YEAR
    there = np.bincount(slot, weight, len(slots))
    left = np.bincount(slot, weight * (1 - drop_out) ** years, len(slots))
    return np.where(there > 0, left / np.maximum(there, 1e-12), 1.0)


def leaves_from(stands: Situation) -> Int64:
    """The day number each member can leave from: the day it is admitted, or today for those who are still there."""
    today = day_number(stands.today) if stands.today else 0
    return np.maximum(stands.tariff.roster.days_admitted.astype(np.int64), today)


def _once(one: Dice, name: str, parts: list[Part], rate: Floats) -> tuple[Int64, Int64]:
    """Achieved and open occasions of an outcome that happens once: when it comes is drawn among its possible times."""
    luck, chances = one.of(f"result of {name}"), one.stands.crowds.companies.open[name]
    left = chances.sum(axis=1, keepdims=True)
    # Those who could have achieved it before and have not are less likely to have it in them.
    still = left / np.maximum(1 - rate * (1 - left), 1e-12)
    comes = luck.successes([(count, chance * still) for count, chance in parts], len(chances))
    found = np.zeros((chances.shape[1], one.worlds), dtype=np.int64)
    for company, row in enumerate(chances):
        times = np.flatnonzero(row)
        if len(times) == 1:
            found[times] += comes[company]
        elif len(times):
            found[times] += luck.shared_out(comes[company], row[times] / left[company])
    units = sum((count for count, _ in parts), np.zeros_like(comes))
    return found, (chances > 0).T.astype(np.int64) @ units


def _members(stands: Situation, units: Int64) -> Int64:
    """Units of each crowd at the member that stands for it: members × worlds."""
    admitted = np.zeros((len(stands.tariff.roster), units.shape[1]), dtype=np.int64)
    admitted[stands.crowds.member] = units
    return admitted
