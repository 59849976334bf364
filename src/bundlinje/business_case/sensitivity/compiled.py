"""A case as arrays, so that thousands of draws of all its inputs are worked out in a few milliseconds.

A row is an item of the case for one intake: what a unit of it brings each payer in each year, and what it is
multiplied by. `bundlinje.business_case.sensitivity.compiling` makes the rows from the exact arithmetic; here they are
scaled and added. Arrays run over (year, payer, draw), amounts in øre, benefits positive and costs negative.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from bundlinje.business_case.bottom_line import EVERYBODY, PUBLIC_SECTOR
from bundlinje.business_case.parts import PUBLIC, Mode, Sector
from bundlinje.business_case.sensitivity.inputs import Input
from bundlinje.business_case.sensitivity.repaying import ByContract, ByShare, Repaying

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array: TypeAlias = NDArray[np.float64]
    Positions: TypeAlias = NDArray[np.intp]
    Values: TypeAlias = Mapping[str, Array | float]


_TOGETHER = 2_048
"""Draws that are worked out at a time: few enough for the processor to keep them at hand over all years."""


@dataclass(frozen=True, slots=True)
class Row:
    """What an item follows: intake, completion, a net success rate, and the inputs it is multiplied by.

    `less` is a rate whose complement counts: an overlap of 20 % leaves 80 %.
    """

    item: str
    times: tuple[str, ...] = ()
    intake: str | None = None
    completes: bool = False
    effect: str | None = None
    less: str | None = None


@dataclass(frozen=True, slots=True)
class Steady:
    """Rows that keep their size: `unit` is (year × payer, row)."""

    rows: tuple[Row, ...]
    unit: Array


@dataclass(frozen=True, slots=True)
class Spent:
    """Rows of some years only: `unit` is their positions among the years, and (position × payer, row)."""

    rows: tuple[Row, ...]
    unit: tuple[Positions, Array]


@dataclass(frozen=True, slots=True)
class Fading:
    """Rows that fade year by year after finishing.

    `fades` names each row's input and its stated rate from year to year; `unit[t]` holds, for year t after finishing,
    the positions among the years and the amounts (position × payer, row).
    """

    rows: tuple[Row, ...]
    fades: tuple[tuple[str, tuple[float, ...]], ...]
    unit: tuple[tuple[Positions, Array], ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """A case in one mode as arrays. `discount` is what a krone of each year is worth in the base year.

    `starters` and `finishers` are the people of each intake as stated, `effects` the inputs of each net rate (with and
    without, or net alone), `success` the share of it that its evidence leaves.
    """

    case: str
    mode: Mode
    years: range
    payers: tuple[Sector, ...]
    inputs: tuple[Input, ...]
    effects: Mapping[str, tuple[str, ...]]
    success: Mapping[str, float]
    starters: Mapping[str, float]
    finishers: Mapping[str, float]
    benefits: Steady
    fading: Fading
    costs: Spent
    discount: Array
    repaying: Repaying | None = None

    @property
    def participants(self) -> float:
        """Everybody who starts, as stated."""
        return sum(self.starters.values())

    @property
    def base(self) -> dict[str, Array | float]:
        """Every input as the case states it."""
        return {one.name: one.base for one in self.inputs}

    def run(self, values: Values, draws: int) -> Outcome:
        """The case at these values of its inputs, one for all draws or one for each; what is not named is as stated."""
        import numpy as np

        values = {**self.base, **values}
        net = np.empty((len(self.years), len(self.payers), draws))
        worth, benefits, costs = (np.empty((len(self.payers), draws)) for _ in range(3))
        for start in range(0, draws, _TOGETHER):
            some = slice(start, min(start + _TOGETHER, draws))
            levels = _Levels(self, _some(values, some), some.stop - some.start)
            for whole, part in zip((net, worth, benefits, costs), self._worked(levels), strict=True):
                whole[..., some] = part
        return Outcome(self.years, self.payers, net, worth, benefits, costs, _Levels(self, values, draws).successes())

    def _worked(self, levels: _Levels) -> tuple[Array, Array, Array, Array]:
        """The net by year, and the present values of net, benefits and costs, of so few draws that they stay near."""
        whole = self._benefits(levels)
        net = whole[:, : len(self.payers)]
        repaid = self._repaid(levels, whole)
        benefits = _weighted(self.discount, net)
        at, unit = self.costs.unit
        spent = (unit @ levels.of(self.costs.rows)).reshape(len(at), whole.shape[1], levels.draws)
        spent = spent[:, : len(self.payers)]
        net[at] += spent
        costs = _weighted(self.discount[at], spent)
        worth = benefits + costs
        if repaid is not None:
            net += repaid
            worth += _weighted(self.discount, repaid)
        return net, worth, benefits, costs

    def _benefits(self, levels: _Levels) -> Array:
        """What is saved by year, payer and draw; behind the payers the gain of which a share is repaid, if any."""
        import numpy as np

        shape = (len(self.years), len(self.payers) + isinstance(self.repaying, ByShare), levels.draws)
        if self.benefits.rows:
            whole: Array = (self.benefits.unit @ levels.of(self.benefits.rows)).reshape(shape)
        else:
            whole = np.zeros(shape)
        _add_fading(self.fading, levels, whole)
        return whole

    def _repaid(self, levels: _Levels, benefits: Array) -> Array | None:
        """Repayments by year, payer and draw; none where nobody repays. The gain that is shared stands last."""
        if self.repaying is None:
            return None
        if isinstance(self.repaying, ByShare):
            return self.repaying.repaid(benefits[:, -1], len(self.payers))
        return self.repaying.repaid(levels.achieved(self.repaying))


def _some(values: Values, some: slice) -> Values:
    """The values of some of the draws."""
    return {name: value if isinstance(value, float | int) else value[some] for name, value in values.items()}


def _weighted(weights: Array, amounts: Array) -> Array:
    """What amounts by year are worth in the base year: by payer and draw.

    Added year by year: a library's threads would take longer to wake than this takes.
    """
    import numpy as np

    worth: Array = np.zeros(amounts.shape[1:])
    one = np.empty_like(worth)
    for weight, year in zip(weights, amounts, strict=True):
        worth += np.multiply(year, weight, out=one)
    return worth


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out, in øre: the net by year, payer and draw, after repayment; present values by payer and draw.

    `worth` is the present value of the net, `benefits` (positive) and `costs` (negative) those of its parts before
    repayment. `successes` are by effect and draw.
    """

    years: range
    payers: tuple[Sector, ...]
    net: Array
    worth: Array
    benefits: Array
    costs: Array
    successes: Mapping[str, Array]

    @property
    def views(self) -> tuple[str, ...]:
        """Whose money can be looked at: everybody's and the public's where they are of several, and each payer's."""
        public = sum(payer in PUBLIC for payer in self.payers)
        everybody = (EVERYBODY,) if len(self.payers) > public > 0 else ()
        return (*everybody, *((PUBLIC_SECTOR,) * (public > 1)), *(payer.value for payer in self.payers))

    def seen(self, amounts: Array, view: str) -> Array:
        """Amounts of a view: the payers, next to last among the axes, picked from or summed over."""
        chosen = [number for number, payer in enumerate(self.payers) if _sees(view, payer)]
        found: Array = amounts[..., chosen[0], :] if len(chosen) == 1 else amounts[..., chosen, :].sum(axis=-2)
        return found

    def net_worth(self, view: str) -> Array:
        """The present value of the net of a view, by draw."""
        return self.seen(self.worth, view)


