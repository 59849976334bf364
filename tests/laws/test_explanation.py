"""Every krone explains itself: from the explanation alone, read as JSON, somebody else comes to the same øre."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.laws.recompute import recompute
from tests.strategies import Story, amounts, stories

from bundlinje.explanation import Because
from bundlinje.settlement.explain import Explained, explain, explain_all


def _not_zero(amounts: dict[str, int]) -> dict[str, int]:
    return {account: ore for account, ore in amounts.items() if ore}


def _recomputes(explained: Explained) -> None:
    line, paid_by, received_by = recompute(json.loads(json.dumps(explained.as_data())))
    told = explained.line
    assert line == told.ore
    assert _not_zero(paid_by) == _not_zero(dict(told.payers))
    assert _not_zero(received_by) == _not_zero(dict(told.receivers))


@pytest.mark.requirement("PAY-28")
@given(stories())
@settings(max_examples=40)
def test_every_line_recomputes_to_the_same_ore_from_its_explanation_alone(story: Story) -> None:
    for settlement in story.settled():
        for explained in explain_all(settlement):
            _recomputes(explained)


@given(stories(), amounts, st.sampled_from(["final settlement", "each follow-up"]))
@settings(max_examples=10)
def test_a_guarantee_recomputes_too(story: Story, up_to: str, at: str) -> None:
    guarantee = {"at_least": "100 % of drawn capital", "for": "total", "at": at, "paid_by": "bikuben"}
    for settlement in story.saying(guarantee={**guarantee, "up_to": up_to}).settled():
        for explained in explain_all(settlement):
            _recomputes(explained)


def _amounts_are_carried(because: Because) -> bool:
    parts = [part.ore for part in because.parts if part.ore is not None]
    return not parts or because.ore is None or sum(parts) == because.ore


@given(stories())
@settings(max_examples=10)
def test_the_parts_of_every_reason_add_up_to_it(story: Story) -> None:
    last = story.settled()[-1]
    for number in range(1, len(last.lines) + 1):
        explained = explain(last, number)
        for tree in (explained.made_of, explained.paid_by, explained.received_by):
            assert tree.ore == explained.line.ore
            assert all(_amounts_are_carried(one) for one in tree.walk())


@given(stories())
@settings(max_examples=10)
def test_an_explanation_names_every_unit_that_the_line_pays_for(story: Story) -> None:
    settlement = story.settled()[-1]
    for explained in explain_all(settlement):
        sheet = settlement.sheets[explained.line.leg]
        units = sheet.rows.unit[explained.line.entries]
        named = {str(one.values["unit"]) for one in explained.made_of.walk() if one.values.get("unit")}
        assert named == {settlement.land.roll.units[unit] for unit in units[units >= 0].tolist()}
