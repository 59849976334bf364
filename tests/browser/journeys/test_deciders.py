"""Those who decide: the mayor and the aldermen, who approve on a phone, sign, send back, and see what it costs."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.journeys.journey import Journey


def test_b1_the_mayor_approves_in_two_taps(somebody: Callable[..., Journey]) -> None:
    ebba = somebody("ebba").follows("council.todo.mayor-text").follows("council.approve.link")
    ebba.presses("council.approve.do").sees("council.approve.done.mayor-text")
    assert len(ebba.pages) <= 2


def test_b3_the_mayor_reads_the_fund_in_one_page(somebody: Callable[..., Journey]) -> None:
    ebba = somebody("ebba").chooses("books.menu.fund").reads().sees("books.fund.in_fund")
    assert len(ebba.pages) == 1