def _sees(view: str, payer: Sector) -> bool:
    return view in (EVERYBODY, payer.value) or (view == PUBLIC_SECTOR and payer in PUBLIC)


@dataclass(frozen=True, slots=True)
class _Levels:
    """How large each row is at some values: the product of all it follows."""

    compiled: Compiled
    values: Values
    draws: int

    def of(self, rows: tuple[Row, ...]) -> Array:
        """The levels of rows: (row, draw)."""
        import numpy as np

        found = np.empty((len(rows), self.draws))
        for number, row in enumerate(rows):
            found[number] = self._level(row)
        return found

    def scales(self, fades: Sequence[tuple[str, Sequence[float]]]) -> Array:
        """How much faster than stated each row fades: (row, draw)."""
        import numpy as np

        found = np.ones((len(fades), self.draws))
        for number, (name, stated) in enumerate(fades):
            if stated[0]:
                found[number] = self.values[name] / stated[0]
        return found

    def _level(self, row: Row) -> Array | float:
        level: Array | float = 1.0
        for name in row.times:
            level = level * self.values[name]
        if row.intake is not None:
            level = level * self.values[row.intake]
        if row.completes:
            level = level * self._completion()
        if row.effect is not None:
            level = level * self._rate(row.effect)
        return level if row.less is None else level * (1 - self.values[row.less])

    def _completion(self) -> Array | float:
        """Completion against what is stated."""
        stated = self.compiled.base["completion"]
        return self.values["completion"] / stated if stated else 1.0

    def _rate(self, effect: str) -> Array | float:
        """The difference an effect makes, before what its evidence takes off."""
        inputs = self.compiled.effects[effect]
        first = self.values[inputs[0]]
        return first - self.values[inputs[1]] if len(inputs) > 1 else first

    def _finishers(self) -> Array | float:
        people: Array | float = 0.0
        for intake, finishers in self.compiled.finishers.items():
            people = people + finishers * self.values[intake]
        return people * self._completion()

    def successes(self) -> dict[str, Array]:
        """Successes by effect and draw."""
        import numpy as np

        people = self._finishers()
        return {
            name: np.broadcast_to(people * self._rate(name) * kept, self.draws)
            for name, kept in self.compiled.success.items()
        }

    def achieved(self, contract: ByContract) -> Array:
        """How much a contract measures against what is stated: people times rate, a mean over effects, by draw."""
        import numpy as np

        completes = self.values["completion"] if contract.counts_leavers else 1.0
        level: Array | float = 0.0
        for effect, one in contract.effects.items():
            level = level + one.weight * self._measured(effect, completes) / one.rate
        people = self._people() if contract.counts_leavers else self._people() * self._completion()
        return np.broadcast_to(people * level, self.draws)

    def _measured(self, effect: str, completes: Array | float) -> Array | float:
        """The rate a contract measures: the baseline, and of those who complete the difference that counts."""
        baseline = self.values[self.compiled.effects[effect][1]]
        return baseline + completes * self.compiled.success[effect] * self._rate(effect)

    def _people(self) -> Array | float:
        """Those who start, against what is stated."""
        people: Array | float = 0.0
        for intake, number in self.compiled.starters.items():
            people = people + number * self.values[intake]
        return people / self.compiled.participants if self.compiled.participants else 0.0


def _add_fading(fading: Fading, levels: _Levels, benefits: Array) -> None:
    """Add what fades: year by year after finishing, each year's level the one before less its fade."""
    if not fading.rows:
        return
    import numpy as np

    left, scale, kept = levels.of(fading.rows), levels.scales(fading.fades), np.empty(0)
    turns = _turns(fading.fades)
    for t, (at, unit) in enumerate(fading.unit):
        if t in turns:
            stated = np.array([yearly[t - 1] for _, yearly in fading.fades])
            kept = (1 - scale * stated[:, None]).clip(0, 1)
        if t:
            left *= kept
        for position, amounts in zip(at, (unit @ left).reshape(len(at), *benefits.shape[1:]), strict=True):
            benefits[position] += amounts


@lru_cache
def _turns(fades: tuple[tuple[str, tuple[float, ...]], ...]) -> frozenset[int]:
    """The years after finishing into which something fades otherwise than into the year before."""
    after = [tuple(yearly) for yearly in zip(*(stated for _, stated in fades), strict=True)]
    return frozenset(t for t in range(1, len(after) + 1) if t == 1 or after[t - 1] != after[t - 2])
