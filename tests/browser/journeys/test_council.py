"""A member of the Council: reads up for a meeting, steps aside, decides in writing, asks what can be afforded."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from tests.browser.journeys.journey import Journey


def test_r1_a_member_reads_the_whole_meeting_in_one_page_and_one_for_each_case(
    somebody: Callable[..., Journey],
) -> None:
    birk = somebody("birk").follows("council.todo.read").reads()
    for title in ("Mestring før udskrivning", "Busture til alle"):
        birk.main.get_by_role("heading", name=re.compile(title)).first.wait_for()
    assert len(birk.pages) <= 1 + 2


def test_r2_a_member_declares_an_interest_in_two_pages_and_steps_aside(somebody: Callable[..., Journey]) -> None:
    birk = somebody("birk").follows("council.todo.interests")
    birk.fills(has_interest="yes", text="Sidder i foreningens bestyrelse (opdigtet)").presses("council.confirm.do")
    birk.sees("council.member.confirmed_yes")
    assert len(birk.pages) <= 2


def test_r3_a_member_decides_in_writing_between_meetings_in_two_pages(somebody: Callable[..., Journey]) -> None:
    ditlev = somebody("ditlev").follows("council.todo.answer").follows("council.answer.link")
    ditlev.fills(outcome_1="approved").presses("council.answer.do")
    ditlev.sees("council.answer.done", "council.member.answered")
    assert len(ditlev.pages) <= 2


def test_r4_a_member_asks_what_can_be_afforded_in_two_pages(somebody: Callable[..., Journey]) -> None:
    next_year = date.today().year + 1  # noqa: DTZ011 - the office lives today
    carla = somebody("carla").chooses("books.menu.fund").follows("books.room.title")
    carla.fills(beloeb="2000000", start=next_year, aar=2, tilbage=100, efter=2).presses("books.try.do")
    carla.sees("books.try.room")
    assert len(carla.pages) <= 2
