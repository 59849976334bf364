"""A cap that can never bind, or binds already at the expected results, is seldom what the parties meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from bundlinje.contract.model import Contract
from bundlinje.contract.sense.outlook import Earning, earning, fixed
from bundlinje.contract.sense.walk import legs
from bundlinje.grammar.source import Sourced
from bundlinje.limits.at_most import AtMost
from bundlinje.limits.scope import EACH_TERM, TERM, TOTAL
from bundlinje.money import round_half_away
from bundlinje.problems import Problem, warning
from bundlinje.terms.base import Term
from bundlinje.terms.each import Each
from bundlinje.terms.measured import Measured


def check(contract: Contract, source: Sourced) -> Iterator[Problem]:
    """Caps on money, held against what their terms earn at most and as expected."""
    for placed in legs(contract):
        earned = {term.id or "": _earned(contract, term) for term in placed.leg.terms if not isinstance(term, Measured)}
        for number, limit in enumerate(placed.leg.limits):
            bound = fixed(limit.at_most) if isinstance(limit, AtMost) else None  # type: ignore[arg-type]
            if bound is not None and isinstance(limit, AtMost):
                path = (*placed.limits, number, "at_most")
                found = _problem([earned[name] for name in _names(limit, earned)], bound, limit)
                if found is not None:
                    code, ore = found
                    said = {"cap_ore": bound, "earned_ore": round_half_away(ore)}
                    yield warning(code, source.place(path), **said)


def _earned(contract: Contract, term: Term) -> Earning:
    return earning(contract, term) if isinstance(term, Each) and term.gate is None else Earning(None, None)


def _names(limit: AtMost, earned: dict[str, Earning]) -> list[str]:
    named = limit.names or tuple(earned)
    return [name for name in named if name in earned]


def _problem(terms: Sequence[Earning], bound: int, limit: AtMost) -> tuple[str, Fraction] | None:
    if limit.scope.word not in (TOTAL, TERM, EACH_TERM) or not terms:
        return None
    each_by_itself = limit.scope.word == EACH_TERM
    most, expected = ([getattr(one, way) for one in terms] for way in ("most", "expected"))
    reached = _together(most, each_by_itself)
    if reached is not None and reached <= bound:
        return "contract.cap_never_binds", reached
    foreseen = _together(expected, each_by_itself)
    return ("contract.cap_binds_as_expected", foreseen) if foreseen is not None and foreseen > bound else None


def _together(amounts: Sequence[Fraction | None], each_by_itself: bool) -> Fraction | None:
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(amounts):
        return None
    return max(known) if each_by_itself else sum(known, Fraction(0))
