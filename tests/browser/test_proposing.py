"""A stranger sends a proposal: at a desk, on a phone, in English, without script, and with the keyboard alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.browser.judges import axe
from tests.browser.office import fill
from tests.browser.proposing import NUMBER, STEPS, begin, go_on, propose

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.browser.office import Office


@pytest.mark.requirement("INB-01", "INB-02")
def test_a_stranger_proposes_in_eight_steps_and_gets_a_number(page: Page, office: Office) -> None:
    begin(page, office)
    assert NUMBER.fullmatch(propose(page, "Nye naboer"))


def test_the_form_is_whole_in_english(page: Page, office: Office) -> None:
    begin(page, office, "/en")
    propose(page, "New neighbours")
    assert "/en/" in page.url
    assert page.locator("html").get_attribute("lang") == "en"


def test_the_form_needs_no_script(without_script: Page, office: Office) -> None:
    begin(without_script, office)
    assert propose(without_script, "Uden script")


def test_the_form_fits_a_small_phone(phone: Page, office: Office) -> None:
    phone.set_viewport_size({"width": 360, "height": 740})
    begin(phone, office)
    for code, told in STEPS.items():
        phone.wait_for_url(f"**/{code}/")
        assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth"), code
        fill(phone, **({"title": "Fra en telefon"} if code == "indsatsen" else {}), **told)
        go_on(phone)
    phone.wait_for_url("**/tjek/")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def reach(page: Page, field: str) -> None:
    """Press the tabulator until the field has the focus, as somebody without a mouse does."""
    for _ in range(60):
        if page.evaluate("name => document.activeElement.name === name", field):
            return
        page.keyboard.press("Tab")
    raise AssertionError(field)


def test_the_form_is_filled_in_with_the_keyboard_alone(page: Page, office: Office) -> None:
    begin(page, office)
    for code, told in STEPS.items():
        page.wait_for_url(f"**/{code}/")
        for name, value in {**({"title": "Uden mus"} if code == "indsatsen" else {}), **told}.items():
            reach(page, name)
            kind = page.evaluate("document.activeElement.type")
            if kind in {"radio", "checkbox"}:
                page.keyboard.press("Space")
            else:
                page.keyboard.type(str(value))
        reach_button(page)
        page.keyboard.press("Enter")
    page.wait_for_url("**/tjek/")
    reach_button(page)
    page.keyboard.press("Enter")
    page.wait_for_url("**/kvittering/")


def reach_button(page: Page) -> None:
    """Press the tabulator until the main button of the form has the focus."""
    for _ in range(80):
        if page.evaluate("document.activeElement.matches('main form button[type=submit]:not([name])')"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("button")


def test_a_mistake_keeps_every_letter_and_names_the_field(page: Page, office: Office) -> None:
    begin(page, office)
    fill(page, title="Glemt svar", what="Halvt udfyldt")
    go_on(page)
    assert page.title().startswith("2 fejl: ")
    assert page.locator("[name=title]").input_value() == "Glemt svar"
    assert page.locator("[name=what]").input_value() == "Halvt udfyldt"
    page.get_by_role("alert").or_(page.locator(".alert-error")).first.wait_for()


def test_a_draft_goes_on_where_it_was_left(page: Page, office: Office) -> None:
    begin(page, office)
    fill(page, title="Senere", what="Det første", aim="both", adds="Noget")
    go_on(page)
    page.wait_for_url("**/maalgruppen/")
    link = re.sub(r"maalgruppen/$", "", page.url)
    page.context.clear_cookies()
    page.goto(f"{link}indsatsen/")
    assert page.locator("[name=title]").input_value() == "Senere"


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_step_is_accessible(page: Page, office: Office, language: str) -> None:
    begin(page, office, language)
    found = []
    for code, told in STEPS.items():
        page.wait_for_url(f"**/{code}/")
        found += axe(page)
        fill(page, **({"title": "Tilgængelig"} if code == "indsatsen" else {}), **told)
        go_on(page)
    page.wait_for_url("**/tjek/")
    assert [*found, *axe(page)] == []
