"""Money around a settlement: capital drawn, accounts, bounds, legs, vehicle and guarantee, by example."""

from __future__ import annotations

from typing import Any

import pytest
from tests.strategies import PARTS, Story, told

from bundlinje.problems import Refused

JOB = {"id": "job", "each": "in-job", "pays": "10 000 kr"}
PEOPLE = [{"unit": unit, "from": "2021-09-10"} for unit in "abcd"]
JOBS = [{"fact": "job", "unit": unit, "day": "2021-10-01"} for unit in "abcd"]
TWO = {"raadet": {"of": "raadet"}, "dsi": {"of": "dsi"}}


def _flows(*rows: tuple[str, str, int]) -> list[dict[str, Any]]:
    return [{"account": account, "day": day, "value": value} for account, day, value in rows]


def _story(flows: Any = (), **parts: Any) -> Story:
    return told(PEOPLE, JOBS, **{"terms": [JOB], **parts}).with_rows("flows", flows)


def _first(story: Story) -> Any:
    return story.settled(1)[0]


def test_capital_that_nobody_recorded_is_what_was_signed_for() -> None:
    capital = {"raadet": "3 kr", "dsi": {"amount": "1 kr", "assumed": "et gæt"}}
    for accounts in ({}, TWO):
        split = {"pro_rata": ["raadet", "dsi"], "to": "drawn"}
        assert _first(_story(capital=capital, accounts=accounts, receivers=split)).investors == {
            "raadet": 3000000, "dsi": 1000000,
        }  # fmt: skip


def test_capital_that_is_unknown_or_not_signed_weighs_nothing() -> None:
    capital = {"raadet": "3 kr", "dsi": {"unknown": "ikke offentlig"}}
    split = {"pro_rata": ["dsi", "raadet"], "to": "drawn"}
    assert _first(_story(capital=capital, receivers=split)).investors == {"raadet": 4000000}


def test_a_draw_recorded_on_the_party_belongs_to_its_only_account() -> None:
    accounts = {"senior": {"of": "dsi"}, "one": {"of": "raadet"}, "two": {"of": "raadet"}}
    flows = _flows(("dsi", "2021-09-01", 50), ("one", "2021-09-01", 150), ("raadet", "2021-09-01", 7))
    split = {"pro_rata": ["senior", "one", "two"], "to": "drawn"}
    assert _first(_story(flows, accounts=accounts, receivers=split)).investors == {
        "senior": 1000000, "one": 3000000,
    }  # fmt: skip


def test_a_draw_after_the_payment_day_is_not_drawn_yet() -> None:
    flows = _flows(("raadet", "2021-09-01", 50), ("dsi", "2022-08-01", 50))
    assert _first(_story(flows, receivers="pro rata to drawn capital")).investors == {"raadet": 4000000}


@pytest.mark.parametrize(
    ("bound", "paid"),
    [
        ("25 000 kr", 2500000),
        ({"amount": "25 000 kr", "assumed": "et gæt"}, 2500000),
        ("120 % of drawn capital", 2400000),
        ("50 % of raadet", 750000),
        ("balance of raadet", 1500000),
        ("3 units", 3000000),
        ({"amount": "75 % of planned units", "assumed": "et gæt"}, 3000000),
        ("50 % of planned units", 2000000),
    ],
)
def test_a_bound_is_what_it_says(bound: Any, paid: int) -> None:
    flows = _flows(("raadet", "2021-09-01", 15_000), ("dsi", "2021-09-01", 5_000))
    limits = [{"at_most": bound, "for": "total", "excess": "lost"}]
    assert _first(_story(flows, accounts=TWO, limits=limits)).total_ore == paid


@pytest.mark.parametrize(
    "bound",
    [
        "50 % of nobody",
        {"unknown": "ikke offentlig"},
        {"amount": "9 kr", "indexed": "i", "base": "2023-01"},
        {"amount": "9 % of planned units", "indexed": "i", "base": "2023-01"},
    ],
)
def test_a_bound_that_nobody_knows_stops_the_settlement(bound: Any) -> None:
    with pytest.raises(Refused) as refused:
        _story(limits=[{"at_most": bound, "for": "total", "excess": "lost"}]).settled()
    assert [problem.code for problem in refused.value.problems] == ["settle.unknown_bound"]


def test_a_bound_of_units_that_nobody_knows_stops_the_settlement() -> None:
    unknown = {"unit": "person", "who": "Nogle", "intake": {"planned": {"unknown": "ikke offentlig"}}}
    limit = {"at_most": "50 % of planned units", "for": "total", "excess": "lost"}
    assert _first(_story(cohort=unknown, limits=[limit])).total_ore == 0


