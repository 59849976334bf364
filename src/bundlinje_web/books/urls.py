"""The addresses of the books, and of what stands beside the contracts."""

from __future__ import annotations

from django.urls import register_converter

from bundlinje_web.books.policy import CONFIRM, CONTROL, DRAW_AGAIN, SEE_FUND, SEE_NUMBERS
from bundlinje_web.books.views import ahead, department, fund, investment, numbers, portfolio, reconcile, room, table2
from bundlinje_web.contracts.beside.books import with_books
from bundlinje_web.contracts.beside.urls import urlpatterns as beside
from bundlinje_web.frame.pages import list_page, page


class InvestmentCode:
    """The code of an investment in an address: any but the words that are pages of their own there."""

    regex = r"(?!(?:ny|nyt|upload|indlaes|kort|skabeloner|eksport\.[a-z]+)/)[a-z0-9][a-z0-9-]*"

    def to_python(self, value: str) -> str:
        """The code as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The code as it stands."""
        return value


register_converter(InvestmentCode, "investment")

urlpatterns = [
    *list_page("investeringer/", with_books(portfolio.portfolio), name="investments", policy=SEE_NUMBERS),
    page("investeringer/kort/", with_books(portfolio.portfolio_map), name="investments-map", policy=SEE_FUND),
    page("investeringer/<investment:code>/", with_books(investment.investment), name="contract", policy=SEE_NUMBERS),
    page(
        "investeringer/<slug:code>/borgere/",
        with_books(investment.people),
        name="contract-citizens",
        policy=SEE_NUMBERS,
    ),
    page(
        "investeringer/<slug:code>/resultater/",
        with_books(investment.results),
        name="contract-results",
        policy=SEE_NUMBERS,
    ),
    page(
        "investeringer/<slug:code>/oekonomi/", with_books(investment.economy), name="contract-money", policy=SEE_NUMBERS
    ),
    page("fonden/", with_books(fund.overview), name="fund", policy=SEE_FUND),
    *list_page("fonden/tabel-2/", with_books(table2.table_2), name="table-2", policy=SEE_FUND),
    page("fonden/raaderum/", with_books(room.room), name="headroom", policy=SEE_FUND),
    page("fonden/reservationer/", with_books(room.reserved), name="reservations", policy=SEE_FUND),
    *list_page("fonden/afstemning/", with_books(reconcile.reconcile), name="reconcile", policy=SEE_FUND),
    page("fonden/afstemning/gentag/", with_books(reconcile.again), name="reconcile-again", policy=CONTROL),
    page(
        "fonden/afstemning/<str:statement>/forklar/",
        with_books(reconcile.explain),
        name="reconcile-explain",
        policy=SEE_FUND,
    ),
    page(
        "fonden/afstemning/<str:statement>/bekraeft/",
        with_books(reconcile.confirm),
        name="reconcile-confirm",
        policy=CONFIRM,
    ),
    page(
        "fonden/afdelinger/<slug:department>/",
        with_books(department.department),
        name="department-economy",
        policy=SEE_FUND,
    ),
    page("fonden/prognose/", with_books(ahead.ahead), name="fund-ahead", policy=SEE_FUND),
    page("fonden/prognose/beregn-igen/", with_books(ahead.draw_again), name="fund-ahead-again", policy=DRAW_AGAIN),
    page("tal/<path:code>/", with_books(numbers.number), name="number", policy=SEE_NUMBERS),
    *beside,
]
