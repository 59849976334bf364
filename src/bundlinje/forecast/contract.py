"""The forecast of one contract: what it pays, in many worlds, by its own terms, limits, shares and guarantee."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from bundlinje.contract.model import Contract
from bundlinje.facts.tables import Facts
from bundlinje.forecast.beliefs import RateBelief
from bundlinje.forecast.drawing import Choices, Dice, believed, dice, drawn_crowds
from bundlinje.forecast.outlook_file import Outlook
from bundlinje.forecast.paths import Paths, joined
from bundlinje.forecast.persons import drawn_people
from bundlinje.forecast.situation import Situation, situation
from bundlinje.grammar.part import Mark, Marked
from bundlinje.planned.bounds import Paid
from bundlinje.planned.counts import Counts
from bundlinje.planned.fold import Folded, fold
from bundlinje.planned.people import needs_people
from bundlinje.settlement.leaning import marks
from bundlinje.settlement.result import EARNED, LineKind, Settlement
from bundlinje.streams import BLOCK, blocks

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Int64: TypeAlias = NDArray[np.int64]

DRAWS = 10_000
"""How many worlds are drawn where nobody says."""


@dataclass(frozen=True)
class ContractForecast:
    """A contract's forecast: where it stands, what is believed of each rate, and the paths it may take."""

    stands: Situation
    choices: Choices
    seed: int
    beliefs: Mapping[str, RateBelief]
    paths: Paths


def forecast_contract(
    contract: Contract,
    outlook: Outlook | None = None,
    facts: Facts | None = None,
    draws: int = DRAWS,
    seed: int = 1,
    choices: Choices | None = None,
) -> ContractForecast:
    """Simulate a contract from where it stands after the last follow-up its facts reach, or from its start.

    What neither contract nor outlook says raises `Refused`. The same seed gives the same paths to the bit.
    """
    return forecast_from(situation(contract, outlook, facts), draws, seed, choices)


def forecast_from(
    stands: Situation, draws: int = DRAWS, seed: int = 1, choices: Choices | None = None, first: int = 0
) -> ContractForecast:
    """The forecast from where a contract stands: what a slider asks for again and again.

    Draws begin with block `first`, so that workers can share a run out among them.
    """
    chosen = choices or Choices()
    beliefs = believed(stands, chosen)
    parts = []
    for start in range(0, draws, PIECE * BLOCK):
        wanted = min(PIECE * BLOCK, draws - start)
        at = first + start // BLOCK
        numbers = range(at, at + len(blocks(wanted)))
        parts.append(_paths(dice(stands, seed, numbers, chosen, beliefs), wanted))
    return ContractForecast(stands, chosen, seed, beliefs, joined(parts, draws))


PIECE = 20
"""Blocks of worlds that are folded together: few enough that memory does not grow with the draws."""


def _paths(one: Dice, draws: int) -> Paths:
    """The paths by crowds where counts tell what is paid, and person by person where they do not."""
    if not needs_people(one.stands.contract):
        counts = drawn_crowds(one, draws)
        return paths_of(one.stands, counts, fold(counts))
    people = (drawn_people(block) for block in one.apart())
    return joined([paths_of(one.stands, counts, fold(counts)) for counts in people], draws)


def paths_of(stands: Situation, counts: Counts, folded: Folded) -> Paths:
    """The paths of drawn worlds: settled years as they were settled, the rest as drawn.

    What the settled follow-ups left open, such as results that came late, is paid with the next one.
    """
    paid = list(folded.outcome_payments())
    passed_on = list(folded.to_investors(stands.contract))
    years = tuple(sorted({one.payment_day.year for one in stands.contract.follow_ups} | _settled_years(stands.settled)))
    place = _Place(stands, years, counts.worlds)
    payers = place.by_account(paid, "payers", _settled(stands.settled, guarantee=False, side="payers"))
    receivers = place.by_account(passed_on, "receivers", _settled(stands.settled, guarantee=None, side="receivers"))
    tops = [one for one in passed_on if one.is_guarantee]
    topped_up = place.by_account(tops, "receivers", _settled(stands.settled, guarantee=True, side="receivers"))
    nothing = np.zeros((len(years), counts.worlds), dtype=np.int64)
    return Paths(
        contract=stands.contract.contract,
        years=years,
        paid=sum(payers.values(), nothing),
        payers=payers,
        receivers=receivers,
        guaranteed=sum(topped_up.values(), nothing),
        limited=folded.limited,
        admitted=counts.admitted.sum(axis=1),
        achieved={name: counts.achieved[name].sum(axis=1) for name in counts.achieved},
        assumed=_assumed(stands),
    )


def _assumed(stands: Situation) -> tuple[Marked, ...]:
    name = stands.contract.contract
    found = [*marks(stands.contract, name), *marks(stands.outlook, f"outlook {name}")]
    return tuple(dict.fromkeys(one for one in found if one.mark is Mark.ASSUMED))


Settled: TypeAlias = "dict[str, dict[int, int]]"
"""Øre by account and year."""


def _settled_years(settled: Iterable[Settlement]) -> set[int]:
    return {one.paid_on.year for one in settled}


def _settled(settled: Iterable[Settlement], guarantee: bool | None, side: str) -> Settled:
    """What was settled, by account and year: outcome payments, or (with none) all that investors received."""
    found: Settled = {}
    for one in settled:
        for line in one.lines:
            if _belongs(line.kind, guarantee, "vehicle" in line.payers):
                for account, ore in getattr(line, side).items():
                    years = found.setdefault(account, {})
                    years[one.paid_on.year] = years.get(one.paid_on.year, 0) + ore
    return found


def _belongs(kind: LineKind, guarantee: bool | None, from_vehicle: bool) -> bool:
    if guarantee is False:
        return kind in EARNED and not from_vehicle
    return kind is LineKind.GUARANTEE or (guarantee is None and kind is LineKind.PASSED_ON)


@dataclass(frozen=True)
class _Place:
    """Puts drawn and settled payments in their years."""

    stands: Situation
    years: tuple[int, ...]
    worlds: int

    def by_account(self, paid: Sequence[Paid], side: str, settled: Settled) -> dict[str, Int64]:
        """Øre by account in arrays of shape years × draws."""
        accounts = dict.fromkeys([*settled, *(account for one in paid for account in getattr(one, side))])
        return {account: self._one(account, paid, side, settled.get(account, {})) for account in accounts}

    def _one(self, account: str, paid: Sequence[Paid], side: str, settled: Mapping[int, int]) -> Int64:
        table = np.zeros((len(self.years), self.worlds), dtype=np.int64)
        for year, ore in settled.items():
            table[self.years.index(year)] += ore
        left_open = np.full(self.worlds, -sum(settled.values()), dtype=np.int64)
        for one, part in self._of(account, paid, side):
            if one.follow_up <= self.stands.now:
                left_open += part
            else:
                table[self.years.index(one.day.year)] += part
        if self.stands.now and not self.stands.is_over:
            following = self.stands.contract.follow_ups[self.stands.now].payment_day.year
            table[self.years.index(following)] += left_open
        return table

    def _of(self, account: str, paid: Sequence[Paid], side: str) -> Iterator[tuple[Paid, Int64]]:
        for one in paid:
            parts = getattr(one, side)
            if account in parts:
                yield one, parts[account]
