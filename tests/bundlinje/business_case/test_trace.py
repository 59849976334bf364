"""Every amount can be opened down to what the case states, and every price to its source."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from bundlinje.business_case.bottom_line import bottom_line
from bundlinje.business_case.case_file import Case
from bundlinje.business_case.flows import Account, Side, by_year, of_side
from bundlinje.business_case.parts import Mode, Sector
from bundlinje.business_case.price_sources import price_sources
from bundlinje.business_case.trace import Shape, Trace, why_benefit, why_cost, why_year
from bundlinje.business_case.worked import worked_out
from bundlinje.explanation import DoesNotAddUp
from bundlinje.grammar.part import Mark

MakeCase = Callable[..., Case]


@pytest.mark.parametrize("mode", [Mode.SOM, Mode.EXTENDED])
def test_every_benefit_can_be_opened_down_to_what_the_case_states(make: MakeCase, mode: Mode) -> None:
    worked = worked_out(make({"mode": mode.value, "consequences.0.realised": "60 %", "consequences.0.fade": "10 %"}))
    for flow in of_side(worked.flows, Side.BENEFIT):
        tree = why_benefit(worked, flow.item, flow.account, flow.year)
        assert tree.value == flow.ore
        assert tree.parts[0].value == flow.exact
        leaves = {node.code for node in tree.walk() if node.shape is Shape.STATED}
        assert {"case.participants", "case.completion", "case.quantity", "case.price", "case.rate_with"} <= leaves


def test_a_benefit_that_is_not_there_is_explained_as_nothing(case: Case) -> None:
    assert why_benefit(worked_out(case), "support", Account(Sector.REGION, "region"), 2024).value == 0


def test_every_cost_can_be_opened_down_to_what_the_case_states(make: MakeCase) -> None:
    worked = worked_out(make({"mode": "extended", "costs.0.overrun": "10 %"}))
    for item in worked.items:
        if item.side is Side.COST:
            for year, ore in by_year(item.flows).items():
                tree = why_cost(worked, item.id, year)
                assert tree.value == ore
                assert "case.amount" in {node.code for node in tree.walk()}


def test_a_price_of_another_year_is_opened_to_what_is_stated_and_its_index(make: MakeCase) -> None:
    worked = worked_out(make({"prices.home.year": 2021}))
    (flow, *_) = worked.item(Side.BENEFIT, "homes").flows
    codes = {node.code for node in why_benefit(worked, "homes", flow.account, flow.year).walk()}
    assert {"case.price", "case.index", "case.price_in_year"} <= codes


@pytest.mark.requirement("BC-02")
def test_every_price_says_where_it_is_from_and_which_are_not_known(make: MakeCase) -> None:
    rows = price_sources(make({"consequences.0.price": "P28", "consequences.1.price": "U01"}))
    catalogued, unseen, own, _ = rows
    assert (catalogued.status, catalogued.ore, catalogued.year) == ("seen", 1_194_400, 2023)
    assert catalogued.source
    assert (unseen.ore, unseen.why, unseen.mark) == (None, "amount_not_seen", Mark.UNKNOWN)
    assert (own.status, own.source, own.used_by) == ("own", "Opfundet", ("homes",))


def test_the_net_of_a_year_is_opened_item_by_item(case: Case) -> None:
    worked = worked_out(case)
    year = why_year(worked.flows, 2024)
    assert year.value == bottom_line(worked).net[2]
    assert year.as_data()["is"] == "sum"


def test_a_reason_that_does_not_add_up_cannot_exist() -> None:
    with pytest.raises(DoesNotAddUp):
        Trace("case.net", Fraction(3), shape=Shape.SUM, parts=(Trace("case.cost", Fraction(2)),))
    with pytest.raises(DoesNotAddUp):
        Trace("case.benefit", Fraction(3), shape=Shape.ROUNDED, parts=(Trace("case.benefit_exact", Fraction(2)),))
