"""Logging in by the organisation's own service, on a real OpenID Connect server that the test starts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import oidc_provider_mock
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.conf import LazySettings
from tests.bundlinje_web import made

from bundlinje_web.audit.models import Record
from bundlinje_web.people.models import Grant, Person

# The server that is started warns of its own library; it is no part of the office.
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning"),
]

WAIT = 90
"""Seconds: two servers and a test share a machine that may be busy."""


@dataclass
class Service:
    """A login service that answers for whoever the test says, and a browser that comes from the office."""

    issuer: str
    office: str

    def knows(self, subject: str, email: str, *, verified: bool = True) -> None:
        """Somebody the service can log in."""
        claims = {"email": email, "email_verified": verified, "name": "Anna Ø"}
        requests.put(f"{self.issuer}/users/{subject}", json=claims, timeout=WAIT).raise_for_status()

    def log_in(self, subject: str) -> tuple[requests.Session, requests.Response]:
        """All the way: the office's button, the service's form, and back; with the browser it was done in."""
        browser = requests.Session()
        there = f"{self.office}/konto/tjeneste/login/login/"
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(there, timeout=WAIT).text)
        assert token
        sent = browser.post(
            there, {"csrfmiddlewaretoken": token[1]}, headers={"Referer": there}, allow_redirects=False, timeout=WAIT
        )
        asked = sent.headers["Location"]
        assert asked.startswith(self.issuer)
        assert "code_challenge" in asked
        back = requests.post(asked, data={"sub": subject}, allow_redirects=False, timeout=WAIT).headers["Location"]
        return browser, browser.get(back, allow_redirects=False, timeout=WAIT)


@pytest.fixture
def service(live_server: Any, settings: LazySettings) -> Iterator[Service]:
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = WAIT
    with oidc_provider_mock.run_server_in_thread() as server:
        issuer = f"http://localhost:{server.server_port}"
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "OAUTH_PKCE_ENABLED": True,
                "APPS": [
                    {
                        "provider_id": "login",
                        "name": "Kommunens login",
                        "client_id": "office",
                        "secret": "invented",
                        "settings": {"server_url": issuer, "token_auth_method": "client_secret_basic"},
                    }
                ],
            }
        }
        yield Service(issuer, live_server.url.replace("127.0.0.1", "localhost"))


def reasons() -> list[str]:
    return [record.values["reason"] for record in Record.objects.filter(code="people.login.failed")]


def test_a_person_who_is_there_already_is_found_by_mail_address_and_then_by_subject(service: Service) -> None:
    person = made.person("reader")
    service.knows("s-1", person.email)
    browser, answer = service.log_in("s-1")
    assert answer.headers["Location"] == "/opgaver/"
    assert person.name in browser.get(f"{service.office}/rettigheder/", timeout=WAIT).text
    tied = SocialAccount.objects.get()
    assert (tied.provider, tied.uid, tied.user_id) == ("login", "s-1", person.pk)
    service.knows("s-1", "nyt-navn@fonden.example")
    assert service.log_in("s-1")[1].headers["Location"] == "/opgaver/"
    assert Record.objects.filter(code="people.login.succeeded", values={"means": "login-service"}).count() == 2


def test_logging_in_makes_neither_a_person_nor_a_right(service: Service) -> None:
    service.knows("s-2", "fremmed@fonden.example")
    _, answer = service.log_in("s-2")
    assert answer.headers["Location"] == "/konto/tjeneste/fejl/"
    assert (Person.objects.count(), Grant.objects.count(), reasons()) == (0, 0, ["unknown"])


def test_an_address_the_service_does_not_vouch_for_opens_nobodys_account(service: Service) -> None:
    person = made.person("mayor")
    service.knows("s-3", person.email, verified=False)
    assert service.log_in("s-3")[1].headers["Location"] == "/konto/tjeneste/fejl/"
    assert SocialAccount.objects.count() == 0


def test_a_closed_account_stays_closed_also_when_it_was_tied_before(service: Service) -> None:
    person = made.person("reader")
    service.knows("s-4", person.email)
    service.log_in("s-4")
    Person.objects.filter(pk=person.pk).update(is_active=False)
    assert service.log_in("s-4")[1].headers["Location"] == "/konto/tjeneste/fejl/"
    assert reasons() == ["closed"]


def test_the_login_page_names_the_service(service: Service) -> None:
    page = requests.get(f"{service.office}/konto/login/", timeout=WAIT).text
    assert "Kommunens login" in page
