"""A case as arrays, so that thousands of draws of all its inputs are worked out in a few milliseconds.

A row is an item of the case for one intake: what a unit of it brings each payer in each year, and what it is
multiplied by. `bundlinje.business_case.sensitivity.compiling` makes the rows from the exact arithmetic; here they are
scaled and added. Arrays run over (year, payer, draw), amounts in øre, benefits positive and costs negative.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from bundlinje.business_case.bottom_line import EVERYBODY, PUBLIC_SECTOR
from bundlinje.business_case.parts import PUBLIC, Mode, Sector
from bundlinje.business_case.sensitivity.inputs import Input
from bundlinje.business_case.sensitivity.repaying import ByShare, Repaying

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array: TypeAlias = NDArray[np.float64]
    Positions: TypeAlias = NDArray[np.intp]
    Values: TypeAlias = Mapping[str, Array | float]


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

    `participants` is everybody who starts as stated, `finishers` who finish of each intake, `effects` the inputs of
    each net rate (with and without, or net alone), `success` the share of it that its evidence leaves.
    """

    case: str
    mode: Mode
    years: range
    payers: tuple[Sector, ...]
    inputs: tuple[Input, ...]
    effects: Mapping[str, tuple[str, ...]]
    success: Mapping[str, float]
    finishers: Mapping[str, float]
    participants: float
    benefits: Steady
    fading: Fading
    costs: Steady
    discount: Array
    repaying: Repaying | None = None

    @property
    def base(self) -> dict[str, Array | float]:
        """Every input as the case states it."""
        return {one.name: one.base for one in self.inputs}

    def run(self, values: Values, draws: int) -> Outcome:
        """The case at these values of its inputs, one for all draws or one for each; what is not named is as stated."""
        levels = _Levels(self, {**self.base, **values}, draws)
        shape = (len(self.years), -1, draws)
        benefits = (self.benefits.unit @ levels.of(self.benefits.rows)).reshape(shape)
        _add_fading(self.fading, levels, benefits)
        costs = (self.costs.unit @ levels.of(self.costs.rows)).reshape(shape)
        repaid = self._repaid(levels, benefits)
        own = slice(len(self.payers))
        return Outcome(
            self.years, self.payers, benefits[:, own], costs[:, own], repaid, levels.successes(), self.discount
        )

    def _repaid(self, levels: _Levels, benefits: Array) -> Array | float:
        """Repayments by year, payer and draw; nothing where nobody repays. The gain that is shared stands last."""
        if self.repaying is None:
            return 0.0
        if isinstance(self.repaying, ByShare):
            return self.repaying.repaid(benefits[:, -1], len(self.payers))
        return self.repaying.repaid(levels.achieved(self.repaying.weights))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out by year, payer and draw in øre: benefits (+), costs (−) and repayments; successes by effect."""

    years: range
    payers: tuple[Sector, ...]
    benefits: Array
    costs: Array
    repayments: Array | float
    successes: Mapping[str, Array]
    discount: Array

    @property
    def net(self) -> Array:
        """Benefits less costs, after repayment, by year, payer and draw."""
        net: Array = self.benefits + self.costs + self.repayments
        return net

    @property
    def views(self) -> tuple[str, ...]:
        """Whose money can be looked at: everybody's and the public's where they are of several, and each payer's."""
        public = sum(payer in PUBLIC for payer in self.payers)
        everybody = (EVERYBODY,) if len(self.payers) > public > 0 else ()
        return (*everybody, *((PUBLIC_SECTOR,) * (public > 1)), *(payer.value for payer in self.payers))

    def present(self, amounts: Array) -> Array:
        """What amounts by year are worth in the base year: by payer and draw."""
        import numpy as np

        worth: Array = np.tensordot(self.discount, amounts, 1)
        return worth

    def seen(self, amounts: Array, view: str) -> Array:
        """Amounts of a view: the payers, next to last among the axes, picked from or summed over."""
        chosen = [number for number, payer in enumerate(self.payers) if _sees(view, payer)]
        found: Array = amounts[..., chosen, :].sum(axis=-2)
        return found

    def worth(self, view: str) -> Array:
        """The present value of the net of a view, by draw."""
        return self.seen(self.present(self.net), view)


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

    def achieved(self, weights: Mapping[str, float]) -> Array:
        """How much is achieved against what is stated, baseline and all: a mean over effects, by draw."""
        import numpy as np

        stated = sum(self.compiled.finishers.values())
        people = self._finishers() / stated if stated else 0.0
        names = {effect: self.compiled.effects[effect][0] for effect in weights}
        rates = (weights[effect] * self.values[name] / self.compiled.base[name] for effect, name in names.items())
        return np.broadcast_to(people * sum(rates), self.draws)


def _add_fading(fading: Fading, levels: _Levels, benefits: Array) -> None:
    """Add what fades: year by year after finishing, each year's level the one before less its fade."""
    import numpy as np

    if not fading.rows:
        return
    _, payers, draws = benefits.shape
    left = levels.of(fading.rows)
    for t, (at, unit) in enumerate(fading.unit):
        if t:
            for number, (name, stated) in enumerate(fading.fades):
                scale = levels.values[name] / stated[0] if stated[0] else 1.0
                left[number] *= np.clip(1 - scale * stated[t - 1], 0, 1)
        benefits[at] += (unit @ left).reshape(len(at), payers, draws)
