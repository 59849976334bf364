"""How many pages each task takes, walked as its user walks it: no more than the plan of the pages allows.

Each journey begins at the start page of its role, or at the page of the thing it is about where the plan says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from tests.browser.journeys import Journey

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext
    from tests.browser.office import Office


@pytest.fixture
def somebody(office: Office, context_of: Callable[..., BrowserContext]) -> Callable[..., Journey]:
    """A journey of somebody by first name, from the start page or from another."""

    def begun(who: str, at: str = "", **screen: object) -> Journey:
        context = context_of(**screen)
        context.set_default_timeout(60_000)
        page = office.log_in(context, who)
        if at:
            page.goto(f"{office.address}{at}")
        return Journey(page)

    return begun


def test_s5_tabel_1_at_a_date_in_two_pages(somebody: Callable[..., Journey]) -> None:
    asta = somebody("asta").chooses("Henvendelser").follows("Tabel 1").fills(pr="2024-12-31").presses("Vis").reads()
    assert asta.page.get_by_role("link", name="XLSX").is_visible()
    assert len(asta.pages) <= 2


def test_r1_a_member_reads_the_whole_meeting_in_one_page_and_one_for_each_case(
    somebody: Callable[..., Journey],
) -> None:
    birk = somebody("birk").follows("Læs op til mødet").reads()
    for title in ("Mestring før udskrivning", "Busture til alle"):
        birk.page.locator("main").get_by_role("heading", name=re.compile(title)).first.wait_for()
    assert len(birk.pages) <= 1 + 2


def test_r2_a_member_declares_an_interest_in_two_pages(somebody: Callable[..., Journey]) -> None:
    birk = somebody("birk").follows(re.compile("Bekræft dine interesser for punkt 1"))
    birk.fills(has_interest="yes", text="Sidder i foreningens bestyrelse (opdigtet)").presses("Bekræft")
    assert len(birk.pages) <= 2


def test_b1_the_mayor_approves_on_a_phone_in_two_taps(somebody: Callable[..., Journey]) -> None:
    screen = {"viewport": {"width": 375, "height": 780}, "has_touch": True, "is_mobile": True}
    ebba = somebody("ebba", **screen).follows("Godkend investering formelt")
    ebba.follows("Godkend").presses(re.compile("Godkend"))
    ebba.page.get_by_text("Du har godkendt").first.wait_for()
    assert len(ebba.pages) <= 2


def test_b3_the_mayor_reads_the_fund_in_one_page(somebody: Callable[..., Journey]) -> None:
    ebba = somebody("ebba").chooses("Fonden").reads()
    assert "tilbage i fonden" in ebba.page.locator("main").inner_text()
    assert len(ebba.pages) == 1


def test_y1_a_reader_comes_from_the_headline_to_the_source_of_a_number_in_two_pages(
    somebody: Callable[..., Journey],
) -> None:
    uffe = somebody("uffe").follows(re.compile("tilbage i fonden")).follows("−564.000 kr.").reads()
    assert len(uffe.pages) <= 2


def test_u2_the_auditor_examines_the_chain_in_two_pages(somebody: Callable[..., Journey]) -> None:
    tora = somebody("tora")
    tora.page.locator("header .bl-more summary").click()
    tora.page.locator("header .bl-more").get_by_role("link", name="Revisionsspor").click()
    tora.page.wait_for_load_state()
    tora.presses("Kontroller kæden")
    tora.page.get_by_text("Kæden er hel").first.wait_for()
    assert len(tora.pages) <= 2
