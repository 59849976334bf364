"""Cells of a business case: amounts to the nearest 1.000 kr. for the eye, and its words."""

from __future__ import annotations

from fractions import Fraction

from bundlinje.business_case.bottom_line import EVERYBODY, PUBLIC_SECTOR
from bundlinje.business_case.parts import Sector
from bundlinje.business_case.rate_of_return import Return
from bundlinje.contract.model import Contract
from bundlinje.grammar.part import Mark
from bundlinje.money import ORE_PER_KRONE, Ore, round_half_away
from bundlinje.report.settlement_tables import BUDGETS, account_name
from bundlinje.report.table import Cell, Code, Kroner, Name, Percent, Thousands, Times

AREA = "case/"
_KKR = 1_000 * ORE_PER_KRONE
_COMMON = {EVERYBODY, PUBLIC_SECTOR, *(sector.value for sector in Sector)}


def said(code: str, **values: Cell) -> Code:
    """Words of the business case's own area."""
    return Code(AREA + code, values)


def heads(*names: str) -> tuple[Cell, ...]:
    """Headings by their codes."""
    return tuple(said(f"heading.{name}") for name in names)


def kkr(ore: Ore | Fraction | None, mark: Mark = Mark.KNOWN) -> Cell:
    """Money to the nearest 1.000 kr.; none is a blank."""
    return None if ore is None else Thousands(round_half_away(Fraction(ore) / _KKR) * _KKR, mark)


def kroner(ore: Ore | Fraction | None) -> Cell:
    """Money to the nearest krone; none is a blank."""
    return None if ore is None else Kroner(round_half_away(Fraction(ore) / ORE_PER_KRONE) * ORE_PER_KRONE)


def percent(share: Fraction | float | None) -> Cell:
    """A share to a tenth of a per cent; none is a blank."""
    return None if share is None else Percent(Fraction(round_half_away(Fraction(share) * 1_000), 1_000))


def times(ratio: Fraction | None) -> Cell:
    """A ratio; none is a blank."""
    return None if ratio is None else Times(ratio)


def return_cell(found: Return) -> Cell:
    """A rate of return, or why there is none."""
    return percent(found.rate) if found.rate is not None else said(f"no_rate.{found.why}")


def payer_name(view: str, contract: Contract | None) -> Cell:
    """What a view is called: everybody, the public, a sector, a party of the contract or one of its budgets."""
    if view in _COMMON:
        return said(f"view.{view}")
    party, _, budget = view.partition("/")
    if contract is not None and party in contract.parties and (not budget or budget in BUDGETS):
        return account_name(contract, view) if view not in contract.accounts else contract.parties[party].name
    return view


def named(texts: object, otherwise: str) -> Cell:
    """A name of the case in its languages, or its id where it has none."""
    da, en = getattr(texts, "da", None), getattr(texts, "en", None)
    return otherwise if da is None else Name({"da": da, "en": en or da})
