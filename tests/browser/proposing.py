"""The proposal form as somebody fills it in: invented answers, by the names of its fields, step by step."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tests.browser.office import Office, fill

if TYPE_CHECKING:
    from playwright.sync_api import Page

STEPS: Mapping[str, Mapping[str, object]] = {
    "indsatsen": {
        "what": "A mentor for each young person.",
        "aim": "preventive",
        "adds": "Nobody does.",
    },
    "maalgruppen": {"target": "Young people who have just moved.", "unit": "person", "per_year": 30},
    "parterne": {"provider": "Lysbro Mestring (opdigtet)", "agreed": "agreed"},
    "viden": {"evidence": "tried", "evidence_text": "Tried in one town (invented)."},
    "pris": {"cost_what_1": "Two mentors", "cost_ore_1": "1200000", "years": 2},
    "udgifter": {"falls_on": "municipality", "saves_text": "Fewer on benefits."},
    "bilag": {},
    "om-dig": {"name": "Xenia Brobakke", "source": "citizen", "mail": "xenia@fonden.example"},
}
NUMBER = re.compile(r"\b\d{4}-\d{3}\b")


def begin(page: Page, office: Office, language: str = "") -> None:
    """Open the form at its first step."""
    page.goto(f"{office.address}{language}/forslag/")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/indsatsen/")


def propose(page: Page, title: str) -> str:
    """From the first step to the receipt; gives the case number that stands on it."""
    for code, told in STEPS.items():
        page.wait_for_url(f"**/{code}/")
        fill(page, **({"title": title} if code == "indsatsen" else {}), **told)
        go_on(page)
    page.wait_for_url("**/tjek/")
    go_on(page)
    page.wait_for_url("**/kvittering/")
    found = NUMBER.search(page.locator("main").inner_text())
    assert found is not None
    return found.group()


def go_on(page: Page) -> None:
    """The page's main button."""
    page.locator("main form button[type=submit]:not([name])").first.click()
