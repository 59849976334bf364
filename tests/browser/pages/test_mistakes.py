"""A form that was sent with nothing in it says so: on top and beside each field, in the same words, and keeps the rest.

Forms of every make are sent empty by somebody who may fill them in; one page of each make is enough.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from tests.browser.office import fill
from tests.browser.pages.mistaken import faults_of_mistakes, sent_empty

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page
    from tests.browser.office import Office

FORMS = {
    "asta": (
        "/laering/ny/", "/laering/besoeg/nyt/", "/henvendelser/ny/", "/sager/ny/", "/moeder/nyt/",
        "/interesser/ny/", "/organisationer/ny/", "/timer/pris/", "/konto/adgangskode/",
    ),
    "vita": ("/brugere/ny/",),
    "": ("/konto/login/", "/forslag/status/"),
}  # fmt: skip
"""Who is asked to fill in what; without a name, a stranger."""


def _of(office: Office, context_of: Callable[..., BrowserContext], who: str) -> Page:
    """A page of somebody, on which everything may take as long as it does on a busy machine."""
    context = context_of()
    context.set_default_timeout(60_000)
    return office.log_in(context, who) if who else context.new_page()


@pytest.mark.parametrize("who", FORMS)
def test_a_form_sent_empty_says_what_is_missing_on_top_and_beside_each_field(
    office: Office, context_of: Callable[..., BrowserContext], who: str
) -> None:
    page = _of(office, context_of, who)
    against = {}
    for path in FORMS[who]:
        page.goto(f"{office.address}{path}")
        against[path] = faults_of_mistakes(page) if sent_empty(page) else ["nothing is said to be missing"]
    assert {path: faults for path, faults in against.items() if faults} == {}


def test_what_was_written_is_kept_when_something_else_is_missing(
    office: Office, context_of: Callable[..., BrowserContext]
) -> None:
    page = _of(office, context_of, "asta")
    page.goto(f"{office.address}/en/interesser/ny/")
    fill(page, text="Sits on the board (invented)")
    assert sent_empty(page, but=("text",))
    assert page.title().split(":")[0].endswith("to correct")
    assert page.locator("[name=text]").input_value() == "Sits on the board (invented)"
