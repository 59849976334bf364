"""What a decision on the end of an investment needs stands in one place, and in time for the budget."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.bundlinje_web import made
from tests.bundlinje_web.pipeline import given

from bundlinje_web.contracts.models import ExitPlan
from bundlinje_web.people.models import Person
from bundlinje_web.pipeline.casework.basis import basis_of, days_to_decide
from bundlinje_web.pipeline.models import Case

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asta() -> Person:
    return given.secretary()


def running(by: Person, code: str = "havnen") -> Case:
    """A case whose intervention runs; its contract has the name of one in the fund's books."""
    contract = made.contract(code)
    given.ready(contract)
    return given.case(by, contract=contract, step=Case.INTERVENTION, source_note="Opdigtet")


def planned(case: Case, **told: object) -> ExitPlan:
    days = {"decide_by": date(2026, 5, 1), "wind_down_from": date(2026, 9, 1), "budget_by": date(2026, 6, 1)}
    return ExitPlan.objects.create(contract=case.contract, **{**days, **told})


@pytest.mark.requirement("PRC-10", "PP-13")
def test_results_options_and_financing_stand_together_with_the_day_before_the_budget(
    client: Client, asta: Person
) -> None:
    case = running(asta)
    planned(case, options=["permanent", "stopped"], financing="Afdelingens ramme fra 2027 (opdigtet)")
    client.force_login(asta)
    page = client.get(f"/sager/{case.number}/beslutningsgrundlag/").content.decode()
    for words in ("1. maj 2026", "1. juni 2026", "Gjort permanent", "Fortsætter ikke", "Afdelingens ramme fra 2027"):
        assert words in page
    assert "ligger efter budgetforhandlingen" not in page
    basis = basis_of(made.actor(asta), case)
    assert basis is not None
    assert basis.missing() == ()
    assert days_to_decide(basis, date(2026, 4, 21)) == 10


@pytest.mark.requirement("PRC-10")
def test_a_decision_that_comes_after_the_budget_is_told_before_it_is_too_late(client: Client, asta: Person) -> None:
    case = running(asta)
    planned(case, decide_by=date(2026, 7, 1), financing="x", options=["stopped"])
    client.force_login(asta)
    page = client.get(f"/sager/{case.number}/beslutningsgrundlag/").content.decode()
    assert "Beslutningen ligger efter budgetforhandlingen 1. juni 2026" in page


def test_what_the_basis_lacks_is_named_with_the_way_to_write_it(client: Client, asta: Person) -> None:
    case = running(asta)
    client.force_login(asta)
    basis = basis_of(made.actor(asta), case)
    assert basis is not None
    assert basis.missing() == ("budget", "financing", "options")
    page = client.get(f"/sager/{case.number}/beslutningsgrundlag/").content.decode()
    assert "Hvordan det kan betales" in page
    assert "/investeringer/havnen/udgang/" in page


def test_a_case_that_has_no_contract_has_no_basis_and_one_in_analysis_no_tab_for_it(
    client: Client, asta: Person
) -> None:
    early, late = given.case(asta), running(asta)
    client.force_login(asta)
    assert client.get(f"/sager/{early.number}/beslutningsgrundlag/").status_code == 404
    assert "beslutningsgrundlag" not in client.get(f"/sager/{early.number}/").content.decode()
    assert f"/sager/{late.number}/beslutningsgrundlag/" in client.get(f"/sager/{late.number}/").content.decode()
