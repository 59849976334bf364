"""The 24 payment mechanisms of the Aarhus fund: each settles, to the øre, as worked out by hand in its folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from tests.golden.mechanism_cases import HERE, Case, cases, plain_yaml
from tests.laws.recompute import recompute

from bundlinje.contract.model import ALL
from bundlinje.contract.read import build
from bundlinje.fund import read_fund
from bundlinje.fund.scenarios import at_effect
from bundlinje.grammar.quantity import Share
from bundlinje.grammar.source import parse_yaml
from bundlinje.money import ore_from_kroner
from bundlinje.problems import Collector, Refused
from bundlinje.settlement.explain import explain_all
from bundlinje.settlement.result import LineKind, Settlement
from bundlinje.settlement.settle import settle
from bundlinje.settlement.view import POOLED
from bundlinje.words.contract import read_aloud
from bundlinje.words.explanation import tell

CASES = cases()
MECHANISMS = [f"M{number:02d}" for number in range(1, 25)]


def _of(case: Case) -> Any:
    marks = [pytest.mark.requirement(*case.requirements)] if case.requirements else []
    return pytest.param(case, id=case.name, marks=marks)


def test_every_mechanism_has_a_folder() -> None:
    assert sorted(folder.name[:3] for folder in HERE.iterdir() if folder.is_dir()) == MECHANISMS


@pytest.mark.parametrize("case", [_of(case) for case in CASES])
def test_a_mechanism_settles_as_worked_out_by_hand(case: Case) -> None:
    contract = case.contract()
    facts = case.facts(contract)
    assert list(case.follow_ups) == list(range(1, len(contract.follow_ups) + 1))
    assert all("{" not in read_aloud(contract, language) for language in ("da", "en"))
    earlier: Settlement | None = None
    for number, wanted in case.follow_ups.items():
        if "stops" in wanted:
            assert _stopped(lambda n=number, e=earlier: settle(contract, facts, n, e)) == wanted["stops"]
            continue
        earlier = settle(contract, facts, number, earlier)
        assert {"follow_up": number, **_told(earlier)} == {"follow_up": number, **_wanted(wanted)}
        assert _figures(earlier, wanted.get("figures", {})) == wanted.get("figures", {})
        _explains_itself(earlier)
        if "paid" in wanted:
            assert [earlier.paid_on.isoformat(), contract.follow_ups[number - 1].booked] == wanted["paid"]


def _explains_itself(settlement: Settlement) -> None:
    """Every line, opened and written as JSON, gives the same øre to somebody who knows nothing of the engine."""
    for explained in explain_all(settlement):
        line, paid_by, received_by = recompute(json.loads(json.dumps(explained.as_data())))
        told = (line, _not_zero(paid_by), _not_zero(received_by))
        assert told == (explained.line.ore, _not_zero(explained.line.payers), _not_zero(explained.line.receivers))
        for tree in (explained.made_of, explained.paid_by, explained.received_by):
            for language in ("da", "en"):
                told_lines = tell(tree, language, settlement.land.contract)
                assert told_lines
                assert not any("{" in one.text for one in told_lines)


def _stopped(work: Any) -> list[list[str]]:
    with pytest.raises(Refused) as refused:
        work()
    return [[problem.code, problem.place.path] for problem in refused.value.problems]


def _told(settlement: Settlement) -> dict[str, Any]:
    """What a settlement says, in the shape of `expected.yaml`, amounts in øre."""
    shown = [line for line in settlement.lines if line.kind is not LineKind.PASSED_ON]
    return {
        "lines": [(line.clause, line.ore, str(line.kind), _named(line.cohort), line.segment) for line in shown],
        "payers": _not_zero(settlement.payers),
        "investors": _not_zero(settlement.investors),
        "guarantors": _not_zero(settlement.guarantors),
        "waiting": {one.clause: one.entries for one in settlement.waiting},
        "held_back": list(settlement.held_back),
        "assumed": [mark.path for mark in settlement.assumed],
    }


def _wanted(wanted: Mapping[str, Any]) -> dict[str, Any]:
    accounts = {
        side: {name: ore_from_kroner(str(kroner)) for name, kroner in wanted.get(side, {}).items()}
        for side in ("payers", "investors", "guarantors")
    }
    return {
        "lines": [_line(*line) for line in wanted["lines"]],
        **accounts,
        "waiting": dict(wanted.get("waiting", {})),
        "held_back": wanted.get("held_back", []),
        "assumed": wanted.get("assumed", []),
    }


def _line(clause: str, kroner: Any, kind: str = "new", cohort: str = "", segment: str = "") -> tuple[Any, ...]:
    return clause, ore_from_kroner(str(kroner)), kind, cohort, segment


def _named(cohort: str) -> str:
    """The cohort's name, where the contract has more than one."""
    return "" if cohort == ALL else cohort


def _figures(settlement: Settlement, names: Mapping[str, Any]) -> dict[str, Any]:
    """The figures of those names over the occasions since the former follow-up, written as they were asked for."""
    number = settlement.follow_up
    seen = {name: settlement.land.figure(name, number, number, POOLED).value.value for name in names}
    return {name: told if seen[name] == Fraction(str(told)) else str(seen[name]) for name, told in names.items()}


def _not_zero(amounts: Mapping[str, int]) -> dict[str, int]:
    return {account: ore for account, ore in amounts.items() if ore}


@pytest.mark.requirement("FND-03", "FND-11")
def test_the_budget_factor_belongs_to_the_portfolio_and_changes_no_payment_received() -> None:
    folder = HERE / "M24_budget_factor"
    wanted, fund = plain_yaml(folder / "expected.yaml"), read_fund(folder)
    factor = fund.facts.rules.budget_effect.share
    for line, cells in wanted["calculated"].items():
        budgeted = {column: -fund.cells[line, column].known for column in cells}
        assert budgeted == {column: factor * ore_from_kroner(kroner) for column, kroner in cells.items()}
    for level, balances in wanted["balances"].items():
        found = {column: figure.known for column, figure in at_effect(fund, Share.read(level)).balances.items()}
        assert found == {column: ore_from_kroner(kroner) for column, kroner in balances.items()}


@pytest.mark.requirement("PAY-10")
def test_a_price_above_the_saving_of_its_goal_is_told_before_anyone_signs() -> None:
    text = (HERE / "M02_rate_card_capped_by_saving" / "contract.yaml").read_text("utf-8")
    told: dict[str, list[str]] = {}
    for price in ("60 000", "60 001"):
        found = Collector()
        build(parse_yaml(text.replace("pays: 35 000 kr", f"pays: {price} kr"), "contract.yaml", found), found)
        told[price] = [problem.code for problem in found.problems]
    assert "contract.price_above_saving" not in told["60 000"]
    assert "contract.price_above_saving" in told["60 001"]
