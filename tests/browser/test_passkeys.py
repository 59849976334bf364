"""A passkey in a real browser: made on one's own page, used instead of the password, and shown again before weight.

The key lies in Chromium's virtual authenticator; all else is what people see. Passkeys know an office by its name and
not by a number, so the office is asked for as localhost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.sessions.models import Session
from tests.browser.office import fill, press
from tests.bundlinje_web import made

from bundlinje_web.acting import Role
from bundlinje_web.acting.actor import FRESH_FOR
from bundlinje_web.audit.models import Record
from bundlinje_web.people.models import Grant, Person

if TYPE_CHECKING:
    from django.conf import LazySettings
    from playwright.sync_api import Page
    from pytest_django.live_server_helper import LiveServer

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "en lang sætning om havnen"  # noqa: S105 - invented
SHOWN = "account_authentication_methods"


@pytest.fixture(autouse=True)
def in_earnest(settings: LazySettings) -> None:
    """An office that asks for second factors."""
    settings.SECOND_FACTOR = True


@pytest.fixture
def vita() -> Person:
    """An administrator, with the password alone so far."""
    vita = made.person(Role.ACCESS, name="Vita Kornmod")
    vita.set_password(PASSWORD)
    vita.save()
    return vita


@pytest.fixture
def office(live_server: LiveServer) -> str:
    """Its address, by name."""
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def desk(page: Page) -> Page:
    """A page of a computer that can keep passkeys, whose owner touches the key when asked."""
    authenticator = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    computer = page.context.new_cdp_session(page)
    computer.send("WebAuthn.enable")
    computer.send("WebAuthn.addVirtualAuthenticator", {"options": authenticator})
    return page


def _log_in(page: Page, office: str, person: Person) -> None:
    page.goto(f"{office}/konto/login/")
    fill(page, login=person.email, password=PASSWORD)
    page.locator("input[name=password]").press("Enter")


def _with_passkey(page: Page, office: str, person: Person) -> None:
    """Log in, be sent to set up a second factor, and make a passkey of it."""
    _log_in(page, office, person)
    page.wait_for_url("**/konto/faktor/")
    page.goto(f"{office}/konto/faktor/noegler/ny/")
    fill(page, name="Computeren", passwordless=True)
    press(page, "Tilføj nøglen")
    page.wait_for_url(lambda address: "/ny/" not in address)


def _log_out(page: Page, office: str) -> None:
    page.goto(f"{office}/konto/logout/")
    press(page, "Log af")
    page.wait_for_url(lambda address: "logout" not in address)


def _a_while_later() -> None:
    """As if what was shown at logging in had been shown longer ago than counts as just now."""
    for session in Session.objects.all():
        told = session.get_decoded()
        for shown in told.get(SHOWN, ()):
            shown["at"] -= FRESH_FOR.total_seconds() + 60
        session.session_data = Session.get_session_store_class()().encode(told)
        session.save()


def test_a_passkey_is_made_on_ones_own_page_and_logs_in_without_the_password(
    desk: Page, office: str, vita: Person
) -> None:
    _with_passkey(desk, office, vita)
    _log_out(desk, office)
    desk.goto(f"{office}/konto/login/")
    press(desk, "Log ind med adgangsnøgle")
    desk.wait_for_url("**/opgaver/")
    assert Record.objects.filter(code="people.login.succeeded").latest("recorded_at").values == {"means": "webauthn"}


def test_giving_a_right_asks_for_the_passkey_again_and_goes_on_with_what_was_written(
    desk: Page, office: str, vita: Person
) -> None:
    somebody = made.person(Role.READER, name="Uffe Sandager")
    _with_passkey(desk, office, vita)
    _a_while_later()
    desk.goto(f"{office}/brugere/{somebody.pk}/giv-rettighed/finance/")
    fill(desk, reason="Ny i økonomi")
    press(desk, "Se, hvad det betyder")
    desk.wait_for_url("**/bekraeft/**")
    press(desk, "Brug nøglen")
    desk.wait_for_selector("text=Er det den rigtige rettighed?")
    press(desk, "Giv rettighed")
    desk.wait_for_url(f"**/brugere/{somebody.pk}/")
    given = Grant.objects.get(person=somebody, role="finance")
    assert (given.given_by, given.reason) == (vita, "Ny i økonomi")
    assert Record.objects.filter(code="people.login.stepped-up", actor=str(vita.pk)).exists()
