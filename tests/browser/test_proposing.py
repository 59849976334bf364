"""A stranger's proposal without script, with mistakes in it, and as judged; its journeys are walked in `journeys`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.judges import axe
from tests.browser.office import fill
from tests.browser.proposing import STEPS, begin, go_on, propose

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.browser.office import Office


def test_the_form_needs_no_script(without_script: Page, office: Office) -> None:
    begin(without_script, office)
    assert propose(without_script, "Uden script")


def test_a_mistake_keeps_every_letter_and_names_the_field(page: Page, office: Office) -> None:
    begin(page, office)
    fill(page, title="Glemt svar", what="Halvt udfyldt")
    with page.expect_navigation():
        go_on(page)
    assert page.title().startswith("2 fejl: ")
    assert page.locator("[name=title]").input_value() == "Glemt svar"
    assert page.locator("[name=what]").input_value() == "Halvt udfyldt"
    page.get_by_role("alert").or_(page.locator(".alert-error")).first.wait_for()


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
