"""Drawing: admissions, rates and achieved occasions of one contract in many worlds, each question from its own stream.

Follow-ups of the same person are alike: a person has a latent result, and at each follow-up shows it again with chance
√r or a fresh one; two follow-ups then correlate by r exactly. Outcomes of a person share one latent position in the
same way. Both are drawn as counts of a crowd, by the same law as person by person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.dates import day_number
from bundlinje.forecast.beliefs import Method, intake_belief, rate_belief
from bundlinje.forecast.figure_spread import drawn_figure
from bundlinje.forecast.learning.belief import Belief
from bundlinje.forecast.learning.intake import Arrivals
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
    """What one block of worlds is drawn from: where the contract stands, what is believed, and the named streams."""

    stands: Situation
    choices: Choices
    rates: Mapping[str, Belief]
    intake: Arrivals
    streams: Streams
    block: int

    def of(self, question: str) -> np.random.Generator:
        """The stream of a question about the contract."""
        return self.streams.of(self.stands.contract.contract, question, self.block)


def dice(stands: Situation, seed: int, numbers: Iterable[int], choices: Choices) -> Iterator[Dice]:
    """The dice of these blocks. What is believed is worked out once."""
    rates = {name: rate_belief(stands, name, choices.method, choices.budgeted).belief for name in stands.known}
    intake, streams = intake_belief(stands), Streams(seed)
    return (Dice(stands, choices, rates, intake, streams, number) for number in numbers)


def drawn(stands: Situation, draws: int, seed: int, choices: Choices | None = None, first: int = 0) -> Counts:
    """Counts of a contract in so many worlds, from block `first` on. The same seed always gives the same worlds."""
    numbers = range(first, first + len(blocks(draws)))
    parts = [_block(one) for one in dice(stands, seed, numbers, choices or Choices())]
    names = tuple(stands.known)
    columns = list(zip(*parts, strict=True))
    admitted, achieved, due, figures = columns
    return Counts(
        stands.tariff,
        {name: _joined([one[name] for one in achieved], draws) for name in names},
        {name: _joined([one[name] for one in due], draws) for name in names},
        _joined(list(admitted), draws),
        {name: _joined([one[name] for one in figures], draws) for name in figures[0]},
    )


def _joined(parts: Sequence[Int64], draws: int) -> Int64:
    return np.concatenate(parts)[:draws]


def _block(one: Dice) -> tuple[Int64, dict[str, Int64], dict[str, Int64], dict[str, Int64]]:
    stands, units, rates = one.stands, units_of(one), rates_of(one)
    latent = _latent(one, units, rates)
    achieved, due = {}, {}
    for name, known in stands.known.items():
        generator = one.of(f"result of {name}")
        if known.once:
            found, open_ = _once(stands.crowds.chances[name], latent[name], units, rates[name], generator)
        else:
            found, open_ = _each(stands, name, latent[name], units, rates[name], generator)
        achieved[name], due[name] = known.achieved + found, known.due + open_
    return _members(stands, units), achieved, due, figures_of(one)


def figures_of(one: Dice) -> dict[str, Int64]:
    """The figures that are not counted, at every follow-up of every world."""
    names = drawn_figures(one.stands.contract)
    return {name: drawn_figure(one.stands, name, one.of(f"figure {name}"), one.choices.effect) for name in names}


def units_of(one: Dice) -> Int64:
    """Units of each crowd in every world: those there, and those of the plan that come, never more than planned."""
    crowds, delays = one.stands.crowds, one.stands.delays
    if one.choices.certain_intake:
        return np.broadcast_to(crowds.there + crowds.planned[0], (BLOCK, len(crowds))).copy()
    delay, fill = one.intake.sample(one.of("intake"), BLOCK)
    which = np.searchsorted(np.sort(delays), delay)
    planned = crowds.planned[np.argsort(delays)][which]
    return crowds.there + one.of("admissions").binomial(planned, np.clip(fill, 0.0, 1.0)[:, None])


def rates_of(one: Dice) -> Rates:
    """The rate of every outcome in every world, moved by the year that all contracts share."""
    shock = np.zeros(BLOCK)
    if one.choices.method is not Method.FLAT:
        year = one.streams.shared("good and bad years", one.block).standard_normal(BLOCK)
        shock = float(one.stands.outlook.shock) * year
    return {name: _rate(one, name, shock) for name in one.stands.known}


def _rate(one: Dice, name: str, shock: Floats) -> Floats:
    believed = one.rates[name].sample(one.of(f"rate of {name}"), BLOCK)
    inside = np.clip(believed, 1e-12, 1 - 1e-12)
    moved = 1 / (1 + (1 - inside) / inside * np.exp(-shock))
    rate = np.where((believed > 0) & (believed < 1), moved, believed) * float(one.choices.effect)
    return np.clip(rate, 0.0, 1.0)


def _latent(one: Dice, units: Int64, rates: Rates) -> dict[str, Int64]:
    """How many of each crowd have the latent result, by outcome: alike between outcomes by the stated correlation."""
    shows = float(one.stands.outlook.correlation.outcomes) ** 0.5
    found: dict[str, Int64] = {}
    for name, below in _positions(one, units, rates):
        rate, generator = rates[name][:, None], one.of(f"latent {name}")
        above = generator.binomial(below, shows + (1 - shows) * rate)
        found[name] = above + generator.binomial(units - below, (1 - shows) * rate)
    return found


def _positions(one: Dice, units: Int64, rates: Rates) -> Iterator[tuple[str, Int64]]:
    """How many of each crowd stand below the rate of each outcome, from the lowest rate up: one position a person."""
    generator = one.of("positions")
    before, lower = np.zeros_like(units), np.zeros((BLOCK, 1))
    for name in sorted(rates, key=lambda one: float(rates[one].mean())):
        rate = rates[name][:, None]
        up = np.clip((rate - lower) / np.maximum(1 - lower, 1e-12), 0.0, 1.0)
        down = np.clip(rate / np.maximum(lower, 1e-12), 0.0, 1.0)
        more = before + generator.binomial(units - before, up)
        before = np.where(rate >= lower, more, generator.binomial(before, down))
        lower = rate
        yield name, before


def _each(
    stands: Situation, name: str, latent: Int64, units: Int64, rate: Floats, generator: np.random.Generator
) -> tuple[Int64, Int64]:
    """Achieved and open occasions by slot."""
    occasions = stands.crowds.chances[name].astype(np.int64)
    open_, good = units @ occasions, latent @ occasions
    stays = _staying(stands, name)
    if (stays < 1).any():
        left = generator.binomial(open_ - good, stays)
        good = generator.binomial(good, stays)
        open_ = good + left
    shows = float(stands.outlook.correlation.follow_ups) ** 0.5
    fresh = (1 - shows) * rate[:, None]
    found = generator.binomial(good, shows + fresh) + generator.binomial(open_ - good, fresh)
    return found, open_


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


def _once(
    chances: Floats, latent: Int64, units: Int64, rate: Floats, generator: np.random.Generator
) -> tuple[Int64, Int64]:
    """Achieved and open occasions of an outcome that happens once: when it comes is drawn among its possible times."""
    found = np.zeros((len(units), chances.shape[1]), dtype=np.int64)
    for crowd, row in enumerate(chances):
        left = float(row.sum())
        if left > 0:
            # Those who could have achieved it before and have not are less likely to have it in them.
            falls = row[None, :] / (1 - rate * (1 - left))[:, None]
            falls = np.concatenate([falls, np.clip(1 - falls.sum(axis=1, keepdims=True), 0, 1)], axis=1)
            found += generator.multinomial(latent[:, crowd], falls / falls.sum(axis=1, keepdims=True))[:, :-1]
    open_ = units @ (chances > 0).astype(np.int64)
    return found, open_


def _members(stands: Situation, units: Int64) -> Int64:
    """Units of each crowd at the member that stands for it."""
    admitted = np.zeros((len(units), len(stands.tariff.roster)), dtype=np.int64)
    admitted[:, stands.crowds.member] = units
    return admitted
