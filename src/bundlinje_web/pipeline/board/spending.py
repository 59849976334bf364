"""What working on the cases has cost, case by case: the table for the dialogue on resources (GOV-24, BC-16)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpResponse

from bundlinje.money import Ore
from bundlinje.words.numbers import percent, shortest
from bundlinje_web.frame.lists import Column, Kind, Listing
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import language_now, say_now
from bundlinje_web.pipeline.casework.policy import READ_SPENT
from bundlinje_web.pipeline.casework.spent import Spent, invested, priced, share, summed
from bundlinje_web.pipeline.models import Case


@dataclass(frozen=True, slots=True)
class Spending:
    """A case with what has been spent on it, and what would be invested in øre where that is known."""

    case: Case
    spent: Spent
    investment: Ore | None

    @property
    def share(self) -> Fraction | None:
        """Kroner spent against kroner invested."""
        return share(self.spent, self.investment)


def spending(cases: Iterable[Case]) -> tuple[Spending, ...]:
    """Each case with its spending, the most hours first; cases nobody has logged anything on are there too."""
    prices = priced()
    found = (Spending(case, summed(case.number, case.efforts.all(), prices), invested(case)) for case in cases)
    return tuple(sorted(found, key=lambda each: (-each.spent.minutes, each.case.number)))


COLUMNS = (
    Column("board.column.number", lambda each: each.case.number),
    Column("board.column.title", lambda each: each.case.title),
    Column("board.column.step", lambda each: f"casework.step.{each.case.state}", Kind.CODE),
    Column("board.column.hours", lambda each: shortest(each.spent.hours, 1, language_now())),
    Column("board.column.cost", lambda each: each.spent.cost, Kind.KR),
    Column("board.column.in_all", lambda each: each.spent.in_all, Kind.KR),
    Column("board.column.investment", lambda each: each.investment, Kind.KR),
    Column("board.column.share", lambda each: None if each.share is None else percent(each.share, language_now())),
)


def spent(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001 - the list looks at the address
    """Hours and kroner of every case against what would be invested."""
    cases = Case.objects.select_related("proposal").prefetch_related("efforts")
    listing = Listing(request, spending(READ_SPENT.among(request.actor, cases)), COLUMNS, "tid-og-udgifter")
    context = {"title": say_now("casework.spent"), "lead": say_now("board.spent_lead")}
    return listing.answer("frame/list_page.html", context)
