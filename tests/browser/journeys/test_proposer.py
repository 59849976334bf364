"""Somebody with an idea and no login: sends it, goes on with a draft by the mailed link, sees how far it has come."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import message_from_bytes
from typing import TYPE_CHECKING

import pytest
from tests.browser.journeys.journey import Journey
from tests.browser.proposing import NUMBER, STEPS

if TYPE_CHECKING:
    from tests.browser.office import Office

_LINK = re.compile(r"https?://\S+/forslag/\S+")


def _begun(somebody: Callable[..., Journey]) -> Journey:
    """A stranger at the first step of the form, who has not been counted yet."""
    stranger = somebody(at="/forslag/").presses("proposing.start.begin")
    stranger.pages.clear()
    return stranger


def _fits(stranger: Journey) -> bool:
    return bool(stranger.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def _sent(stranger: Journey, title: str) -> list[str]:
    """Every step, the check and the press that sends it; the number and the code on the receipt."""
    for code, told in STEPS.items():
        stranger.fills(**({"title": title} if code == "indsatsen" else {}), **told)
        assert _fits(stranger), code
        stranger.presses("frame.steps.next")
    stranger.sees(re.compile(re.escape(title)))
    assert _fits(stranger)
    stranger.presses("proposing.check.send").sees("proposing.receipt.thanks")
    return stranger.main.locator(".bl-receipt").all_inner_texts()


@pytest.mark.requirement("INB-01", "INB-02")
def test_p1_a_stranger_proposes_in_eight_steps_and_a_check_and_p3_sees_how_far_it_has_come_in_one_page(
    somebody: Callable[..., Journey],
) -> None:
    stranger = _begun(somebody)
    number, code = _sent(stranger, "Nye naboer (opdigtet)")
    assert NUMBER.fullmatch(number)
    assert len(stranger.pages) <= len(STEPS) + 1
    later = somebody(at="/forslag/status/").fills(number=number, code=code).presses("proposing.status.show")
    later.sees(re.compile("Nye naboer"), "proposing.state.received")
    assert len(later.pages) == 1


def test_p2_a_stranger_goes_on_by_the_mailed_link_where_the_draft_was_left(
    somebody: Callable[..., Journey], office: Office
) -> None:
    stranger = _begun(somebody).fills(title="Senere (opdigtet)", **STEPS["indsatsen"]).presses("frame.steps.next")
    stranger.fills(target="Naboer").presses("frame.steps.keep").sees("proposing.saved.link")
    stranger.fills(mail="xenia@fonden.example").presses("proposing.saved.mail_it")
    newest = max((office.folder / "mail").iterdir(), key=lambda each: each.stat().st_mtime_ns)
    text = message_from_bytes(newest.read_bytes()).get_payload(decode=True).decode()
    link = _LINK.search(text)
    assert link is not None
    later = somebody(at=link[0].removeprefix(office.address).removeprefix("/en"))
    assert later.main.locator("[name=target]").input_value() == "Naboer"
    later.fills(unit="person", per_year="30").presses("frame.steps.next")
    later.page.wait_for_url(re.compile("/parterne/"))
    assert len(later.pages) == 1
