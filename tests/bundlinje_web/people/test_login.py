"""Logging in: password, second factor, recovery codes, a new password by mail; who must have a second factor."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import LazySettings
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client
from tests.bundlinje_web import made

from bundlinje_web.audit.models import Record
from bundlinje_web.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "en lang sætning om havnen"  # noqa: S105 - invented
SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105 - invented


@pytest.fixture(autouse=True)
def in_earnest(settings: LazySettings) -> None:
    """An office that asks for second factors, and to which nobody has tried to log in yet."""
    settings.SECOND_FACTOR = True
    cache.clear()


def somebody(role: str = "secretariat") -> Person:
    person = made.person(role)
    person.set_password(PASSWORD)
    person.save()
    return person


def code(secret: str = SECRET) -> str:
    """What the app shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def log_in(client: Client, person: Person, password: str = PASSWORD, at: str = "/konto/login/") -> str:
    answer = client.post(at, {"login": person.email, "password": password})
    return answer.headers.get("Location", "") or answer.content.decode()


def test_a_person_logs_in_by_mail_address_and_password_and_it_is_noted(client: Client) -> None:
    person = somebody()
    assert log_in(client, person) == "/opgaver/"
    noted = Record.objects.get(code="people.login.succeeded")
    assert (noted.actor, noted.values) == (str(person.pk), {"means": "password"})


def test_who_logs_in_in_english_goes_on_in_english(client: Client) -> None:
    assert log_in(client, somebody(), at="/en/konto/login/") == "/en/opgaver/"


def test_a_wrong_password_and_an_unknown_address_are_told_alike_and_noted_apart(client: Client) -> None:
    person = somebody()
    wrong = log_in(client, person, "noget andet")
    unknown = client.post("/konto/login/", {"login": "x@fonden.example", "password": "noget andet"}).content.decode()
    sentence = "Mailadressen og adgangskoden passer ikke sammen"
    assert sentence in wrong
    assert sentence in unknown
    about = Record.objects.filter(code="people.login.failed").order_by("seal__number").values_list("subject", flat=True)
    assert list(about) == [str(person.pk), ""]


def test_a_closed_account_does_not_open(client: Client) -> None:
    person = somebody()
    person.is_active = False
    person.save()
    log_in(client, person)
    assert client.get("/opgaver/").status_code == 302
    assert Record.objects.get(code="people.login.failed").values["reason"] == "closed"


def test_too_many_attempts_have_to_wait(client: Client) -> None:
    person = somebody()
    pages = [log_in(client, person, "forkert") for _ in range(6)]
    assert "for mange forsøg" in pages[-1]


@pytest.mark.parametrize("address", ["/konto/signup/", "/konto/email/", "/konto/3rdparty/"])
def test_nobody_signs_up_or_ties_other_logins(client: Client, address: str) -> None:
    client.force_login(somebody())
    assert client.get(address).status_code == 404


# --- the second factor ---


def with_app(person: Person) -> Person:
    TOTP.activate(person, SECRET)
    return person


def test_who_has_an_app_is_asked_for_its_code(client: Client) -> None:
    person = with_app(somebody())
    assert log_in(client, person) == "/konto/faktor/login/"
    assert client.get("/opgaver/").status_code == 302
    page = client.get("/konto/faktor/login/").content.decode()
    assert "Skriv den kode, din app viser" in page
    assert client.post("/konto/faktor/login/", {"code": code()}).headers["Location"] == "/opgaver/"
    assert Record.objects.get(code="people.login.succeeded").values == {"means": "totp"}


def test_a_wrong_code_is_told_and_noted(client: Client) -> None:
    log_in(client, with_app(somebody()))
    page = client.post("/konto/faktor/login/", {"code": "000000"}).content.decode()
    assert "Koden passer ikke" in page
    assert Record.objects.get(code="people.login.failed").values == {"means": "totp", "reason": "factor"}


def test_a_recovery_code_opens_once(client: Client) -> None:
    person = with_app(somebody())
    first = RecoveryCodes.activate(person).get_unused_codes()[0]
    log_in(client, person)
    assert client.post("/konto/faktor/login/", {"code": first}).status_code == 302
    other = Client()
    log_in(other, person)
    assert other.post("/konto/faktor/login/", {"code": first}).status_code == 200


