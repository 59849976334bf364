"""Where there is nothing yet, the page says what was agreed: what comes next and when, never a bare table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from tests.bundlinje_web import made

from bundlinje_web.acting import Actor
from bundlinje_web.books.views import investment
from bundlinje_web.bridge.results import Result, results_of
from bundlinje_web.frame import found
from bundlinje_web.frame.found import Happening

if TYPE_CHECKING:
    from bundlinje.report.forecast_gathered import Gathered


def _text(client: Client, address: str) -> str:
    """What somebody reads on the page: tags gone, spaces single."""
    page = client.get(address).content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", "", page)).split())


def _unmeasured(view: Gathered) -> list[Result]:
    """What came of it, before anybody was measured."""
    return [replace(each, newest=None) for each in results_of(view)]


@pytest.fixture
def reader(client: Client) -> Client:
    client.force_login(made.person("reader"))
    return client


def _coming(actor: Actor, today: date) -> Iterator[Happening]:
    yield Happening(date(2999, 3, 11), "workplace.menu.tasks", "/moeder/", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/opgaver/", "Du har ingen opgaver lige nu. Næste frist er 11. marts 2999: Opgaver"),
        ("/en/opgaver/", "You have no tasks right now. Next deadline is 11 March 2999: Tasks"),
    ],
)
def test_m14_without_tasks_one_reads_the_next_deadline(
    reader: Client, monkeypatch: pytest.MonkeyPatch, address: str, said: str
) -> None:
    monkeypatch.setattr(found.tasks, "_all", [])
    monkeypatch.setattr(found.calendar, "_all", [_coming])
    assert said in _text(reader, address)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "said"),
    [
        (
            "/investeringer/dialog-mod-vold/resultater/",
            "Endnu ingen resultater. Første opfølgning er 31. december 2025",
        ),
        ("/en/investeringer/dialog-mod-vold/resultater/", "No results yet. The first follow-up is on 31 December 2025"),
    ],
)
def test_m17_without_results_one_reads_when_the_first_follow_up_is(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str, said: str
) -> None:
    client.force_login(made.person("secretariat"))
    assert said not in _text(client, address)
    monkeypatch.setattr(investment, "results_of", _unmeasured)
    assert said in _text(client, address)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/soeg/?q=kvasiord", 'Ingen resultater for "kvasiord". Prøv et kortere ord'),
        ("/en/soeg/?q=kvasiord", 'No results for "kvasiord". Try a shorter word'),
    ],
)
def test_m18_a_search_without_results_asks_for_a_shorter_word(reader: Client, address: str, said: str) -> None:
    assert said in _text(reader, address)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "address", "said"),
    [
        ("secretariat", "/henvendelser/", "Ingen henvendelser endnu."),
        ("mayor", "/godkendelser/", "Intet venter på din godkendelse"),
        ("secretariat", "/laering/", "Ingen erfaringer endnu. Skriv den første – to linjer er nok"),
        ("secretariat", "/moeder/", ""),
        ("secretariat", "/tavle/", "Ingen sager her"),
        ("secretariat", "/laering/barrierer/", ""),
        ("secretariat", "/laering/besoeg/", ""),
        ("secretariat", "/laering/metoder/", ""),
        ("secretariat", "/organisationer/", ""),
        ("secretariat", "/interesser/", ""),
        ("secretariat", "/kalender/", ""),
    ],
)
def test_an_office_with_nothing_in_it_shows_words_instead_of_a_bare_table(
    client: Client, role: str, address: str, said: str
) -> None:
    client.force_login(made.person(role))
    page = client.get(address).content.decode().partition("<main")[2]
    assert said in _text(client, address)
    bare = [table for table in page.split("<table")[1:] if "<td" not in table and '<th scope="row"' not in table]
    assert bare == []
    assert "bl-empty" in page or "<td" in page
