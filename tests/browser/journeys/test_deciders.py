"""Those who decide: the mayor and the aldermen, who approve on a phone, sign, send back, and see what it costs."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from tests.browser.journeys.journey import Journey


def test_b2_the_mayor_sends_back_with_a_question_in_two_pages(somebody: Callable[..., Journey]) -> None:
    ebba = somebody("ebba").follows("council.todo.mayor-text").follows("council.return.link")
    ebba.fills(reason="Hvem betaler, hvis familierne flytter? (opdigtet)")
    ebba.presses("council.return.do").sees("council.return.done")
    assert len(ebba.pages) <= 2
    asta = somebody("asta").sees(re.compile("Hvem betaler, hvis familierne flytter"))
    assert asta.pages == []


def test_b1_the_mayor_approves_in_two_taps(somebody: Callable[..., Journey]) -> None:
    ebba = somebody("ebba").follows("council.todo.mayor-text").follows("council.approve.link")
    ebba.presses("council.approve.do").sees("council.approve.done.mayor-text")
    assert len(ebba.pages) <= 2


def test_b3_the_mayor_reads_the_fund_in_one_page(somebody: Callable[..., Journey]) -> None:
    ebba = somebody("ebba").chooses("books.menu.fund").reads().sees("books.fund.in_fund")
    assert len(ebba.pages) == 1


def test_a4_an_alderman_sends_back_with_the_reason_in_two_pages(somebody: Callable[..., Journey]) -> None:
    gro = somebody("gro").follows("council.todo.alderman-premises").follows("council.return.link")
    gro.fills(reason="Skolerne skal spørges først (opdigtet)").presses("council.return.do").sees("council.return.done")
    assert len(gro.pages) <= 2


def test_a1_an_alderman_approves_the_premises_in_two_taps(somebody: Callable[..., Journey]) -> None:
    gro = somebody("gro").follows("council.todo.alderman-premises").follows("council.approve.link")
    gro.presses("council.approve.do").sees("council.approve.done.alderman-premises")
    assert len(gro.pages) <= 2


def test_a2_an_alderman_who_signs_reads_only_what_has_changed_since(somebody: Callable[..., Journey]) -> None:
    folmer = somebody("folmer").follows("council.todo.alderman-text").follows("council.approve.link")
    folmer.sees("council.approve.unchanged").presses("council.approve.do").sees("council.approve.done.alderman-text")
    assert len(folmer.pages) <= 2


@pytest.mark.requirement("SPL-05", "PP-23")
def test_a3_an_alderman_sees_what_it_costs_the_department_each_year_in_one_page(
    somebody: Callable[..., Journey],
) -> None:
    folmer = somebody("folmer").follows("books.key.department").reads().sees("books.department.caption")
    assert folmer.main.locator("table a.bl-number").count() > 10
    assert len(folmer.pages) == 1
