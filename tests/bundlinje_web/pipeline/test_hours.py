"""Every party logs the hours it lays in its own cases, and what working on a case has cost is told in kroner."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from django.test import Client
from tests.bundlinje_web import made
from tests.bundlinje_web.once import happens_once
from tests.bundlinje_web.pipeline import given

from bundlinje.problems import Refused
from bundlinje_web.acting import NotAllowed
from bundlinje_web.audit.clock import happening
from bundlinje_web.contracts.models import Contract, PartyRole
from bundlinje_web.people.models import Organisation, Person
from bundlinje_web.pipeline.actions.log_effort import log_effort
from bundlinje_web.pipeline.actions.price_hour import price_hour
from bundlinje_web.pipeline.casework import spent
from bundlinje_web.pipeline.hours.registered import to_log
from bundlinje_web.pipeline.models import Case, HourPrice

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asta() -> Person:
    return given.secretary()


@pytest.fixture
def lysbro() -> Organisation:
    return made.organisation("lysbro", kind="provider", name="Lysbro")


@pytest.fixture
def havnen(asta: Person, lysbro: Organisation) -> Case:
    """A case whose contract has a provider and a department."""
    msb = made.organisation("msb", name="MSB")
    contract = made.contract("havnen")
    version = given.ready(contract)
    PartyRole.objects.create(version=version, party="lysbro", name="Lysbro", role="provider", organisation=lysbro)
    PartyRole.objects.create(version=version, party="msb", name="MSB", role="authority", organisation=msb)
    return given.case(asta, title="Havnen", contract=contract, department=msb)


def sent(party: Organisation, **more: str) -> dict[str, str]:
    return {"party": str(party.pk), "step": "1", "hours": "3,5", "cost": "", "on": "2024-03-01", "what": "", **more}


@pytest.mark.requirement("PP-03")
@pytest.mark.parametrize(("role", "on"), [("provider", "lysbro"), ("operating", "havnen"), ("economist", "msb")])
def test_a_party_logs_hours_on_its_own_cases_and_on_nobody_elses(
    client: Client, asta: Person, havnen: Case, role: str, on: str
) -> None:
    given.case(asta, title="En andens")
    who = made.person(role, on)
    who.organisation = Organisation.objects.get(code="lysbro" if role == "provider" else "msb")
    who.save()
    client.force_login(who)
    page = client.get("/timer/").content.decode()
    assert "Havnen" in page
    assert "En andens" not in page
    form = client.get(f"/sager/{havnen.number}/timer/").content.decode()
    assert f'<option value="{who.organisation.pk}" selected>' in form
    assert client.post(f"/sager/{havnen.number}/timer/", sent(who.organisation)).status_code == 302
    assert [(each.party, each.minutes) for each in havnen.efforts.all()] == [(who.organisation, 210)]
    assert "3,5" in client.get("/timer/").content.decode()


def test_a_provider_that_logs_hours_comes_back_to_its_own_list_and_sees_nothing_else_of_the_case(
    client: Client, havnen: Case, lysbro: Organisation
) -> None:
    client.force_login(made.person("provider", "lysbro"))
    answer = client.post(f"/sager/{havnen.number}/timer/", sent(lysbro))
    assert answer["location"] == "/timer/"
    assert client.get(f"/sager/{havnen.number}/").status_code == 403


def test_whoever_reaches_several_parties_begins_with_the_one_they_work_for(
    client: Client, havnen: Case, lysbro: Organisation
) -> None:
    made.organisation("laer-for-livet", kind="provider")
    maja = made.person("provider", "laer-for-livet", "lysbro")
    client.force_login(maja)
    address = f"/sager/{havnen.number}/timer/"
    assert f'<option value="{lysbro.pk}" selected>' not in client.get(address).content.decode()
    maja.organisation = lysbro
    maja.save()
    assert f'<option value="{lysbro.pk}" selected>' in client.get(address).content.decode()


def test_hours_are_logged_for_ones_own_party_and_for_no_other(havnen: Case) -> None:
    maja, msb = made.person("provider", "lysbro"), Organisation.objects.get(code="msb")
    with pytest.raises(Refused) as refused:
        log_effort(made.actor(maja), havnen, {"party": msb, "minutes": 60})
    assert [problem.code for problem in refused.value.problems] == ["hours.problem.other_party"]
    assert not havnen.efforts.exists()


@pytest.mark.requirement("PP-03")
def test_what_a_case_has_truly_cost_counts_the_hours_at_the_price_of_their_day(
    client: Client, asta: Person, havnen: Case, lysbro: Organisation
) -> None:
    happens_once(price_hour, made.actor(asta), 40_000, date(2024, 1, 1), "Opdigtet gennemsnit")
    happens_once(price_hour, made.actor(asta), 50_000, date(2025, 1, 1), "Opdigtet gennemsnit")
    for on in (date(2024, 6, 1), date(2025, 6, 1)):
        log_effort(made.actor(asta), havnen, {"party": lysbro, "minutes": 90, "cost": 10_000, "on": on})
    total = spent.summed("", havnen.efforts.all(), spent.priced())
    assert (total.worth, total.in_all) == (60_000 + 75_000, 155_000)
    assert spent.share(total, 1_550_000) == Fraction(1, 10)
    client.force_login(asta)
    page = client.get(f"/sager/{havnen.number}/").content.decode().replace("\u00a0", " ")
    for words in ("Transaktionsomkostning med timer", "1.550 kr.", "Antaget", "Opdigtet gennemsnit"):
        assert words in page
    assert "1.550 kr." in client.get("/tavle/timer/").content.decode().replace("\u00a0", " ")


def test_hours_of_a_day_without_a_price_are_not_counted_as_nothing(
    client: Client, asta: Person, havnen: Case, lysbro: Organisation
) -> None:
    price_hour(made.actor(asta), 40_000, date(2025, 1, 1), "Opdigtet")
    log_effort(made.actor(asta), havnen, {"party": lysbro, "minutes": 60, "on": date(2024, 6, 1)})
    assert spent.summed("", havnen.efforts.all(), spent.priced()).in_all is None
    client.force_login(asta)
    assert "ikke regnet om til kroner" in client.get(f"/sager/{havnen.number}/").content.decode()


def test_the_price_of_an_hour_is_set_by_the_secretariat_with_its_source_and_stands_from_its_day(
    client: Client, asta: Person
) -> None:
    client.force_login(asta)
    wrong = client.post("/timer/pris/", {"amount": "450", "since": "2025-01-01", "source": ""}).content.decode()
    assert "Skriv, hvor prisen kommer fra" in wrong
    client.post("/timer/pris/", {"amount": "450", "since": "2025-01-01", "source": "Opdigtet"})
    assert HourPrice.objects.get().amount == 45_000
    with pytest.raises(Refused):
        price_hour(made.actor(asta), 46_000, date(2025, 1, 1), "Opdigtet")
    with pytest.raises(NotAllowed):
        price_hour(made.actor(made.person("council")), 46_000, date(2026, 1, 1), "Opdigtet")


def test_a_party_is_asked_for_its_hours_until_it_has_logged_some_in_the_step(
    asta: Person, havnen: Case, lysbro: Organisation
) -> None:
    maja, today = made.person("provider", "lysbro"), date(2024, 6, 1)
    assert not list(to_log(made.actor(maja), today))
    with happening(date(2024, 5, 1)):
        developed = given.case(asta, title="Andet", contract=_of(lysbro), step=Case.DATA, source_note="Opdigtet")
    (task,) = to_log(made.actor(maja), today)
    assert (task.url, task.values["number"]) == ("/timer/", 1)
    assert not list(to_log(made.actor(maja), date(2024, 5, 10)))
    log_effort(made.actor(maja), developed, {"party": lysbro, "minutes": 60})
    assert not list(to_log(made.actor(maja), today))


def _of(lysbro: Organisation) -> Contract:
    contract = made.contract("andet")
    version = given.ready(contract)
    PartyRole.objects.create(version=version, party="lysbro", name="Lysbro", role="provider", organisation=lysbro)
    return contract
