"""Nothing starts before the Council, every bound department's alderman and the mayor have approved, in that order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import combinations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from tests.bundlinje_web import made
from tests.bundlinje_web.council import office
from tests.bundlinje_web.council.test_pages import in_both, with_factor

from bundlinje.problems import Refused
from bundlinje_web.acting import NotAllowed
from bundlinje_web.audit.guarding import register
from bundlinje_web.audit.models import Record
from bundlinje_web.contracts.models import Event, PartyRole, StartList, Version, Withdrawal
from bundlinje_web.council.actions.approve_for_department import approve_for_department
from bundlinje_web.council.actions.approve_formally import approve_formally
from bundlinje_web.council.actions.return_version import return_version
from bundlinje_web.council.actions.start_contract import start_contract
from bundlinje_web.council.actions.take_in_started import Known, take_in_started
from bundlinje_web.council.models import Approval, Decision, Return, TakenIn
from bundlinje_web.council.standing import departments, standing
from bundlinje_web.people.models import Organisation

pytestmark = pytest.mark.django_db(transaction=True)


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {problem.code.removeprefix("council.problem.") for problem in refused.value.problems}


def approved_by_council(council: office.Council, version: Version, day: date = office.DAY) -> None:
    office.decided(council, office.point(council, office.meeting(council, day), "invest", version=version))


def approved_by(department: Organisation, version: Version, digest: str) -> None:
    approve_for_department(office.fresh(made.person("alderman", department.code)), version, department, digest)


def approved_by_all(council: office.Council, version: Version) -> None:
    approved_by_council(council, version)
    for digest in (version.premises, version.digest):
        for department in departments(version):
            approved_by(department, version, digest)
    approve_formally(office.fresh(made.person("mayor")), version, version.digest)


@pytest.mark.requirement("GOV-05")
@pytest.mark.requirement("GOV-04")
def test_each_approval_that_is_missing_keeps_the_investment_from_starting_and_is_named() -> None:
    council = office.council()
    version = office.version(office.department("msb"), office.department("mbu"))
    office.ready_to_start(version.contract)
    with pytest.raises(Refused) as refused:
        start_contract(council.asta, version)
    assert codes(refused) == {
        "missing.council-premises", "missing.alderman-premises", "missing.alderman-text", "missing.mayor-text",
    }  # fmt: skip
    named = [dict(problem.values).get("department", "") for problem in refused.value.problems]
    assert sorted(named) == ["", "", "Afdeling mbu", "Afdeling mbu", "Afdeling msb", "Afdeling msb"]
    approved_by_all(council, version)
    event = start_contract(council.asta, version, date(2025, 4, 1))
    assert (event.kind, event.on, event.version) == ("started", date(2025, 4, 1), version)


@pytest.mark.requirement("PRC-08")
@pytest.mark.requirement("CON-01")
def test_neither_without_the_start_list_nor_without_the_roles_an_investment_demands() -> None:
    council = office.council()
    version = office.version(office.department("msb"))
    approved_by_all(council, version)
    with pytest.raises(Refused) as refused:
        start_contract(council.asta, version)
    assert codes(refused) == {"start_list.admission", "start_list.registration", "start_list.follow_up"}
    office.ready_to_start(version.contract)
    PartyRole.objects.filter(role="investor").delete()
    with pytest.raises(Refused) as refused:
        start_contract(council.asta, version)
    assert codes(refused) == {"role.investor"}


@pytest.mark.requirement("GOV-07")
def test_the_route_goes_council_premises_signature_mayor_and_each_step_has_its_day() -> None:
    council = office.council()
    msb = office.department("msb")
    version = office.version(msb)
    alderman, mayor = office.fresh(made.person("alderman", "msb")), office.fresh(made.person("mayor"))
    for refused_now in (
        lambda: approve_for_department(alderman, version, msb, version.premises),
        lambda: approve_formally(mayor, version, version.digest),
    ):
        with pytest.raises(Refused) as refused:
            refused_now()
        assert codes(refused) == {"not_your_turn"}
    approved_by_council(council, version)
    with pytest.raises(Refused) as refused:
        approve_for_department(alderman, version, msb, version.digest)
    assert codes(refused) == {"changed"}
    approve_for_department(alderman, version, msb, version.premises)
    approve_for_department(alderman, version, msb, version.digest)
    approve_formally(mayor, version, version.digest)
    found = standing(version)
    assert [step.name for step in found.steps] == [
        "council-premises", "alderman-premises", "alderman-text", "mayor-text",
    ]  # fmt: skip
    assert all(step.given and step.given.on for step in found.steps)


@pytest.mark.requirement("GOV-26")
def test_there_are_three_approvals_and_no_fourth() -> None:
    version = office.version(office.department("msb"), office.department("mbu"))
    assert {step.giver for step in standing(version).steps} == set(Approval.Giver.values)
    assert len(Approval.Giver.values) == 3
    assert [step.giver for step in standing(version).steps].count("mayor") == 1


def test_an_alderman_approves_for_the_own_department_alone() -> None:
    council = office.council()
    msb, mbu = office.department("msb"), office.department("mbu")
    version = office.version(msb, mbu)
    approved_by_council(council, version)
    with pytest.raises(NotAllowed):
        approve_for_department(office.fresh(made.person("alderman", "mso")), version, msb, version.premises)
    with pytest.raises(NotAllowed, match="department"):
        approve_for_department(office.fresh(made.person("alderman", "msb")), version, mbu, version.premises)
    with pytest.raises(NotAllowed, match="factor"):
        approve_for_department(made.actor(made.person("alderman", "msb")), version, msb, version.premises)


@pytest.mark.requirement("GOV-03")
def test_an_approval_is_void_when_what_was_approved_is_another() -> None:
    council = office.council()
    msb = office.department("msb")
    first = office.version(msb)
    office.ready_to_start(first.contract)
    approved_by_all(council, first)
    second = office.version(msb, of=first.contract)
    found = standing(second)
    assert [step.name for step in found.missing] == ["alderman-text", "mayor-text"]
    assert {approval.of for approval in found.void} == {"text"}
    with pytest.raises(Refused) as refused:
        approve_formally(office.fresh(made.person("mayor")), first, first.digest)
    assert codes(refused) == {"newer"}
    third = office.version(msb, of=first.contract, premises="c" * 64)
    assert next(step.name for step in standing(third).missing) == "council-premises"


def test_a_version_is_returned_with_a_reason_by_the_one_whose_turn_it_is() -> None:
    council = office.council()
    msb = office.department("msb")
    version = office.version(msb)
    approved_by_council(council, version)
    return_version(made.actor(made.person("alderman", "msb")), version, msb, version.premises, "Prisen er for høj")
    back = Return.objects.get()
    assert (back.giver, back.department, back.reason) == ("alderman", msb, "Prisen er for høj")
    assert standing(version).next[0].returned == back
    with pytest.raises(Refused):
        return_version(made.actor(made.person("mayor")), version, None, version.digest, "Ikke endnu")


def test_a_contract_from_before_the_office_is_taken_in_with_its_source_and_known_approvals() -> None:
    council = office.council()
    version = office.version(office.department("msb"), source="Rådets årsrapport 2024")
    known = Known("council", "premises", date(2021, 9, 6), "MSB rådmandsmøde september 2022")
    take_in_started(council.asta, version, date(2021, 9, 1), "Rådets årsrapport 2024", [known])
    assert Event.objects.get().on == date(2021, 9, 1)
    assert Approval.objects.get().source == "MSB rådmandsmøde september 2022"
    new = office.version(office.department("mso"), of=made.contract("nyt"))
    with pytest.raises(Refused) as refused:
        take_in_started(council.asta, new, date(2021, 9, 1), "Et papir")
    assert codes(refused) == {"no_source"}
    with pytest.raises(IntegrityError, match=r"guard:council\.taken-in"), transaction.atomic():
        TakenIn.objects.create(contract=new.contract, started_on=date(2021, 9, 1), source="Et papir")


# --- the database holds the same, whoever asks it ---


def started(version: Version) -> None:
    with transaction.atomic():
        Event.objects.create(contract=version.contract, version=version, kind="started", on=date(2025, 4, 1))


def _start_by_sql(version: Version) -> None:
    with transaction.atomic():
        event = Event(contract=version.contract, version=version, kind="started", on=date(2025, 4, 1))
        Event.objects.bulk_create([event])


def _without(*left_out: str) -> Callable[[office.Council], Version]:
    """A version with everything in place but what is left out: its rows are put in past the guards."""

    def built(council: office.Council) -> Version:
        msb, mbu = office.department("msb"), office.department("mbu")
        version = office.version(msb, mbu)
        office.ready_to_start(version.contract)
        register.remove(connection)
        given = [("council", "premises", None), ("mayor", "text", None)]
        given += [("alderman", of, each) for of in ("premises", "text") for each in (msb, mbu)]
        for giver, of, department in given:
            name = f"{giver}-{of}" + (f"-{department.code}" if department else "")
            if name not in left_out:
                digest = version.premises if of == "premises" else version.digest
                Approval.objects.create(
                    version=version, giver=giver, of=of, department=department, digest=digest, on=office.DAY
                )
        if "start-list" in left_out:
            StartList.objects.all().update(follow_up_on=None)
        if "role" in left_out:
            PartyRole.objects.filter(role="provider").delete()
        if "standing" in left_out:
            Withdrawal.objects.create(version=version, on=office.DAY)
        register.install(connection)
        return version

    return built


_EVERYTHING = {
    "council-premises": "start-council",
    "alderman-premises-msb": "start-aldermen",
    "alderman-text-mbu": "start-aldermen",
    "mayor-text": "start-mayor",
    "start-list": "start-list",
    "role": "start-roles",
    "standing": "withdrawn",
}


@pytest.mark.requirement("GOV-05")
@pytest.mark.parametrize("way", [started, _start_by_sql], ids=["created", "in bulk"])
@pytest.mark.parametrize("left_out", _EVERYTHING)
def test_the_database_refuses_a_start_with_one_thing_missing(left_out: str, way: Callable[[Version], None]) -> None:
    version = _without(left_out)(office.council())
    with pytest.raises(IntegrityError, match=rf"guard:council\.{_EVERYTHING[left_out]}(\n|$)"):
        way(version)


def test_the_database_lets_start_what_has_everything_and_nothing_that_lacks_two() -> None:
    council = office.council()
    started(_without()(council))
    assert Event.objects.count() == 1
    assert all(len(pair) == 2 for pair in combinations(_EVERYTHING, 2))


def test_the_rule_that_people_are_told_and_the_one_the_database_holds_agree_on_the_departments() -> None:
    msb, region = office.department("msb"), made.organisation("rm", "region")
    version = office.version(msb)
    PartyRole.objects.create(version=version, party="rm", name="RM", role="payer", organisation=region)
    PartyRole.objects.create(
        version=version, party="moeb", name="MØB", role="payer", department=office.department("mso")
    )
    from bundlinje_web.council.needed import DEPARTMENTS

    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT code FROM people_organisation, contracts_version AS v WHERE people_organisation.id IN "  # noqa: S608
            f"({DEPARTMENTS}) ORDER BY code"
        )
        assert [code for (code,) in cursor.fetchall()] == [each.code for each in departments(version)] == ["msb", "mso"]


def _approval(version: Version, **told: object) -> None:
    digest = version.premises if told.get("of", "premises") == "premises" else version.digest
    with transaction.atomic():
        Approval.objects.create(**{"version": version, "of": "premises", "digest": digest, "on": office.DAY, **told})


def test_the_database_refuses_every_approval_out_of_turn_or_of_something_else() -> None:
    council = office.council()
    msb, mso = office.department("msb"), office.department("mso")
    version = office.version(msb)
    mayor, alderman = made.person("mayor"), made.person("alderman", "msb")
    refusals = [
        ("undecided", {"giver": "council"}),
        ("order", {"giver": "alderman", "department": msb, "by": alderman}),
        ("order", {"giver": "mayor", "of": "text", "by": mayor}),
        ("(unsigned|order)", {"giver": "mayor", "of": "text"}),
        ("(changed|order)", {"giver": "alderman", "department": msb, "by": alderman, "digest": "f" * 64}),
        ("(department|order)", {"giver": "alderman", "department": mso, "by": alderman}),
    ]
    for code, told in refusals:
        with pytest.raises(IntegrityError, match=rf"guard:council\.{code}"):
            _approval(version, **told)
    approved_by_council(council, version)
    for code, told in (
        ("order", {"giver": "alderman", "of": "text", "department": msb, "by": alderman}),
        ("order", {"giver": "mayor", "of": "text", "by": mayor}),
        ("order", {"giver": "mayor", "of": "premises", "by": mayor}),
    ):
        with pytest.raises(IntegrityError, match=rf"guard:council\.{code}"):
            _approval(version, **told)
    Withdrawal.objects.create(version=version, on=office.DAY)
    with pytest.raises(IntegrityError, match=r"guard:council\.withdrawn"):
        _approval(version, giver="alderman", department=msb, by=alderman)


def test_a_decision_to_postpone_is_no_approval_for_the_database_either() -> None:
    council = office.council()
    version = office.version(office.department("msb"))
    point = office.point(council, office.meeting(council), "invest", version=version)
    office.decided(council, point, "postponed")
    with pytest.raises(IntegrityError, match=r"guard:council\.undecided"):
        _approval(version, giver="council", decision=Decision.objects.get())


# --- as they do it on the pages ---


@pytest.mark.requirement("GOV-06")
def test_aldermen_and_mayor_approve_in_two_taps_each_and_the_secretariat_starts_it(client: Client) -> None:
    council = office.council()
    msb = office.department("msb")
    version = office.version(msb)
    office.ready_to_start(version.contract)
    approved_by_council(council, version)
    page, alderman, mayor = f"/godkendelser/{version.pk}/", made.person("alderman", "msb"), made.person("mayor")
    client.force_login(council.secretary)
    assert "Godkendelse mangler hos Rådmand (Afdeling msb)" in in_both(client, "/opgaver/")
    assert "godkendelse mangler fra borgmesteren" in in_both(client, page)
    with_factor(client, alderman)
    assert "Havnen" in in_both(client, "/godkendelser/")
    for digest, said in ((version.premises, "Du har godkendt deltagelse"), (version.digest, "Du har underskrevet")):
        assert "afdeling=msb" in in_both(client, page)
        in_both(client, f"{page}raadmand/godkend?afdeling=msb")
        answer = client.post(f"{page}raadmand/godkend", {"digest": digest, "department": "msb"}, follow=True)
        assert said in answer.content.decode(), answer.redirect_chain
    with_factor(client, mayor)
    assert "Godkend investering formelt" in in_both(client, "/opgaver/")
    in_both(client, f"{page}borgmester/godkend")
    stale = client.post(f"{page}borgmester/godkend", {"digest": version.premises}).content.decode()
    assert "Læs forskellen, før du godkender" in stale
    client.post(f"{page}borgmester/godkend", {"digest": version.digest})
    client.force_login(council.secretary)
    assert "Alt er på plads" in in_both(client, page)
    in_both(client, f"{page}start/")
    client.post(f"{page}start/", {"on": "2025-04-01"})
    assert Event.objects.get().on == date(2025, 4, 1)
    assert "Investeringen er i gang" in in_both(client, page)
    assert Record.objects.filter(code="council.contract.started").count() == 1


def test_without_a_fresh_second_factor_the_page_asks_for_it_and_nothing_is_approved(client: Client) -> None:
    council = office.council()
    version = office.version(office.department("msb"))
    approved_by_council(council, version)
    client.force_login(made.person("alderman", "msb"))
    client.post(f"/godkendelser/{version.pk}/raadmand/godkend", {"digest": version.premises, "department": "msb"})
    assert Approval.objects.count() == 1
    client.force_login(made.person("alderman", "mbu"))
    assert client.get(f"/godkendelser/{version.pk}/").status_code == 404


def test_a_version_is_sent_back_on_the_page_and_the_secretariat_reads_why(client: Client) -> None:
    council = office.council()
    version = office.version(office.department("msb"))
    approved_by_council(council, version)
    client.force_login(made.person("alderman", "msb"))
    address = f"/godkendelser/{version.pk}/returner/"
    in_both(client, address)
    told = {"digest": version.premises, "department": "msb", "reason": "Prisen er for høj"}
    client.post(address, told)
    client.force_login(council.secretary)
    assert "Prisen er for høj" in in_both(client, f"/godkendelser/{version.pk}/")
    assert "Aftalen er returneret af Rådmand" in in_both(client, "/opgaver/")
