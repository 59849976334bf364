"""The pages of one investment: who came against the plan, what came of it, and what few people are not told by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from django.test import Client
from tests.bundlinje_web import made

from bundlinje_web.bridge.forecast import contract_ahead
from bundlinje_web.bridge.intake import behind_plan, intake_chart
from bundlinje_web.bridge.portfolio import Holding, holding
from bundlinje_web.bridge.results import results_of, why
from bundlinje_web.people.models import Body

AARHUS = Path("examples/aarhus")
END_OF_2024 = date(2024, 12, 31)


def _held(code: str, as_of: date = END_OF_2024) -> Holding:
    text = (AARHUS / "contracts" / f"{code}.yaml").read_text("utf-8")
    return holding(code, text, None, AARHUS, as_of)


@pytest.fixture
def secretary(client: Client) -> Client:
    client.force_login(made.person("secretariat"))
    return client


@pytest.mark.requirement("REC-01", "REC-02")
def test_plan_and_actual_stand_year_by_year_and_sum_to_those_who_came() -> None:
    held = _held("ips-plus")
    chart = intake_chart(held, None, "Borgere", "da")
    assert chart is not None
    rows = [[getattr(cell, "number", None) for cell in row.cells] for row in chart.table.rows]
    assert rows == [[75, 55, -20], [75, 65, -10], [75, None, None], [75, None, None], [150, 120, -30]]
    assert held.came == 120
    assert behind_plan(held) == 30


def test_a_year_that_is_not_over_is_held_against_its_plan_so_far() -> None:
    chart = intake_chart(_held("ips-plus", date(2024, 6, 30)), None, "Borgere", "da")
    assert chart is not None
    planned = [getattr(row.cells[0], "number", 0) for row in chart.table.rows]
    assert planned[1] < 75
    assert planned[1] + planned[2] == 75


def test_a_plan_nobody_has_come_to_yet_is_shown_alone() -> None:
    chart = intake_chart(replace(_held("ips-plus", date(2022, 6, 30)), arrived=None), None, "Borgere", "da")
    assert chart is not None
    assert chart.title == "Planen er 300 i alt"


def test_nobody_is_behind_a_plan_that_is_over_or_was_never_made() -> None:
    assert behind_plan(_held("sammen-om-diabetes")) == 0
    assert behind_plan(_held("forvandlingen")) == 0
    assert intake_chart(_held("forvandlingen"), None, "Borgere", "da") is None


def test_where_few_came_in_a_year_no_year_is_told() -> None:
    held = _held("ips-plus")
    few = tuple(date(2023, 3, 1) + timedelta(days=n) for n in range(2))
    assert intake_chart(replace(held, arrived=few), None, "Borgere", "da") is None


def test_a_result_is_counted_at_the_newest_follow_up_and_explains_itself() -> None:
    text = (AARHUS / "contracts" / "din-vej-i-job.yaml").read_text("utf-8")
    view = contract_ahead(text, "din-vej-i-job", AARHUS)
    (one,) = results_of(view)
    assert one.newest is not None
    assert (one.newest.achieved, one.newest.measured) == (4, 42)
    found = why(view, "din-vej-i-job", one.signed.outcome)
    assert found.value == Fraction(4, 42)
    low, high = one.interval
    assert (round(low, 3), round(high, 3)) == (0.038, 0.221)


def test_a_result_of_few_has_no_address() -> None:
    text = (AARHUS / "contracts" / "din-vej-i-job.yaml").read_text("utf-8")
    view = contract_ahead(text, "din-vej-i-job", AARHUS)
    (rate,) = view.rates
    (seen,) = rate.signed.follow_ups
    few = replace(rate, signed=replace(rate.signed, follow_ups=(replace(seen, achieved=2),)))
    with pytest.raises(KeyError):
        why(replace(view, rates=(few,)), "din-vej-i-job", rate.signed.outcome)


@pytest.mark.django_db
@pytest.mark.requirement("REC-15", "PP-05")
def test_an_intake_behind_plan_says_how_much_is_at_stake_and_what_would_restore_balance(secretary: Client) -> None:
    page = secretary.get("/investeringer/ips-plus/borgere/").content.decode()
    assert "Indtaget er 30 borgere bagud. Fortsætter det, bliver tilbagebetalingen" in page
    assert "lavere end ventet" in page
    assert "genopretter balancen" in page
    assert "kr.." not in page


@pytest.mark.django_db
def test_results_stand_beside_what_was_agreed_with_how_sure_they_are(secretary: Client) -> None:
    page = secretary.get("/en/investeringer/din-vej-i-job/resultater/").content.decode()
    assert "4 of 42" in page
    assert "3.8% – 22.1%" in page
    assert "/tal/result.din-vej-i-job." in page


@pytest.mark.django_db
def test_the_page_of_facts_leads_to_the_steering_group(secretary: Client) -> None:
    contract = made.contract("ips-plus")
    link = 'href="/fora/ips-styregruppe/"'
    assert link not in secretary.get(f"/investeringer/{contract.code}/").content.decode()
    Body.objects.create(code="ips-styregruppe", name="Styregruppen", kind=Body.Kind.STEERING, contract=contract.code)
    assert link in secretary.get(f"/investeringer/{contract.code}/").content.decode()


@pytest.mark.django_db
def test_only_who_writes_agreements_is_asked_to_revise_one(client: Client) -> None:
    made.contract("ips-plus")
    for role, asked in (("secretariat", True), ("council", False)):
        client.force_login(made.person(role))
        page = client.get("/investeringer/ips-plus/borgere/").content.decode()
        assert ("/investeringer/ips-plus/aftale/rediger/" in page) is asked, role
