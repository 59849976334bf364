"""What the agreements of Aarhus say, as their pages tell it: parties and roles, capital, dates, methods, intake."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from tests.bundlinje_web import made

from bundlinje_web.contracts.actions.take_in_version import take_in_version

pytestmark = pytest.mark.django_db(transaction=True)

EXAMPLES = Path(__file__).parents[3] / "examples" / "aarhus" / "contracts"
MSB = "Sociale Forhold og Beskæftigelse, Aarhus Kommune"


def pages(client: Client, code: str, *parts: str) -> str:
    """The words of an agreement's pages, one after the other."""
    asta = made.person("secretariat")
    text = (EXAMPLES / f"{code}.yaml").read_text("utf-8")
    take_in_version(made.actor(asta), code, text, date(2021, 1, 1), source="Offentlig")
    client.force_login(asta)
    told = []
    for part in parts or ("aftale/", "aftale/version/1/laes/"):
        page = client.get(f"/investeringer/{code}/{part}").content.decode()
        main = page[page.index("<main") : page.index("</main>")]
        told.append(" ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split()))
    return " ".join(told)


@pytest.mark.requirement("CON-02", "CON-06")
def test_an_authority_that_delivers_and_puts_money_in_has_every_one_of_its_roles(client: Client) -> None:
    said = pages(client, "ips-plus")
    assert f"{MSB} myndighed, resultatbetaler, leverandør, investor" in said
    assert f"{MSB} stiller 3.000.000 kr. til rådighed" in said


@pytest.mark.requirement("CON-03")
def test_two_authorities_and_two_investors_stand_as_parties_of_their_own(client: Client) -> None:
    said = pages(client, "laer-for-livet")
    assert f"{MSB} myndighed, resultatbetaler" in said
    assert "Børn og Unge, Aarhus Kommune myndighed, resultatbetaler" in said
    assert "Rådet for Sociale Investeringer investor" in said
    assert "Den Sociale Investeringsfond investor" in said


@pytest.mark.requirement("CON-04", "REC-09")
def test_a_school_is_an_authority_and_its_students_are_counted(client: Client) -> None:
    said = pages(client, "flere-kloge-haender")
    assert "SOSU Østjylland myndighed, resultatbetaler" in said
    assert "Aftalen tæller elever" in said


@pytest.mark.requirement("CON-05", "CON-19", "REC-03")
def test_equal_investors_five_dates_and_a_dated_milestone_are_told(client: Client) -> None:
    said = pages(client, "dialog-mod-vold")
    for investor in ("Rådet for Sociale Investeringer", "Den Sociale Investeringsfond"):
        assert f"{investor} stiller 1.700.000 kr." in said
    for told in (
        "er indgået i",
        "gælder fra",
        "Indsatsen løber fra",
        "Der følges op fra",
        "Tilbagebetaling kan ske fra",
    ):
        assert told in said
    assert "15 familier senest 31. december 2022" in said


@pytest.mark.requirement("CON-07", "CON-12", "CON-27", "CON-29")
def test_a_loss_guarantee_partners_without_money_methods_and_annexes_are_parts_of_the_agreement(client: Client) -> None:
    said = pages(client, "havnen", "aftale/", "aftale/version/1/laes/", "dokumenter/")
    assert "Hjem til Alle samarbejdspartner" in said
    assert "100 % af den trukne kapital, betaler Bikubenfonden forskellen" in said
    assert "Assertive Community Treatment (ACT)" in said
    assert "A Selvmestring – skala og opgørelse B Betalingsstrømme C Budget" in said
