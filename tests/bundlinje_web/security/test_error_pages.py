"""What goes wrong is told in whole pages, in both languages, with what to do, and never with anything of the inside."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.bundlinje_web.made import person

from bundlinje_web.acting import Role
from bundlinje_web.frame.errors import KINDS
from bundlinje_web.said import LANGUAGES, say

pytestmark = pytest.mark.django_db

SECRET = "et indre forhold"  # noqa: S105 - what must not be told
LANGUAGE = {"": "da", "/en": "en"}
both_languages = pytest.mark.parametrize("before", LANGUAGE, ids=LANGUAGE.values())


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """What goes wrong here is meant, and need not be told."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def client() -> Client:
    """A browser that gets the page of an error."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("status", KINDS)
def test_every_kind_of_error_says_what_happened_and_what_to_do(status: int) -> None:
    said = [say(f"frame.error.{status}.{part}", each) for part in ("title", "what", "do") for each in LANGUAGES]
    assert all(said)


def is_page_of(status: int, before: str, answer: object) -> bool:
    language = LANGUAGE[before]
    html = answer.content.decode()  # type: ignore[attr-defined]
    title = say(f"frame.error.{status}.title", language)
    assert answer.status_code == status  # type: ignore[attr-defined]
    assert f'<html lang="{language}">' in html
    assert html.count("<h1") == 1
    return title in html and say(f"frame.error.{status}.do", language) in html


@both_languages
def test_an_address_that_is_not_there(client: Client, before: str) -> None:
    assert is_page_of(404, before, client.get(f"{before}/findes/ikke/"))


@both_languages
def test_a_page_one_may_not_open(client: Client, before: str) -> None:
    client.force_login(person(Role.PROPOSER))
    assert is_page_of(403, before, client.get(f"{before}/revisionsspor/"))


@both_languages
def test_a_method_the_page_does_not_know(client: Client, before: str) -> None:
    assert is_page_of(405, before, client.delete(f"{before}/was/"))


@both_languages
def test_more_than_the_office_takes_at_once(client: Client, before: str, settings: LazySettings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = client.post(f"{before}/konto/login/", {"login": "x" * 200})
    assert is_page_of(413, before, answer)


@both_languages
def test_a_form_with_more_fields_than_any_of_ours(client: Client, before: str, settings: LazySettings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    answer = client.post(f"{before}/konto/login/", "a=1&b=2&c=3", content_type="application/x-www-form-urlencoded")
    assert is_page_of(400, before, answer)


@both_languages
def test_a_mistake_of_ours_is_told_without_its_inside(
    client: Client, before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_args: object, **_told: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr("bundlinje_web.workplace.views.render", breaks)
    answer = client.get(f"{before}/was/")
    assert is_page_of(500, before, answer)
    assert SECRET not in answer.content.decode()


def test_a_page_asked_for_under_another_machines_name_is_refused(client: Client) -> None:
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()