def test_interest_runs_from_the_day_the_contract_came_into_force_where_no_draw_is_recorded() -> None:
    earns = {"senior": {"of": "raadet", "earns": "10 % a year", "rests": "every 12-31"}}
    rest = {"in_turn": [{"to": "senior", "up_to": "balance"}, "vehicle"]}
    periods = {"in_force": "2021-06-30"}
    parts = {"capital": {"raadet": "10 000 kr"}, "accounts": earns, "receivers": rest, "periods": periods}
    # 184 days to the rest on 31 December, 181 to the payment on 30 June, each rounded once: 504.11 and 520.89 kr.
    assert _first(_story(**parts)).investors == {"senior": 1102500, "vehicle": 2897500}
    late = {**parts, "periods": None}
    assert _first(_story(**late)).investors["senior"] == 1000000


def test_what_an_account_has_received_lowers_what_it_is_owed() -> None:
    flows = _flows(("raadet", "2021-09-01", 50_000))
    people = [*PEOPLE, {"unit": "e", "from": "2022-07-01"}, {"unit": "f", "from": "2022-07-01"}]
    jobs = [*JOBS, *({"fact": "job", "unit": unit, "day": "2022-08-01"} for unit in "ef")]
    split = {"in_turn": [{"to": "raadet", "up_to": "balance"}, "dsi"]}
    for accounts in ({}, TWO):
        story = told(people, jobs, terms=[JOB], accounts=accounts, receivers=split).with_rows("flows", flows)
        assert [one.investors for one in story.settled()[:2]] == [
            {"raadet": 4000000}, {"raadet": 1000000, "dsi": 1000000},
        ]  # fmt: skip


def test_a_yearly_cap_of_named_terms_looks_at_those_alone() -> None:
    start = {"id": "start", "each": "admitted", "pays": "1 000 kr"}
    cap = {"at_most": "15 000 kr", "for": "each year", "terms": ["job"], "excess": "waits"}
    story = _story(terms=[JOB, start], limits=[cap])
    assert [one.total_ore for one in story.settled()] == [1900000, 0, 1500000]


def test_legs_are_settled_in_the_order_written_and_the_vehicle_keeps_the_difference() -> None:
    legs = {
        "outcomes": {"terms": [JOB], "payers": {"shares": {"msb/decentral": "100 %"}}},
        "providers": {"terms": [{"id": "fee", "fixed": "500 kr", "due": "2022-01-31"}], "split": "msb"},
        "investors": {
            "passes_on": "outcomes",
            "split": {"in_turn": [{"to": "raadet", "up_to": "30 000 kr"}, "vehicle"]},
        },
    }
    first = told(PEOPLE, JOBS, legs=legs, terms=None, limits=None, payers=None, receivers=None).settled(1)[0]
    assert [(line.leg, line.ore, dict(line.payers), dict(line.receivers)) for line in first.lines] == [
        ("outcomes", 4000000, {"msb/decentral": 4000000}, {"vehicle": 4000000}),
        ("providers", 50000, {"vehicle": 50000}, {"msb": 50000}),
        ("investors", 4000000, {"vehicle": 4000000}, {"raadet": 3000000, "vehicle": 1000000}),
    ]
    assert first.total_ore == 4000000


def test_a_guarantee_at_each_follow_up_pays_what_it_must_now_and_takes_back_what_it_need_not_have() -> None:
    rule = {"at_least": "100 % of drawn capital", "for": "total", "at": "each follow-up", "paid_by": "bikuben"}
    late = [{"fact": "job", "unit": unit, "day": "2021-10-01", "recorded": "2022-07-05"} for unit in "cd"]
    flows = _flows(("raadet", "2021-09-01", 35_000))
    story = told(PEOPLE, [*JOBS[:2], *late], terms=[JOB], guarantee={"id": "floor", **rule}).with_rows("flows", flows)
    first, second, third = story.settled()
    assert [one.guarantors for one in (first, second, third)] == [{"bikuben": 1500000}, {"bikuben": -1500000}, {}]


def test_nothing_that_is_passed_on_is_paid_by_an_outcome_payer() -> None:
    first = _first(_story())
    assert (first.payers, first.investors) == (
        {"msb/decentral": 2400000, "outcomes-fund": 1600000}, {"raadet": 4000000},
    )  # fmt: skip
    assert PARTS["receivers"] == "raadet"
