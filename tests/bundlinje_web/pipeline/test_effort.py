"""Hours and kroner are logged by party and step, so that what a case really costs is seen."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from django.test import Client
from tests.bundlinje_web import made
from tests.bundlinje_web.pipeline import given

from bundlinje.problems import Refused
from bundlinje_web.audit.models import Record
from bundlinje_web.people.models import Organisation, Person
from bundlinje_web.pipeline.actions.log_effort import log_effort
from bundlinje_web.pipeline.actions.open_case import open_case
from bundlinje_web.pipeline.casework import spent
from bundlinje_web.pipeline.models import Case

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asta() -> Person:
    return given.secretary()


@pytest.fixture
def msb() -> Organisation:
    return made.organisation("msb", name="MSB")


def opened(by: Person) -> Case:
    proposal = given.proposal(by)
    given.decided(proposal, "open-case")
    return open_case(made.actor(by), proposal)


@pytest.mark.requirement("PP-03", "GOV-24")
def test_what_each_party_spends_in_each_step_is_summed_on_the_case(
    client: Client, asta: Person, msb: Organisation
) -> None:
    case = opened(asta)
    ba = made.organisation("borgmesterens-afdeling", name="Borgmesterens Afdeling")
    client.force_login(asta)
    for party, step, hours, cost in ((msb, "1", "7,5", "0"), (msb, "2", "2,5", "1.200"), (ba, "1", "4", "")):
        sent = {"party": str(party.pk), "step": step, "hours": hours, "cost": cost, "on": "2024-03-01", "what": ""}
        answer = client.post(f"/sager/{case.number}/timer/", sent)
        assert answer.status_code == 302, answer.content.decode()
    efforts = list(case.efforts.select_related("party"))
    assert [(each.name, each.hours) for each in spent.by_party(efforts)] == [("Borgmesterens Afdeling", 4), ("MSB", 10)]
    assert [(each.name, each.minutes, each.cost) for each in spent.by_step(efforts)] == [
        ("1", 690, 0),
        ("2", 150, 120_000),
    ]
    page = client.get(f"/sager/{case.number}/").content.decode()
    assert "<strong>14</strong>" in page
    assert "1.200 kr." in page


@pytest.mark.requirement("BC-16")
def test_the_cost_of_working_on_a_case_is_set_against_what_would_be_invested(
    client: Client, asta: Person, msb: Organisation
) -> None:
    case = opened(asta)
    log_effort(made.actor(asta), case, {"party": msb, "cost": 28_000_000})
    total = spent.summed("", case.efforts.all())
    assert spent.invested(case) == 280_000_000
    assert spent.share(total, spent.invested(case)) == Fraction(1, 10)
    client.force_login(asta)
    assert "10 %" in client.get(f"/sager/{case.number}/").content.decode().replace("\u00a0", " ")


@pytest.mark.requirement("GOV-24")
def test_the_resources_used_on_every_case_stand_in_one_table_that_the_city_council_reads_too(
    client: Client, asta: Person, msb: Organisation
) -> None:
    case = opened(asta)
    log_effort(made.actor(asta), case, {"party": msb, "minutes": 90, "cost": 28_000_000})
    given.case(asta, title="Uden timer")
    for who in (asta, made.person("reader")):
        client.force_login(who)
        page = client.get("/tavle/timer/").content.decode().replace("\u00a0", " ")
        for words in (case.number, "1,5", "280.000 kr.", "2.800.000 kr.", "10 %", "Uden timer"):
            assert words in page
    assert client.get("/tavle/timer/eksport.csv").status_code == 200


def test_an_investment_nobody_has_stated_is_unknown_and_not_nothing(asta: Person) -> None:
    case = given.case(asta)
    assert spent.invested(case) is None
    assert spent.share(spent.summed("", []), None) is None


def test_a_mistake_is_corrected_by_logging_the_difference(asta: Person, msb: Organisation) -> None:
    case = given.case(asta)
    log_effort(made.actor(asta), case, {"party": msb, "cost": 100_000})
    log_effort(made.actor(asta), case, {"party": msb, "cost": -20_000})
    assert spent.summed("", case.efforts.all()).cost == 80_000
    with pytest.raises(Refused):
        log_effort(made.actor(asta), case, {"party": msb})
    with pytest.raises(Refused):
        log_effort(made.actor(asta), case, {"party": msb, "minutes": 60, "on": date(2999, 1, 1)})


def test_a_form_sent_twice_is_logged_once(asta: Person, msb: Organisation) -> None:
    case = given.case(asta)
    for _ in range(2):
        log_effort(made.actor(asta), case, {"party": msb, "minutes": 60}, key="one-form")
    assert case.efforts.count() == 1
    assert Record.objects.filter(code="pipeline.effort.logged").count() == 1
