"""The secretariat: an idea received and sent to departments, an agenda, minutes, an agreement, Tabel 1."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from tests.browser.journeys.journey import Journey

POINTS = ("goals", "mature", "size", "knowledge", "cost", "adds")
IDEA, ASKED = "Fællesskab efter endt behandling", ("MSB", "MSO")
FROM = ("Robuste overgange", "Steady transitions")


def test_s1_an_idea_is_received_and_sent_to_two_departments_in_two_pages(somebody: Callable[..., Journey]) -> None:
    asta = somebody("asta").follows("inbox.task.new")
    asta.fills(**{f"{point}_answer": "yes" for point in POINTS}).presses("inbox.screen.do_assess")
    departments = [asta.value_of("departments", short) for short in ASKED]
    asta.fills(departments=departments).presses("assessing.ask.do").sees("assessing.ask.sent")
    assert len(asta.pages) <= 2
    somebody("ida").follows(re.compile(IDEA)).sees("assessing.answer.title")


def test_s2_an_agenda_is_made_of_what_is_open_and_sent_in_two_pages(somebody: Callable[..., Journey]) -> None:
    asta = somebody("asta").follows("council.todo.agenda").presses("council.agenda.put")
    asta.presses("council.agenda.send").sees("council.agenda.sent")
    assert len(asta.pages) <= 2


def test_s3_minutes_are_written_in_one_page_for_each_point_and_one_to_approve_them(
    somebody: Callable[..., Journey],
) -> None:
    asta = somebody("asta").follows("council.todo.minutes_writing")
    assert asta.main.locator("input[value=recused]:checked").count() == 1
    assert asta.main.locator("input[value=approved]:checked").count() == 1, "all who answered agree"
    asta.presses("council.decide.save").sees("council.decide.done").presses("council.decide.save")
    asta.sees("council.decide.done").presses("council.minutes.approve").sees("council.minutes.approved")
    assert len(asta.pages) <= 2 + 1


def test_s4_an_agreement_is_written_from_its_case_and_put_forward_in_four_pages(
    somebody: Callable[..., Journey],
) -> None:
    asta = somebody("asta").follows("casework.task.waiting").follows("casework.write_contract")
    asta.fills(start=asta.value_of("start", *FROM)).presses("casework.write_contract")
    written = asta.main.locator("[name=text]").input_value()
    assert 'title: {"da": "Sammen om skolestart"}' in written
    asta.presses("contracts.edit.offer")
    asta.fills(effective_from=f"{date.today().year + 1}-01-01")  # noqa: DTZ011 - the office lives today
    asta.presses("contracts.offer.do").sees("contracts.offer.done")
    assert len(asta.pages) <= 4


def test_s5_tabel_1_at_a_date_in_two_pages(somebody: Callable[..., Journey]) -> None:
    asta = somebody("asta").chooses("inbox.menu").follows("inbox.table.link").fills(pr="2024-12-31")
    asta.presses("inbox.table.show").reads()
    assert asta.page.get_by_role("link", name="XLSX").is_visible()
    assert len(asta.pages) <= 2
