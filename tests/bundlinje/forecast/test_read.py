"""Reading an outlook: every mistake at once, each with its line and column, in both languages."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.bundlinje.planned.invented import invented

from bundlinje.forecast.outlook_file import Outlook
from bundlinje.forecast.read import months, parse_outlook, read_outlook
from bundlinje.problems import Problem, Refused
from bundlinje.words.problems import say

SAID = """\
outlook: opdigtet
rates:
  in-work: {expected: 19/42, strength: 20, assumed: Opfundet.}
intake:
  expected: 90 %
  delays: {none: 60 %, 6 months: 30 %, 1 year: 10 %}
  drop_out: 5 %
correlation: {follow_ups: 70 %}
"""


def problems(text: str) -> list[Problem]:
    with pytest.raises(Refused) as refused:
        parse_outlook(text, invented())
    return list(refused.value.problems)


def told(text: str) -> list[tuple[str, int, int]]:
    return [(one.code, one.place.line, one.place.column) for one in problems(text)]  # type: ignore[misc]


def test_an_outlook_says_what_it_says_and_assumes_the_rest_by_name() -> None:
    outlook = parse_outlook(SAID, invented())
    assert Fraction(outlook.rates["in-work"].expected or 0) == Fraction(19, 42)
    assert list(map(months, outlook.intake.delays)) == [0, 6, 12]
    assert outlook.correlation.follow_ups == Fraction(7, 10)
    assert outlook.shock == Outlook(outlook="opdigtet").shock


def test_an_outlook_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "udsigt.yaml"
    path.write_text(SAID, "utf-8")
    assert read_outlook(path, invented()) == parse_outlook(SAID, invented())


@pytest.mark.parametrize(
    ("text", "found"),
    [("none", 0), ("0 months", 0), ("6 months", 6), ("2 years", 24), ("6 weeks", None), ("soon", None), ("", None)],
)
def test_a_delay_is_whole_months_or_cannot_be_read(text: str, found: int | None) -> None:
    assert months(text) == found


MISTAKES = {
    "rates: {in-wrok: {expected: 50 %}}": ("outlook.unknown_name", 2, 9),
    "figures: {saving: {p10: 1, p50: 2, p90: 3}}": ("outlook.unknown_name", 2, 11),
    "days: {exit: 6 months}": ("outlook.unknown_name", 2, 8),
    "rates: {in-work: {expected: 150 %}}": ("outlook.no_share", 2, 29),
    "rates: {in-work: {earliest: 2 years, latest: 1 year}}": ("outlook.latest_before_earliest", 2, 46),
    "rates: {in-work: {strength: 0}}": ("shape.out_of_range", 2, 29),
    "rates: {in-work: {expected: half}}": ("shape.number_unreadable", 2, 29),
    "intake: {drop_out: 101 %}": ("outlook.no_share", 2, 20),
    "intake: {expected: 201 %}": ("outlook.no_share", 2, 20),
    "intake: {expected: 0 %}": ("outlook.nobody_comes", 2, 20),
    "intake: {delays: {6 weeks: 100 %}}": ("outlook.delay_unreadable", 2, 28),
    "intake: {delays: {none: 50 %, 6 months: 40 %}}": ("outlook.delays_not_whole", 2, 10),
    "correlation: {outcomes: 120 %}": ("outlook.no_share", 2, 25),
    "correlation: {follow_ups: -10 %}": ("outlook.no_share", 2, 27),
    "collapse: {chance: 100 %}": ("outlook.collapse_certain", 2, 20),
    "collapse: {left: 0 %}": ("outlook.collapse_certain", 2, 18),
    "intaek: {}": ("shape.unknown_key_meant", 2, 1),
    "correlation: high": ("shape.wants_mapping", 2, 14),
}


@pytest.mark.parametrize("line", MISTAKES)
def test_every_mistake_is_found_where_it_stands(line: str) -> None:
    assert told(f"outlook: opdigtet\n{line}\n") == [MISTAKES[line]]


@pytest.mark.parametrize("line", MISTAKES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_mistake_is_told_in_both_languages(line: str, language: str) -> None:
    for problem in problems(f"outlook: opdigtet\n{line}\n"):
        assert "{" not in say(problem, language)


def test_all_mistakes_are_told_at_once() -> None:
    text = "outlook: another\nrates: {nobody: {expected: 120 %}}\nintake: {drop_out: 150 %, delays: {soon: 90 %}}\n"
    assert [code for code, _, _ in told(text)] == [
        "outlook.other_contract",
        "outlook.unknown_name",
        "outlook.no_share",
        "outlook.no_share",
        "outlook.delays_not_whole",
        "outlook.delay_unreadable",
    ]


def test_values_out_of_order_are_told_where_their_figure_stands() -> None:
    contract = invented(figures={"rate": {"share": "in-work", "among": "due"}})
    with pytest.raises(Refused) as refused:
        parse_outlook("outlook: opdigtet\nfigures:\n  rate: {p10: 30 %, p50: 20 %, p90: 40 %}\n", contract)
    assert [(one.code, one.place.line) for one in refused.value.problems] == [("outlook.out_of_order", 3)]


def test_a_file_that_is_no_mapping_is_refused() -> None:
    assert [one.code for one in problems("- outlook\n")] == ["shape.wants_mapping"]
