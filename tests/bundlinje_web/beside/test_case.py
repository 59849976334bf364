"""The business case beside a contract answers first, follows its levers in the address, and keeps scenarios."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.bundlinje_web import made
from tests.bundlinje_web.once import happens_once

from bundlinje.business_case.bottom_line import bottom_line
from bundlinje.money import round_half_away
from bundlinje.words.exact import quantity
from bundlinje_web.audit.models import Record
from bundlinje_web.bridge import case as seeing
from bundlinje_web.bridge import case_numbers
from bundlinje_web.bridge.case import CaseSeen, Levers, case_of, case_seen, people_in
from bundlinje_web.contracts.actions.keep_case import keep_case
from bundlinje_web.contracts.actions.keep_scenario import keep_scenario
from bundlinje_web.contracts.actions.use_scenario import use_scenario
from bundlinje_web.contracts.beside.chosen import chosen_of
from bundlinje_web.contracts.models import BusinessCase
from bundlinje_web.council.prefilled import of_case
from bundlinje_web.pipeline.actions.add_case import add_case

pytestmark = pytest.mark.django_db(transaction=True)

AARHUS = Path(__file__).parents[3] / "examples" / "aarhus"
CODE = "hjem-job-og-helhed"
ADDRESS = f"/investeringer/{CODE}/business-case/"
CASE = (AARHUS / "cases" / f"{CODE}.yaml").read_text("utf-8")
CONTRACT = (AARHUS / "contracts" / f"{CODE}.yaml").read_text("utf-8")


def _seen(levers: Levers | None = None) -> CaseSeen:
    return case_seen(CASE, CONTRACT, CODE, levers or Levers())


def _text(client: Client, address: str = ADDRESS) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.fixture
def economist(client: Client) -> Client:
    client.force_login(made.person("secretariat"))
    return client


@pytest.mark.requirement("BC-05")
def test_the_answer_comes_first_with_surplus_horizon_and_when_the_money_is_back(economist: Client) -> None:
    text = _text(economist)
    assert "Kommunen får 2,9 mio. kr. mere, end den betaler, over 13 år; pengene er tjent hjem i 2027." in text
    assert text.index("Kommunen får") < text.index("<table")


def test_a_case_opens_at_the_cautious_estimate() -> None:
    assert Levers().effect == 80
    assert _seen().municipality.total < _seen(Levers(effect=100)).municipality.total


@pytest.mark.requirement("BC-04", "PP-09")
def test_who_sows_and_who_harvests_stands_by_sector_and_by_budget(economist: Client) -> None:
    text = _text(economist)
    for payer in ("Regionen", "Staten", "decentralt budget", "Rådet for Sociale Investeringer"):
        assert payer in text
    assert "Hvem sår, og hvem høster" in text


@pytest.mark.requirement("BC-06")
def test_the_case_says_how_much_later_the_money_is_back_since_only_the_municipality_repays(economist: Client) -> None:
    assert "Hvis region og stat betalte deres del af gevinsten tilbage" in _text(economist)


@pytest.mark.requirement("BC-07")
def test_a_horizon_beyond_the_evidence_is_warned_of(economist: Client) -> None:
    warning = "jo sværere er det at sige, at gevinsten skyldes indsatsen"
    assert warning in _text(economist, f"{ADDRESS}?horisont=20")


def test_the_address_holds_the_levers_and_its_numbers_open_with_them(economist: Client) -> None:
    at_60, at_100 = _text(economist, f"{ADDRESS}?effekt=60"), _text(economist, f"{ADDRESS}?effekt=100")
    assert at_60 != at_100
    number = f"/tal/case.{CODE}.net.municipality.2026/?effekt=60"
    assert number in at_60
    assert economist.get(number).status_code == 200


def test_what_cannot_be_read_of_an_address_is_as_the_case_says(economist: Client) -> None:
    assert 'id="effekt" name="effekt" type="number" min="0" max="200" value="80"' in _text(
        economist, f"{ADDRESS}?effekt=-5&horisont=9999&borgere=x"
    )


def test_a_delay_is_told_in_months_and_every_month_later_moves_money() -> None:
    at = [_seen(Levers(later=months)) for months in (0, 3, 9, 12, 24)]
    assert len({one.municipality.total for one in at}) == len(at)
    assert [people_in(one.worked.case) for one in at] == [people_in(at[0].case)] * len(at)
    starts = [[(cohort.start, cohort.participants.value.value) for cohort in one.worked.case.cohorts] for one in at]  # type: ignore[union-attr]
    first = starts[0][0]
    assert starts[1][0] == (first[0], first[1] * 3 / 4)
    assert starts[3][0] == (first[0] + 1, first[1])


def test_figures_are_used_in_the_recommendation_of_the_case(economist: Client) -> None:
    contract = made.contract(CODE)
    asta = made.person("secretariat")
    case = add_case(made.actor(asta), {"title": "Mentor", "contract": contract})
    economist.post(f"{ADDRESS}indstilling/?effekt=65&forsinkelse=6", {"key": "en"})
    chosen = chosen_of(contract)
    assert chosen is not None
    assert chosen.surplus == _seen(Levers(65, later=6)).municipality.total
    case.refresh_from_db()
    told = of_case(case)["value"]
    assert "65 % af den ventede effekt og 6 måneders forsinkelse" in told
    assert chosen.digest[:12] in told


def test_a_slider_is_one_working_of_a_case_that_was_read_when_it_was_opened(
    economist: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _text(economist)
    done = {"read": 0, "worked": 0}

    def counted(name: str, does: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*words: Any, **named: Any) -> Any:
            done[name] += 1
            return does(*words, **named)

        return counting

    monkeypatch.setattr(seeing, "parse_case", counted("read", seeing.parse_case))
    monkeypatch.setattr(seeing, "Asked", counted("read", seeing.Asked))
    monkeypatch.setattr(seeing, "in_scenario", counted("worked", seeing.in_scenario))
    for effect in (61, 62, 63):
        economist.get(f"{ADDRESS}?effekt={effect}", headers={"HX-Request": "true"})
    economist.get(f"{ADDRESS}?effekt=62", headers={"HX-Request": "true"})
    assert done == {"read": 0, "worked": 3}


def test_a_slider_gets_the_answer_alone(economist: Client) -> None:
    part = economist.get(f"{ADDRESS}?effekt=70", headers={"HX-Request": "true"}).content.decode()
    assert "Kommunen får" in part
    assert "<html" not in part


@pytest.mark.parametrize("levers", [Levers(), Levers(70, 30, 7, 6), Levers(100, all_repay=True)])
def test_every_number_of_a_case_opens_down_to_the_case_file(levers: Levers) -> None:
    seen = _seen(levers)
    opened: set[str] = set()

    def walk(name: str) -> None:
        if name not in opened:
            opened.add(name)
            for part in case_numbers.why(seen, CODE, name).walk():
                if part.code:
                    walk(part.code.split(".", 2)[2])

    for what in ("cashable", "not_cashable", "freed"):
        walk(f"{what}.municipality")
        assert case_numbers.why(seen, CODE, f"{what}.municipality").value == getattr(seen.cashable, what)
    for view in seen.lines:
        walk(f"total.{view}")
        walk(f"present.{view}")
        for year in seen.worked.years:
            walk(f"cumulated.{view}.{year}")
    assert len(opened) > 300
    assert case_numbers.why(seen, CODE, "total.municipality").value == seen.municipality.total


def test_a_table_shows_the_values_that_are_explained() -> None:
    seen = _seen(Levers(70, all_repay=True))
    names = [f"sector.{view}.{what}" for view in seen.lines for what in ("costs", "repayments", "benefits", "net")]
    names += [f"total.{view}" for view in seen.lines]
    names += [f"{what}.municipality.{year}" for year in seen.worked.years for what in ("costs", "net", "cumulated")]
    for name in names:
        assert case_numbers.value(seen, name) == case_numbers.why(seen, CODE, name).value, name


@pytest.mark.requirement("BC-02")
def test_inputs_stand_with_kind_year_and_source(economist: Client) -> None:
    text = _text(economist, f"{ADDRESS}kilder/")
    assert "Antaget" in text
    assert "Enhedspriser" in text
    assert "MSB rådmandsmøde september 2022" in text


@pytest.mark.requirement("BC-10", "BC-11")
def test_rates_are_inputs_and_costs_stand_item_by_item(economist: Client) -> None:
    text, case = html.unescape(_text(economist, f"{ADDRESS}kilder/")), case_of(CASE)
    assert case.costs
    assert case.effects
    for item in case.costs:
        assert item.title is not None
        assert item.title.da in text
    for effect in case.effects.values():
        if effect.with_ is not None and effect.with_.value is not None:
            assert quantity(effect.with_.value, "da") in text


@pytest.mark.requirement("BC-17")
def test_what_each_party_knows_stands_first_among_the_inputs_with_its_source(economist: Client) -> None:
    text = html.unescape(_text(economist, f"{ADDRESS}kilder/"))
    assert text.index("Hvad parterne ved") < text.index("Enhedspriser")
    assert "Sociale Forhold og Beskæftigelse, Aarhus Kommune</th>" in text
    assert "Housing First er blandt de bedst dokumenterede indsatser mod hjemløshed." in text
    assert "dokumenterede indsatser i forhold til at lykkes" in text


def test_quantities_and_costs_are_told_by_year_as_people_read_them(economist: Client) -> None:
    text = html.unescape(_text(economist, f"{ADDRESS}kilder/"))
    assert "år 0–3: 0,25; år 4: 0,2; år 5–6: 0,15; år 7–9: 0,1" in text
    assert "0,25 om året, år 3–6; koster mere" in text
    assert "2021–2025: 60.000 kr. om året" in text
    assert "med indsatsen 90 %; uden 50 %; forskel 40 procentpoint" in text


@pytest.mark.requirement("BC-08")
def test_the_departments_own_budget_has_a_row_with_investment_repayment_saving_and_net(economist: Client) -> None:
    sown = bottom_line(_seen().worked, "msb/decentral")
    costs, repaid, saved = sum(sown.costs), sum(sown.repayments), sum(sown.benefits)
    assert repaid < 0 < saved
    assert sown.total == saved + repaid - costs
    row = re.search(r"Aarhus Kommune, decentralt budget</th>(.*?)</tr>", _text(economist), re.DOTALL)
    assert row is not None
    shown = [int(re.sub(r"\D", "", cell)) for cell in re.findall(r">([^<>]*\d)</a>", row[1])]
    assert shown == [abs(round_half_away(Fraction(one) / 100)) for one in (costs, repaid, saved, sown.total)]


@pytest.mark.requirement("BC-09")
def test_a_contract_without_an_overall_calculation_says_so(economist: Client) -> None:
    assert "Der er ingen samlet beregning endnu" in _text(economist, "/investeringer/job-bootcamp/business-case/")


def test_a_case_whose_repayment_is_not_known_stands_without_it_and_says_so(economist: Client) -> None:
    assert "Tallene er uden tilbagebetaling" in _text(economist, "/investeringer/havnen/business-case/")


def test_a_scenario_is_kept_under_a_name_and_opens_again(economist: Client) -> None:
    made.contract(CODE)
    economist.post(f"{ADDRESS}gem/?effekt=65", {"name": "Forsigtig", "key": "en"})
    economist.post(f"{ADDRESS}gem/?effekt=65", {"name": "Forsigtig", "key": "en"})
    kept = BusinessCase.objects.get()
    assert (kept.scenario, kept.summary["effect"]) == ("Forsigtig", 65)
    assert kept.surplus == _seen(Levers(65)).municipality.total
    assert "?effekt=65" in _text(economist)
    assert "Forsigtig" in _text(economist, f"{ADDRESS}sammenlign/?a={kept.pk}&b=expected")


def test_keeping_leaves_one_record_and_happens_once() -> None:
    contract, who = made.contract(CODE), made.actor(made.person("economist", CODE))
    who = made.actor(made.person("secretariat"))
    happens_once(keep_scenario, who, contract, "Forsigtig", CASE, CONTRACT, Levers(65))
    happens_once(use_scenario, who, contract, "Til indstilling", CASE, CONTRACT, Levers(65))
    happens_once(keep_case, who, contract, CASE)


def test_a_text_with_mistakes_is_told_with_its_lines_and_no_letter_is_lost(economist: Client) -> None:
    made.contract(CODE)
    text = CASE.replace("base_year:", "bass_year:")
    answer = economist.post(f"{ADDRESS}tekst/", {"text": text, "key": "en"}).content.decode()
    assert "bass_year" in answer
    assert "Linje " in answer
    assert BusinessCase.objects.count() == 0
    economist.post(f"{ADDRESS}tekst/", {"text": CASE, "key": "to"})
    assert BusinessCase.objects.get().scenario == ""
    assert Record.objects.filter(code="contracts.business-case.calculated").count() == 1


def test_a_case_of_another_contract_is_refused(economist: Client) -> None:
    made.contract("havnen")
    answer = economist.post("/investeringer/havnen/business-case/tekst/", {"text": CASE, "key": "en"}).content.decode()
    assert f"den hører til aftalen {CODE}" in answer


def test_who_only_reads_has_no_button_and_does_not_get_past_it(client: Client) -> None:
    client.force_login(made.person("reader"))
    assert "/gem/" not in _text(client)
    assert client.post(f"{ADDRESS}gem/", {"name": "x"}).status_code == 403
    client.force_login(made.person("provider", "nobody"))
    assert client.get(ADDRESS).status_code == 404


@pytest.mark.requirement("PP-07")
def test_the_forecast_beside_a_contract_shows_the_chance_that_capital_comes_back(economist: Client) -> None:
    text = _text(economist, f"/investeringer/{CODE}/prognose/")
    assert "får sin kapital på 3.627.100 kr. igen" in text
    assert 'role="img"' in text
    assert f"/tal/outlook.{CODE}.total.p50/" in text


def test_a_contract_that_cannot_be_forecast_says_what_is_missing(economist: Client) -> None:
    assert "kan ikke regnes frem endnu" in _text(economist, "/investeringer/job-bootcamp/prognose/")
