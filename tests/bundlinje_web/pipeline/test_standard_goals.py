"""A small project gets a light agreement: its goal and its price are ready, and its work is held against its amount."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.bundlinje_web import made
from tests.bundlinje_web.pipeline import given

from bundlinje.problems import Refused
from bundlinje_web.bridge.contract import examined
from bundlinje_web.bridge.standard_goals import GOALS, PART, StandardGoal, with_goal
from bundlinje_web.contracts.starting import from_template
from bundlinje_web.pipeline.actions.write_contract import write_contract
from bundlinje_web.pipeline.models import Case
from bundlinje_web.pipeline.screened import PROPORTION, out_of_proportion

every_goal = pytest.mark.parametrize("goal", GOALS.values(), ids=GOALS)


@every_goal
def test_a_ready_price_is_never_more_than_its_part_of_what_the_municipality_saves(goal: StandardGoal) -> None:
    assert 0 < goal.ready <= PART * goal.saving
    assert goal.ready % 10_000 == 0
    assert goal.saving <= goal.row.borne(goal.quantity, _day()).municipality


def _day() -> object:
    from bundlinje_web.bridge.standard_goals import ON

    return ON


@every_goal
def test_a_ready_price_leans_on_a_price_that_was_read_in_its_source(goal: StandardGoal) -> None:
    assert not goal.row.status.is_assumed
    assert goal.row.provenance.source


@pytest.mark.requirement("PP-04")
@every_goal
def test_a_light_agreement_with_a_standard_goal_is_sound_and_names_the_price_it_leans_on(goal: StandardGoal) -> None:
    text = with_goal(from_template("light", "smaa-skridt", {"da": "Små skridt"}, 2027), goal)
    assert not examined(text, "smaa-skridt").errors
    assert goal.price_id in text
    assert str(goal.row.provenance.source) in text
    assert f"id: {goal.id}" in text


@pytest.mark.django_db(transaction=True)
@pytest.mark.requirement("PP-04")
def test_the_secretariat_chooses_a_light_agreement_and_a_goal_and_its_price_is_there(client: Client) -> None:
    asta = given.secretary()
    case = given.case(asta, title="Små skridt")
    client.force_login(asta)
    ready = client.get("/sager/standardmaal/").content.decode().replace("\u00a0", " ")
    form = client.get(f"/sager/{case.number}/aftale/ny/").content.decode().replace("\u00a0", " ")
    for page in (ready, form):
        assert "Seks måneder i job" in page
        assert "45.800 kr." in page
    sent = {"start": "light", "goal": "work", "year": "2027"}
    assert client.post(f"/sager/{case.number}/aftale/ny/", sent).status_code == 302
    case = Case.objects.get(pk=case.pk)
    assert case.contract is not None
    assert case.contract.kind == "light"
    assert "45 800 kr" in case.contract.drafting.text


@pytest.mark.django_db(transaction=True)
def test_a_standard_goal_belongs_to_a_light_agreement_alone() -> None:
    asta = given.secretary()
    case = given.case(asta, title="Stort")
    for start, goal in (("investment", "work"), ("light", "nothing")):
        with pytest.raises(Refused):
            write_contract(made.actor(asta), case, start, 2027, goal)


@pytest.mark.requirement("PP-04")
def test_work_that_costs_too_much_for_the_amount_is_told_at_screening() -> None:
    amount = 40_000_000
    assert not out_of_proportion(int(amount * PROPORTION), amount)
    assert out_of_proportion(int(amount * PROPORTION) + 100, amount)
