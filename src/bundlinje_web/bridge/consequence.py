"""What a contract is expected to pay if everything goes as its outlook and its own expectations say."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from bundlinje.problems import Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bundlinje.contract.model import Contract
    from bundlinje.planned.roster import Assumptions


@dataclass(frozen=True, slots=True)
class Expected:
    """Payments expected in øre: in all, and by calendar year. `why_not` says why it cannot be worked out."""

    total: int | None
    by_year: Mapping[int, int]
    why_not: tuple[Problem, ...] = ()


def expected(contract: Contract, outlook: str = "") -> Expected:
    """What outcome payers are expected to pay in all; with the rates of an outlook where there is one."""
    from bundlinje.planned.expected import expected_payments

    try:
        rates, assumptions = _outlook(contract, outlook)
        found = expected_payments(contract, rates, assumptions=assumptions)
    except Refused as refused:
        return Expected(None, {}, refused.problems)
    by_year = {year: sum(int(ore) for ore in paid.values()) for year, paid in sorted(found.by_year.items())}
    return Expected(int(found.total), by_year)


def _outlook(contract: Contract, text: str) -> tuple[Mapping[str, Fraction], Assumptions | None]:
    """The rates an outlook states by outcome, and when events come; the rest is what the contract itself expects."""
    if not text:
        return {}, None
    from bundlinje.forecast.read import parse_outlook
    from bundlinje.planned.roster import Assumptions

    outlook = parse_outlook(text, contract)
    stated = {name: Fraction(rate.expected) for name, rate in outlook.rates.items() if rate.expected is not None}
    timed = {name: rate for name, rate in outlook.rates.items() if rate.earliest or rate.latest}
    once = {name: (rate.earliest, rate.latest) for name, rate in timed.items()}
    return stated, Assumptions(outlook.course, outlook.days, once)
