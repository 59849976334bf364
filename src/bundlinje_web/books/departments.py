"""What the investments bring a department's own budgets each year, by their business cases (SPL-05, PP-23).

department.<code>.<what>.<year>     what is costs, repayments, benefits or net
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bundlinje.problems import Refused
from bundlinje_web.bridge import case_numbers
from bundlinje_web.bridge.case import Levers
from bundlinje_web.bridge.explaining import Unit, Why, added, closed, named_by, saying
from bundlinje_web.contracts.beside.asked import case_at
from bundlinje_web.contracts.beside.holdings import holdings
from bundlinje_web.contracts.models import PartyRole

if TYPE_CHECKING:
    from bundlinje_web.acting import Actor
    from bundlinje_web.bridge.case import CaseSeen
    from bundlinje_web.bridge.portfolio import Holding
    from bundlinje_web.people.models import Organisation

ROOT = "department"
WHATS = ("costs", "repayments", "benefits", "net")


@dataclass(frozen=True, slots=True)
class Part:
    """One budget of the department in one investment: whose view of whose case."""

    held: Holding
    seen: CaseSeen
    view: str


def parts_of(actor: Actor, department: Organisation) -> list[Part]:
    """Every budget of the department that a case one may see counts with, at the cautious estimate."""
    return [part for held in holdings(actor).values() for part in _parts(held, department)]


def _parts(held: Holding, department: Organisation) -> Iterator[Part]:
    named = PartyRole.objects.filter(version__contract__code=held.code)
    parties = {
        row.party
        for row in named.select_related("organisation", "department")
        if department in (row.department, row.organisation)
    }
    if not parties:
        return
    try:
        seen = case_at(held, Levers())
    except (KeyError, Refused):
        return
    yield from (Part(held, seen, view) for view in seen.lines if view.partition("/")[0] in parties)


def years_of(parts: list[Part]) -> list[int]:
    """The years that any of the cases counts."""
    return sorted({year for part in parts for year in part.seen.worked.years})


def why(parts: list[Part], department: Organisation, what: str, year: int) -> Why:
    """A number of the department in a year: the sum over its investments. Raises `KeyError`."""
    if what not in WHATS or year not in years_of(parts):
        raise KeyError(what)
    found = (
        named_by(closed(case_numbers.why(part.seen, part.held.code, f"{what}.{part.view}.{year}")), _named(part))
        for part in parts
        if year in part.seen.worked.years
    )
    label = saying(f"books.department.sum.{what}", year=str(year), department=str(department))
    return added(label, found, f"{ROOT}.{department.code}.{what}.{year}", Unit.ORE)


def _named(part: Part) -> dict[str, str]:
    """The investment's title, with the budget where the department has several in it."""
    budget = part.view.partition("/")[2]
    return {language: f"{title} ({budget})" if budget else title for language, title in dict(part.held.titles).items()}