def test_the_secret_of_an_app_is_not_readable_in_the_database() -> None:
    with_app(somebody())
    assert SECRET not in str(Authenticator.objects.get().data)


@pytest.mark.parametrize("role", ["council", "mayor", "alderman", "finance", "access", "data-keeper"])
def test_who_decides_or_opens_doors_sets_up_a_factor_before_the_first_page(client: Client, role: str) -> None:
    person = somebody(role)
    log_in(client, person)
    assert client.get("/opgaver/").headers["Location"] == "/konto/faktor/"
    page = client.get("/konto/faktor/app/").content.decode()
    secret = re.search(r"<strong>([A-Z2-7]+)</strong>", page)
    assert secret


def test_others_need_none_to_read(client: Client) -> None:
    log_in(client, somebody("reader"))
    assert client.get("/opgaver/").status_code == 200


def test_an_office_that_asks_for_no_factor_lets_them_in(client: Client, settings: LazySettings) -> None:
    settings.SECOND_FACTOR = False
    log_in(client, somebody("council"))
    assert client.get("/opgaver/").status_code == 200


def test_an_app_is_set_up_with_the_code_it_shows_and_then_there_are_recovery_codes(client: Client) -> None:
    log_in(client, somebody("mayor"))
    page = client.get("/konto/faktor/app/").content.decode()
    found = re.search(r"<strong>([A-Z2-7]+)</strong>", page)
    assert found
    answer = client.post("/konto/faktor/app/", {"code": code(found[1])}, follow=True)
    assert "Nødkoder" in answer.content.decode()
    assert client.get("/opgaver/").status_code == 200


# --- a new password ---


def test_a_new_password_is_chosen_by_a_link_that_works_once(client: Client) -> None:
    person = made.person("secretariat")
    client.post("/konto/adgangskode/ny/", {"email": person.email})
    text = mail.outbox[0].body
    assert mail.outbox[0].subject == "Vælg en adgangskode"
    found = re.search(r"http://testserver(\S+)", text)
    assert found
    form = client.get(found[1], follow=True)
    assert "Vælg adgangskode" in form.content.decode()
    client.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    assert log_in(client, person) == "/opgaver/"
    assert "Linket" in Client().get(found[1], follow=True).content.decode()


def test_an_address_nobody_has_gets_no_mail_and_the_same_answer(client: Client) -> None:
    answer = client.post("/konto/adgangskode/ny/", {"email": "ingen@fonden.example"}, follow=True)
    assert "Se i din mail" in answer.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    "address",
    [
        "login/", "logout/", "adgangskode/ny/", "adgangskode/sendt/", "adgangskode/valgt/", "adgangskode/", "faktor/",
        "faktor/noegler/", "lukket/", "tjeneste/afbrudt/", "tjeneste/fejl/",
    ],
)  # fmt: skip
def test_a_page_of_logging_in_is_drawn_in_both_languages(client: Client, language: str, address: str) -> None:
    open_to_strangers = ("login", "lukket", "tjeneste", "adgangskode/ny", "adgangskode/sendt", "adgangskode/valgt")
    if not address.startswith(open_to_strangers):
        log_in(client, somebody())
    answer = client.get(f"{language}/konto/{address}")
    assert answer.status_code in {200, 401}
    assert '<html lang="en"' if language else '<html lang="da"' in answer.content.decode()


def test_tries_are_counted_for_all_processes_together(client: Client, settings: LazySettings) -> None:
    """As in production: counted in the database, so that another process knows what was tried at this one."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "tries"}}
    call_command("createcachetable", verbosity=0)
    try:
        person = somebody()
        for _ in range(12):
            log_in(client, person, "noget andet")
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM tries")
            assert cursor.fetchone() != (0,)
        assert "Der kom for mange forsøg" in log_in(Client(), person)
        cache.clear()
        assert log_in(Client(), person) == "/opgaver/"
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE tries")


def test_where_the_office_is_asked_for_by_a_number_passkeys_lead_to_its_name(client: Client) -> None:
    by_number = client.get("/konto/login/?next=/fonden/", headers={"host": "127.0.0.1:8000"}).content.decode()
    assert 'href="http://localhost:8000/konto/login/?next=/fonden/"' in by_number
    assert "mfa_login" not in by_number
    by_name = client.get("/konto/login/", headers={"host": "localhost:8000"}).content.decode()
    assert "passkey_login" in by_name
