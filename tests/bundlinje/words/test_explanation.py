"""A reason tree in words: every reason, every value, every amount, in both languages."""

from __future__ import annotations

import json

import pytest
from tests.golden.mechanism_cases import Case, cases

from bundlinje.contract.model import Contract
from bundlinje.explanation import Because, Reason, because
from bundlinje.settlement.explain import explain_all
from bundlinje.settlement.settle import settle
from bundlinje.words.contract import document
from bundlinje.words.explanation import Line, tell
from bundlinje.words.numbers import Language

LANGUAGES: tuple[Language, ...] = ("da", "en")
SETTLED = {case.name: case for case in cases() if ":" not in case.name}
WITH_MANY_PARTS = ("M01", "M05", "M07", "M11", "M13", "M14")


def _texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_can_be_told_with_nothing_but_itself(reason: Reason, language: Language) -> None:
    lines = tell(because(reason, 100), language)
    assert len(lines) == 1
    assert "{" not in lines[0].text
    assert lines[0].ore == 100


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reason", list(Reason))
def test_a_value_no_sentence_has_room_for_is_shown_by_its_name(reason: Reason, language: Language) -> None:
    assert "strange: 17" in tell(because(reason, strange=17), language)[0].text


def test_lines_stand_as_far_in_as_their_reasons_and_carry_their_amounts() -> None:
    entry = because(Reason.ENTRY, 1_000_000, unit="ada", quantity="1", price_ore="1000000", state="earning")
    tree = because(Reason.EARNED, 1_000_000, (entry,))
    assert [(line.depth, line.ore, line.amount) for line in tell(tree)] == [
        (0, 1_000_000, "10.000 kr."),
        (1, 1_000_000, "10.000 kr."),
    ]
    assert _texts(tell(tree)) == ["Optjent til dato", "ada: 1 × 10.000 kr., giver betaling"]
    assert _texts(tell(tree, "en")) == ["Earned to date", "ada: 1 × DKK 10,000, earns"]


def test_numbers_are_told_with_what_they_count() -> None:
    measure = because(Reason.MEASURE, measure="shelter", value="5", dimension="days", evidence=1)
    share = because(Reason.MEASURE, measure="degree", value="1/4", dimension="share", evidence=3)
    assert tell(measure)[0].text == "»shelter«: 5 dage (1 registrering)"
    assert tell(share)[0].text == "»degree«: 25 % (3 registreringer)"


def test_days_are_told_as_days() -> None:
    spell = because(Reason.MEASURE, measure="a", value="0", **{"from": "2022-03-01", "until": "2022-08-31"})
    assert tell(spell)[0].text == "»a«, 1. marts 2022 til 31. august 2022: 0"


def test_what_is_not_known_is_said_to_be_so_and_is_no_zero() -> None:
    unknown = because(Reason.MEASURE, measure="shelter", value=None, dimension="days", evidence=0)
    assert tell(unknown)[0].text.startswith("»shelter«: ikke kendt")


def test_money_that_is_priced_by_the_krone_is_told_as_money_and_a_rate() -> None:
    figure = because(Reason.FIGURE, figure="saving", value="200000000", dimension="kr")
    entry = because(Reason.ENTRY, 140_000_000, (figure,), quantity="200000000", price_ore="7/10")
    assert tell(entry)[0].text == "2.000.000 kr. × 70 %"


def test_rules_and_what_was_known_stand_on_lines_of_their_own() -> None:
    known = json.dumps({"drawn": {"raadet": 100_000, "dsi": 0}, "balance": {}})
    lines = tell(because(Reason.PAYERS, 0, rule='{"shares": {"msb": "60 %"}}', known=known))
    assert _texts(lines) == [
        "Betales af",
        'Regel: ("shares": ("msb": "60 %"))',
        "Kendt forinden: trukket: »raadet« 1.000 kr.",
    ]


