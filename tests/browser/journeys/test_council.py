"""A member of the Council: reads up for a meeting, steps aside, decides in writing, asks what can be afforded."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.browser.journeys.journey import Journey


def test_r1_a_member_reads_the_whole_meeting_in_one_page_and_one_for_each_case(
    somebody: Callable[..., Journey],
) -> None:
    birk = somebody("birk").follows("council.todo.read").reads()
    for title in ("Mestring før udskrivning", "Busture til alle"):
        birk.main.get_by_role("heading", name=re.compile(title)).first.wait_for()
    assert len(birk.pages) <= 1 + 2


def test_r2_a_member_declares_an_interest_in_two_pages(somebody: Callable[..., Journey]) -> None:
    birk = somebody("birk").follows("council.todo.interests")
    birk.fills(has_interest="yes", text="Sidder i foreningens bestyrelse (opdigtet)").presses("council.confirm.do")
    assert len(birk.pages) <= 2
