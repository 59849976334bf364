"""The board shows every case by its step, how long it has stood there, and how long each step takes."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.test import Client
from tests.bundlinje_web import made
from tests.bundlinje_web.pipeline import given

from bundlinje_web.audit import clock
from bundlinje_web.contracts.models import PartyRole, Version
from bundlinje_web.council.models import Approval, TakenIn
from bundlinje_web.people.models import Organisation, Person
from bundlinje_web.pipeline.actions.change_case import change_case
from bundlinje_web.pipeline.actions.move_case import move_case
from bundlinje_web.pipeline.actions.stop_case import stop_case
from bundlinje_web.pipeline.board.columns import columns, lead_times, to_investment_case
from bundlinje_web.pipeline.casework.turns import turns
from bundlinje_web.pipeline.models import Case

pytestmark = pytest.mark.django_db(transaction=True)

OPENED = date(2024, 1, 1)


@pytest.fixture
def asta() -> Person:
    return given.secretary()


def on(day: date, by: Person, case: Case, to: str) -> None:
    with clock.happening(day):
        move_case(made.actor(by), case, to)


@pytest.mark.requirement("PRC-04")
def test_days_in_a_step_are_counted_and_more_than_eight_weeks_of_analysis_is_over_the_target(asta: Person) -> None:
    with clock.happening(OPENED):
        case = given.case(asta)
    (card,) = columns([case], OPENED + timedelta(days=56))[0].cards
    assert (card.days, card.over_target) == (56, False)
    (card,) = columns([case], OPENED + timedelta(days=57))[0].cards
    assert card.over_target
    on(OPENED + timedelta(days=57), asta, case, "2")
    (card,) = columns([case], OPENED + timedelta(days=60))[1].cards
    assert (card.days, card.over_target) == (3, False)


@pytest.mark.requirement("PRC-04", "PP-01")
def test_the_time_each_step_takes_is_measured_over_all_cases(asta: Person) -> None:
    cases = []
    for days in (10, 21):
        with clock.happening(OPENED):
            cases.append(given.case(asta, title=f"Sag {days}"))
        on(OPENED + timedelta(days=days), asta, cases[-1], "2")
    first, second, *_ = lead_times(cases, OPENED + timedelta(days=30))
    assert (first.ended, first.mean, first.longest, first.lasting) == (2, Fraction(31, 2), 21, 0)
    assert (second.ended, second.mean, second.lasting) == (0, None, 2)


@pytest.mark.requirement("PRC-04")
def test_the_way_from_proposal_to_investment_case_is_measured_against_the_target(asta: Person) -> None:
    contract = made.contract("mentor")
    with clock.happening(OPENED):
        case = given.case(asta, contract=contract)
        change_case(
            made.actor(asta),
            case,
            {
                "theory_of_change": "Mentor",
                "gains_text": "Færre",
                "gains_on": OPENED,
                "surplus": 100,
                "repayment_done_on": OPENED,
            },
            case.row_version,
        )
    given.ready(contract)
    for days, to in ((7, "2"), (21, "3a"), (35, "3b"), (49, "4")):
        on(OPENED + timedelta(days=days), asta, case, to)
    assert to_investment_case([case]) == (49,)


@pytest.mark.requirement("INB-10", "PRC-03")
def test_every_case_ever_treated_stands_there_with_its_status_also_those_that_ended(
    client: Client, asta: Person
) -> None:
    given.case(asta, title="Idé")
    given.case(asta, title="Kører", step="5", source_note="Invented")
    stopped = given.case(asta, title="Stoppet")
    given.decided(stopped, "stop-case")
    stop_case(made.actor(asta), stopped, "For dyr")
    client.force_login(asta)
    table = client.get("/tavle/tabel/eksport.csv").content.decode("utf-8-sig")
    assert len(table.strip().splitlines()) == 4
    for words in ("I gang", "Aftalt og underskrevet", "Afvist efter belysning"):
        assert words in table
    board = client.get("/tavle/").content.decode()
    for title in ("Idé", "Kører", "Stoppet"):
        assert title in board


def test_the_board_is_narrowed_by_department_and_area_in_the_address(client: Client, asta: Person) -> None:
    given.case(asta, title="Sag i MSB", department=made.organisation("msb"), area="unge")
    given.case(asta, title="Sag i MBU", department=made.organisation("mbu"), area="skole")
    client.force_login(asta)
    page = client.get("/tavle/?department=msb").content.decode()
    assert "Sag i MSB" in page
    assert "Sag i MBU" not in page
    assert "Sag i MBU" in client.get("/tavle/?area=skole").content.decode()


def test_a_department_sees_its_own_cases_and_those_it_assessed_and_no_others(client: Client, asta: Person) -> None:
    given.case(asta, title="Sag i MSB", department=made.organisation("msb"))
    given.case(asta, title="Sag i MBU", department=made.organisation("mbu"))
    client.force_login(made.person("economist", "msb"))
    page = client.get("/tavle/").content.decode()
    assert "Sag i MSB" in page
    assert "Sag i MBU" not in page
    client.force_login(made.person("provider", "broen"))
    assert client.get("/tavle/").status_code == 403


def test_a_card_says_on_whom_the_case_waits_and_the_empty_steps_say_so(client: Client, asta: Person) -> None:
    given.case(asta, title="Mentor")
    client.force_login(asta)
    page = client.get("/tavle/").content.decode()
    assert page.count("Ingen sager her") == 8
    assert "Cases" in client.get("/en/tavle/").content.decode()


def test_a_case_that_is_agreed_says_whose_approval_is_missing_one_turn_at_a_time(client: Client, asta: Person) -> None:
    contract = made.contract("havnen")
    version = given.ready(contract)
    TakenIn.objects.create(contract=contract, started_on=date(2024, 7, 1), source="Invented papers")
    for code in ("msb", "mso"):
        department = made.organisation(code, name=code.upper())
        PartyRole.objects.create(
            version=version, party=code, name=code.upper(), role="payer", organisation=department, department=department
        )
    case = given.case(asta, contract=contract, step=Case.IMPLEMENTATION, source_note="Opdigtet")
    assert [(turn.giver, turn.name) for turn in turns(case)] == [("council", "")]
    _approve(version, "council")
    assert [(turn.giver, turn.name) for turn in turns(case)] == [("alderman", "MSB"), ("alderman", "MSO")]
    client.force_login(asta)
    for address in ("/tavle/", f"/sager/{case.number}/"):
        assert "rådmanden (MSB), rådmanden (MSO)" in client.get(address).content.decode()
    for code in ("msb", "mso"):
        _approve(version, "alderman", Organisation.objects.get(code=code))
    assert [turn.giver for turn in turns(case)] == ["mayor"]


def _approve(version: Version, giver: str, department: Organisation | None = None) -> None:
    Approval.objects.create(
        version=version,
        giver=giver,
        of="premises",
        department=department,
        digest=version.premises,
        on=date(2024, 6, 1),
        source="Invented papers",
    )
