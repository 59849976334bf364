"""What was approved against what came: the difference split exactly into intake, effect, price and timing.

At approval a case is frozen: its text and digest. Later the case is written again with what came. The four groups of
inputs are then moved from the frozen to the actual in every order, and each group is given the mean of what its move
changed (the Shapley value). So no order is favoured, and the four sum to the whole difference, exactly. What changed
beside the four — consequences, budgets, methods — is a fifth part, moved last, so that nothing hides in the others.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from itertools import combinations
from math import factorial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bundlinje.business_case.bottom_line import bottom_line
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.parts import Cohort, Cost, Effect, Price, Sector
from bundlinje.business_case.repayment import with_repayment
from bundlinje.business_case.worked import worked_out
from bundlinje.grammar.part import Part
from bundlinje.grammar.source import read_yaml
from bundlinje.money import Ore
from bundlinje.problems import Collector, Place, Refused, error

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract


class Cause(StrEnum):
    """Why what came differs from what was approved."""

    INTAKE = "intake"
    EFFECT = "effect"
    PRICE = "price"
    TIMING = "timing"
    OTHER = "other"


MOVED = (Cause.INTAKE, Cause.EFFECT, Cause.PRICE, Cause.TIMING)
"""The causes that are moved in every order; what is left is moved after them."""


@dataclass(frozen=True, slots=True)
class Variance:
    """The undiscounted net of a view as approved and as it came, in øre, and what of the difference is due to what."""

    view: str
    approved: Ore
    came: Ore
    parts: Mapping[Cause, Fraction]

    @property
    def difference(self) -> Ore:
        """What came less what was approved."""
        return self.came - self.approved


@dataclass(frozen=True, slots=True)
class Frozen:
    """A case as it was approved: on which day, and with which digest."""

    case: Case
    approved_on: str
    digest: str


def variance(
    approved: Case, came: Case, view: str = Sector.MUNICIPALITY.value, contract: Contract | None = None
) -> Variance:
    """The difference between two states of a case, split by cause; after repayment where there is one.

    Both must be without unknown values. `came` keeps the order of cohorts: the first cohort that came is the first that
    was planned.
    """

    def net_of(case: Case) -> Ore:
        return bottom_line(with_repayment(worked_out(case), contract), view).total

    @cache
    def net(moved: frozenset[Cause]) -> Ore:
        return net_of(blended(approved, came, moved))

    parts = shapley(MOVED, net)
    last, after = net_of(came), net(frozenset(MOVED))
    return Variance(view, net(frozenset()), last, {**parts, Cause.OTHER: Fraction(last - after)})


def shapley(causes: Iterable[Cause], net: Callable[[frozenset[Cause]], Ore]) -> dict[Cause, Fraction]:
    """Each cause's mean change over all orders in which the causes can be moved; the parts sum to the whole."""
    every = tuple(causes)
    parts = dict.fromkeys(every, Fraction(0))
    for cause in every:
        others = [one for one in every if one is not cause]
        for size in range(len(others) + 1):
            weight = Fraction(factorial(size) * factorial(len(every) - size - 1), factorial(len(every)))
            for before in combinations(others, size):
                moved = frozenset(before)
                parts[cause] += weight * (net(moved | {cause}) - net(moved))
    return parts


def blended(approved: Case, came: Case, moved: frozenset[Cause]) -> Case:
    """The approved case with the inputs of some causes as they came."""
    changes: dict[str, Any] = {
        "cohorts": _cohorts(approved, came, moved),
        "effects": _effects(approved, came, moved),
        "prices": _prices(approved, came, moved),
        "costs": _costs(approved, came, moved),
    }
    return approved.model_copy(update=changes)


def _pick(was: Part, now: Part, slots: Iterable[str]) -> dict[str, Any]:
    return {slot: getattr(now, slot) for slot in slots if getattr(now, slot) != getattr(was, slot)}


def _cohorts(approved: Case, came: Case, moved: frozenset[Cause]) -> list[Cohort]:
    """Cohorts by their order: who came is intake, when they started and how long it took is timing.

    A cohort that did not come at all is intake; so is one that was not planned.
    """
    slots = (("participants", "completion") if Cause.INTAKE in moved else ()) + (
        ("start", "takes") if Cause.TIMING in moved else ()
    )
    both = [
        was.model_copy(update=_pick(was, now, slots)) for was, now in zip(approved.cohorts, came.cohorts, strict=False)
    ]
    longer = came.cohorts if Cause.INTAKE in moved else approved.cohorts
    return [*both, *longer[len(both) :]]


def _effects(approved: Case, came: Case, moved: frozenset[Cause]) -> dict[str, Effect]:
    if Cause.EFFECT not in moved:
        return approved.effects
    return {name: came.effects.get(name, effect) for name, effect in approved.effects.items()}


def _prices(approved: Case, came: Case, moved: frozenset[Cause]) -> dict[str, Price]:
    if Cause.PRICE not in moved:
        return approved.prices
    return {**approved.prices, **came.prices}


def _costs(approved: Case, came: Case, moved: frozenset[Cause]) -> list[Cost]:
    """Amounts of costs are prices; the years they fall in are timing. A cost nobody approved is told under other."""
    now = {cost.id: cost for cost in came.costs}
    return [_cost(cost, now[cost.id], moved) if cost.id in now else cost for cost in approved.costs]


def _cost(was: Cost, now: Cost, moved: frozenset[Cause]) -> Cost:
    if was.by_year is not None or now.by_year is not None:
        # Amounts by year are amount and year at once: moved with the amounts.
        return now if Cause.PRICE in moved else was
    slots = (("amount", "per", "price_year", "index") if Cause.PRICE in moved else ()) + (
        ("years",) if Cause.TIMING in moved and (was.per is None) == (now.per is None) else ()
    )
    return was.model_copy(update=_pick(was, now, slots))


def freeze(case: Case, approved_on: str, path: Path) -> str:
    """Save a case as it is approved, with its digest, and give the digest. The day is the caller's to say."""
    digest = case.digest()
    saved = {"approved_on": approved_on, "digest": digest, "case": case.as_data()}
    path.write_text(json.dumps(saved, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return digest


def read_frozen(path: Path) -> Frozen:
    """The case as approved; refused if the file is none, or was changed after it was saved."""
    found = Collector()
    source = read_yaml(path, found)
    found.refuse_errors()
    try:
        case = Case.model_validate(source.data["case"])
        approved_on, digest = str(source.data["approved_on"]), str(source.data["digest"])
    except (KeyError, TypeError, ValueError):
        raise Refused([error("case.frozen_unreadable", Place(str(path)))]) from None
    if case.digest() != digest:
        raise Refused([error("case.frozen_changed", Place(str(path)), digest=digest[:12], now=case.digest()[:12])])
    return Frozen(case, approved_on, digest)
