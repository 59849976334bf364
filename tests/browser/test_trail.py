"""The audit trail in a browser: read at a desk and on a phone, examined by the press of a button, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from tests.bundlinje_web.made import actor, person

from bundlinje_web.acting import Role
from bundlinje_web.audit.actions.witness_head import witness_head
from bundlinje_web.audit.guarding import register
from bundlinje_web.audit.models import Record, Seal

if TYPE_CHECKING:
    from django.test import Client
    from playwright.sync_api import BrowserContext, Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def trail(client: Client, live_server: LiveServer) -> dict[str, str]:
    """The address of the trail, and the cookie of an auditor who is logged in."""
    tora = person(Role.AUDITOR, name="Tora Birkmose")
    for number in range(3):
        witness_head(actor(tora), Seal.objects.latest("number"), f"report-{number}")
    client.force_login(tora)
    return {"url": live_server.url, "cookie": client.cookies["sessionid"].value}


def opened(page: Page, trail: dict[str, str], path: str) -> Page:
    context: BrowserContext = page.context
    context.add_cookies([{"name": "sessionid", "value": trail["cookie"], "url": trail["url"]}])
    page.goto(f"{trail['url']}{path}")
    return page


def test_the_auditor_examines_the_chain_and_follows_an_action_to_its_seal(page: Page, trail: dict[str, str]) -> None:
    opened(page, trail, "/revisionsspor/")
    page.get_by_role("button", name="Kontroller kæden").click()
    page.get_by_text("Kæden er hel: kontrolleret").wait_for()
    page.get_by_label("Område").select_option("audit")
    page.get_by_role("button", name="Vis").click()
    page.get_by_role("row").nth(1).get_by_role("link").click()
    page.get_by_text("Forrige segls kontrolsum").wait_for()


def test_a_broken_chain_is_told_with_what_to_do(phone: Page, trail: dict[str, str]) -> None:
    register.remove(connection)
    Record.objects.filter(code="audit.head.witnessed").update(contract="havnen")
    register.install(connection)
    opened(phone, trail, "/en/revisionsspor/")
    phone.get_by_role("button", name="Examine the chain").click()
    phone.get_by_role("heading", name="The chain is broken").wait_for()
    assert phone.get_by_text("An action was changed after it was sealed").count() == 3
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
