"""Rules of use that can be measured: the keyboard, large letters, small screens, no script, no movement.

The pages are those people use most; every kind of page is judged for the rest in `test_every_page.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from tests.browser.pages import rules

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page
    from tests.browser.conftest import Mistakes
    from tests.browser.office import Office

PAGES = (
    "/opgaver/", "/henvendelser/", "/tavle/", "/laering/ny/", "/moeder/", "/investeringer/",
    "/investeringer/dialog-mod-vold/", "/fonden/", "/kalender/", "/interesser/ny/",
)  # fmt: skip
PHONE = {"width": 375, "height": 780}


@pytest.fixture(scope="module")
def logged_in() -> dict[str, object]:
    """The secretary's cookies, once she has logged in."""
    return {}


@pytest.fixture
def asta(
    office: Office, logged_in: dict[str, object], context_of: Callable[..., BrowserContext]
) -> Callable[..., Page]:
    """A page of the secretary, on the screen that is asked for."""
    if not logged_in:
        context = context_of()
        context.set_default_timeout(60_000)
        office.log_in(context, "asta")
        logged_in["state"] = context.storage_state()
    return lambda **options: context_of(storage_state=logged_in["state"], **options).new_page()


def over(page: Page, office: Office, measure: Callable[[Page], list[str]]) -> dict[str, list[str]]:
    """What a measure has against each of the pages."""
    against = {}
    for path in PAGES:
        page.goto(f"{office.address}{path}")
        if found := measure(page):
            against[path] = found
    return against


def test_the_focus_is_marked_on_everything_that_gets_it(office: Office, asta: Callable[..., Page]) -> None:
    assert over(asta(), office, rules.unseen_focus) == {}


def test_the_first_stop_is_the_link_past_the_menu_and_it_goes_there(office: Office, asta: Callable[..., Page]) -> None:
    page = asta()
    page.goto(f"{office.address}/opgaver/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skipnav"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"


def test_nothing_is_lost_in_letters_twice_as_large(office: Office, asta: Callable[..., Page]) -> None:
    assert over(asta(), office, rules.lost_when_twice_as_large) == {}


@pytest.mark.parametrize("width", [1280, 320])
def test_nothing_is_lost_where_letters_words_and_lines_are_spaced(
    office: Office, asta: Callable[..., Page], width: int
) -> None:
    page = asta(viewport={"width": width, "height": 800})
    assert over(page, office, rules.lost_when_spaced) == {}


def test_what_is_to_be_hit_is_at_least_24_pixels(office: Office, asta: Callable[..., Page]) -> None:
    assert over(asta(), office, lambda page: rules.too_small(page, 24)) == {}


def test_buttons_on_a_phone_are_at_least_44_pixels(office: Office, asta: Callable[..., Page]) -> None:
    page = asta(viewport=PHONE, has_touch=True, is_mobile=True)
    assert over(page, office, lambda each: rules.too_small(each, 44, within='class="button')) == {}


def test_nothing_moves_for_whoever_asked_for_less_movement(office: Office, asta: Callable[..., Page]) -> None:
    assert over(asta(reduced_motion="reduce"), office, rules.moving) == {}


def test_the_focus_is_seen_where_the_machine_chooses_the_colours(office: Office, asta: Callable[..., Page]) -> None:
    page = asta(forced_colors="active")
    page.goto(f"{office.address}/opgaver/")
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate("(({outlineStyle, outlineWidth}) => [outlineStyle, outlineWidth])"
                              "(getComputedStyle(document.activeElement))")  # fmt: skip
        assert style[0] != "none", page.evaluate("document.activeElement.outerHTML")
        assert float(style[1].removesuffix("px")) >= 2


def test_every_page_is_read_without_script(office: Office, asta: Callable[..., Page]) -> None:
    page = asta(java_script_enabled=False)
    for path in PAGES:
        page.goto(f"{office.address}{path}")
        assert page.locator("h1").is_visible(), path
        assert len(page.locator("main").inner_text()) > 60, path
        assert page.get_by_role("navigation").first.is_visible(), path


def test_the_menu_on_a_phone_opens_without_script(office: Office, asta: Callable[..., Page]) -> None:
    page = asta(java_script_enabled=False, viewport=PHONE)
    page.goto(f"{office.address}/opgaver/")
    page.locator("summary", has_text="Menu").click()
    page.get_by_role("link", name="Henvendelser", exact=True).click()
    page.wait_for_url("**/henvendelser/")


def test_what_is_written_is_kept_and_found_again(office: Office, asta: Callable[..., Page]) -> None:
    page = asta()
    page.clock.install()
    page.goto(f"{office.address}/laering/ny/")
    page.get_by_label("Hvad har I lært?").fill("Begynd før sommer")
    page.clock.run_for(21_000)
    page.get_by_text("Kladden er gemt kl.").wait_for()
    page.goto(f"{office.address}/opgaver/")
    page.goto(f"{office.address}/laering/ny/")
    assert page.get_by_label("Hvad har I lært?").input_value() == "Begynd før sommer"
    page.get_by_role("button", name="Begynd forfra").click()
    page.wait_for_load_state()
    assert page.get_by_label("Hvad har I lært?").input_value() == ""


def test_what_is_written_is_kept_when_one_leaves(office: Office, asta: Callable[..., Page]) -> None:
    page = asta()
    page.goto(f"{office.address}/laering/barrierer/ny/")
    page.locator("main textarea").first.fill("Ikke færdig")
    page.goto(f"{office.address}/opgaver/")
    page.goto(f"{office.address}/laering/barrierer/ny/")
    page.get_by_text("er hentet frem igen").wait_for()
    assert page.locator("main textarea").first.input_value() == "Ikke færdig"


def test_one_is_told_five_minutes_before_one_is_logged_out_and_may_stay(
    office: Office, asta: Callable[..., Page], mistakes: Mistakes
) -> None:
    assert mistakes.seen == []
    page = asta()
    page.clock.install()
    page.goto(f"{office.address}/opgaver/")
    left = int(page.locator("#bl-time").get_attribute("data-left") or 0)
    assert left > 7 * 60 * 60
    page.clock.fast_forward((left - 299) * 1000)
    page.clock.run_for(1_000)
    page.get_by_text("Du bliver logget af om 5 minutter. Dine ændringer er gemt").wait_for()
    page.clock.resume()
    page.get_by_role("button", name="Forbliv logget på").click()
    page.locator("#bl-time").wait_for(state="hidden")
