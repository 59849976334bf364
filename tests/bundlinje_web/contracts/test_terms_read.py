"""What an agreement's pages tell of who pays, who carries the risk and what is bought, read as its parties read it."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from tests.bundlinje_web import made

from bundlinje_web.contracts.actions.take_in_version import take_in_version
from bundlinje_web.contracts.models import Contract

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).parents[3]
AARHUS = ROOT / "examples" / "aarhus" / "contracts"
MECHANISMS = ROOT / "tests" / "golden" / "mechanisms"
CROSS = ROOT / "tests" / "contracts" / "cross-sector.yaml"


def mechanism(number: str) -> str:
    """The invented agreement that shows one way to pay."""
    (found,) = MECHANISMS.glob(f"{number}_*")
    return (found / "contract.yaml").read_text("utf-8")


def words(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def told(client: Client, text: str, *parts: str) -> str:
    """The pages of an agreement with this text: as it is read aloud, unless others are asked for."""
    asta = made.person("secretariat")
    code = re.findall(r"(?m)^contract: (\S+)", text)[0]
    take_in_version(made.actor(asta), code, text, date(2021, 1, 1), source="Offentlig")
    client.force_login(asta)
    return " ".join(words(client, f"/investeringer/{code}/{part}") for part in parts or ("aftale/version/1/laes/",))


@pytest.mark.requirement("CON-08", "CON-09")
def test_a_donor_is_no_investor_and_gives_before_the_authority_pays(client: Client) -> None:
    said = told(client, mechanism("M15"))
    assert "En privat fond deltager som donator" in said
    assert "Rådet for Sociale Investeringer deltager som investor" in said
    turns = said[said.index("fordeles i rækkefølge, så hver får sit, før den næste får noget") :]
    assert turns.index("En privat fond") < turns.index("Sociale Forhold og Beskæftigelse")


@pytest.mark.requirement("CON-10")
def test_a_donation_stands_in_for_what_the_state_would_have_paid(client: Client) -> None:
    text = CROSS.read_text("utf-8").replace(
        "state-pool: {name: Statens pulje, roles: [payer], sector: state}",
        "state-pool: {name: Fonden Nord, roles: [donor, payer]}",
    )
    said = told(client, text)
    assert "Fonden Nord deltager som donator og resultatbetaler" in said
    assert re.search(r"Betalingen efter pkt\. \S+ afholdes fuldt ud af Fonden Nord", said)


@pytest.mark.requirement("CON-11")
def test_somebody_else_than_the_investors_pays_for_the_evaluation(client: Client) -> None:
    said = told(client, (AARHUS / "ungifokus.yaml").read_text("utf-8"))
    assert "Lind Foundation deltager som donator og evaluator" in said


@pytest.mark.requirement("CON-13")
def test_a_provider_is_paid_whatever_comes_of_it(client: Client) -> None:
    said = told(client, mechanism("M22"))
    assert "Der betales 50.000 kr. hver måned fra 31. juli 2023 til 30. juni 2024, uanset resultaterne" in said
    assert "Det, der er betalt, går fuldt ud til IPSCenter Danmark" in said


@pytest.mark.requirement("CON-16")
def test_the_agreed_return_stands_as_the_most_that_is_paid_on_the_capital(client: Client) -> None:
    assert "højst 112,5 % af den trukne kapital" in told(client, mechanism("M16"))


@pytest.mark.requirement("CON-17")
def test_who_carries_the_risk_is_told_with_an_outside_investor_and_without(client: Client) -> None:
    together = told(client, mechanism("M14"))
    assert "fordeles mellem Rådet for Sociale Investeringer og Den Sociale Investeringsfond" in together
    assert "betaler Bikubenfonden forskellen" in together
    alone = told(client, mechanism("M16"))
    assert "Det, der er betalt, går fuldt ud til Rådet for Sociale Investeringer" in alone
    assert "garant" not in alone


@pytest.mark.requirement("CON-18")
def test_which_amounts_come_to_the_fund_and_on_which_conditions_stand_in_one_place(client: Client) -> None:
    said = told(client, mechanism("M20"))
    assert "Hver gang en person opfylder »in-job«, betales 300.000,01 kr." in said
    assert "i forhold til trukket kapital" in said


@pytest.mark.requirement("CON-20")
def test_two_investments_of_one_programme_both_name_it(client: Client) -> None:
    for code in ("havnen", "hjem-job-og-helhed"):
        said = told(client, (AARHUS / f"{code}.yaml").read_text("utf-8"))
        assert "en social investering under programmet »housing-first«" in said


@pytest.mark.requirement("CON-24", "CON-26")
def test_each_authority_pays_in_its_own_field_and_all_share_the_advice(client: Client) -> None:
    said = told(client, CROSS.read_text("utf-8"))
    assert "Rådgivningens andel: Den opdigtede kommune 40 %, Den opdigtede region 40 % og Fonden 20 %" in said
    assert "Den opdigtede region deltager som myndighed og resultatbetaler fra regionen" in said
    assert re.search(r"afholdes fuldt ud af Den opdigtede region", said)
    assert re.search(r"afholdes fuldt ud af Den opdigtede kommune \(decentraliseret budget\)", said)


@pytest.mark.requirement("CON-28")
def test_an_agreement_that_buys_no_results_is_warned_while_it_is_written(client: Client) -> None:
    fee = "fixed: 1 000 kr, due: every year from 2023-12-31 until 2024-12-31}"
    text = CROSS.read_text("utf-8")
    for each, price in (("at-home", 10), ("free", 3)):
        text = text.replace(f"each: {each}, pays: {price} 000 kr}}", fee)
    text = text.replace("each: steady, pays: 5 000 kr}", "each: started, pays: 5 000 kr}")
    Contract.objects.create(code="cross-sector", title_da="Hjem uden indlæggelser")
    client.force_login(made.person("secretariat"))
    address, said = (
        "/investeringer/cross-sector/aftale/kontrol/",
        "Skriv mindst ét resultat, som betalingen afhænger af",
    )
    assert said in html.unescape(client.post(address, {"text": text}).content.decode())
    assert said not in html.unescape(client.post(address, {"text": CROSS.read_text("utf-8")}).content.decode())