def test_a_cut_shows_what_every_group_was_bound_by() -> None:
    groups = json.dumps([{"key": 3, "before": 6_000_000, "bound": 5_000_000, "after": 5_000_000}])
    lines = tell(because(Reason.CUT, -1_000_000, limit=1, name="", rule='{"at_most": "50 000 kr"}', groups=groups))
    assert lines[0].text == "Nedsat efter loft nr. 1"
    assert lines[2].text == "Gruppe 3: 60.000 kr. før, grænse 50.000 kr., 50.000 kr. efter"


def test_a_rule_for_what_is_not_measured_is_told_only_where_it_was_called_on() -> None:
    values = {"outcome": "home", "state": "not_achieved", "not_measured": "counts as not achieved"}
    measured = Because(Reason.OUTCOME, None, {**values, "measured": True})
    missed = Because(Reason.OUTCOME, None, {**values, "measured": False})
    assert tell(measured)[0].text == "»home«: ikke opfyldt"
    assert tell(missed)[0].text == "»home«: ikke opfyldt (ikke målt: regnes som ikke opfyldt)"


def test_an_entry_of_a_group_begins_with_its_follow_up() -> None:
    entry = because(Reason.ENTRY, 100, follow_up=1, due="2024-12-31", quantity="1", price_ore="100")
    assert tell(entry)[0].text == "Opfølgning 1, 31. december 2024: 1 × 1 kr."


def test_a_reference_counts_what_the_figure_held_against_it_counts() -> None:
    rate = because(Reason.FIGURE, figure="dropout", value="1/20", dimension="share")
    past = because(Reason.REFERENCE, reference="historical", value="1/8")
    compared = because(Reason.FIGURE, None, (rate, past), figure="fewer", value="110", dimension="count")
    assert _texts(tell(compared)) == ["»fewer«: 110", "»dropout«: 5 %", "Holdt op mod en tidligere periode: 12,5 %"]


@pytest.mark.parametrize(
    ("path", "anchor"),
    [
        ("terms.home.pays", "terms.home"),
        ("legs.outcomes.home", "payers.home"),
        ("legs.outcomes.2.at_most", "limits.2"),
        ("legs.investors.0.up_to", "guarantee"),
        ("windows.first-year", "windows.first-year"),
    ],
)
def test_an_assumed_value_is_found_in_its_clause(everything: Contract, path: str, anchor: str) -> None:
    number = document(everything).numbers()[anchor]
    lines = tell(because(Reason.LEANS_ON, mark="assumed", path=path, why="derfor"), "da", everything)
    assert lines[0].text == f"Hviler på en værdi, der er antaget, i pkt. {number}: derfor"


def test_an_assumed_value_without_a_clause_is_named_by_its_path(everything: Contract) -> None:
    lines = tell(because(Reason.LEANS_ON, mark="assumed", path="nowhere.at.all", why="derfor"), "da", everything)
    assert "»nowhere.at.all«" in lines[0].text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "case", [case for case in SETTLED.values() if case.name.startswith(WITH_MANY_PARTS)], ids=lambda case: case.name
)
def test_a_settlement_is_told_by_the_titles_and_clauses_of_its_contract(case: Case, language: Language) -> None:
    contract = case.contract()
    settlement = settle(contract, case.facts(contract), 1)
    for explained in explain_all(settlement):
        for tree in (explained.made_of, explained.paid_by, explained.received_by):
            lines = tell(tree, language, contract)
            assert lines[0].ore == tree.ore
            assert not any(mark in line.text for line in lines for mark in "{}⟦⟧")
            assert not _names_in_file(contract) & {word for line in lines for word in line.text.split()}


def _names_in_file(contract: Contract) -> set[str]:
    """Names of the contract's own that have a title a reader knows better."""
    named = {name for name, outcome in contract.outcomes.items() if outcome.title}
    return {f"»{name}«" for name in named} | {f"“{name}”" for name in named}
