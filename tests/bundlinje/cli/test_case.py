"""`bundlinje case …`: what an investment is worth, to whom and why; out to a workbook and back. Aarhus as published."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.bundlinje.cli.running import AARHUS, Run, answer

HOUSING = f"{AARHUS}/cases/hjem-job-og-helhed.yaml"
IPS = f"{AARHUS}/cases/ips-plus.yaml"
MADE = Path(__file__).with_name("made")


def test_payers_of_a_case_sum_to_everybody_in_every_year(run: Run) -> None:
    lines = {one["view"]: one for one in run("case", "show", HOUSING, "--json").data["lines"]}
    sectors = [lines[name] for name in ("municipality", "region", "state", "investor")]
    for number, year in enumerate(lines["everybody"]["years"]):
        assert year["net_ore"] == sum(one["years"][number]["net_ore"] for one in sectors), year["year"]


def test_a_case_stands_beside_what_was_published_of_it(run: Run) -> None:
    found = {one["what"]: one for one in run("case", "show", HOUSING, "--json").data["published"]}
    assert {what: one["stated"] for what, one in found.items()} == {
        "investment": 730_000_000,
        "decentral_repayment": 220_000_000,
        "decentral_saving": 740_000_000,
        "net_saving": 520_000_000,
    }
    assert all(abs(one["own"] - one["stated"]) < 5_000_000 for one in found.values())


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("da", ("Hvem vinder og hvem betaler", "Antaget – effects.employment.with", "tjente kommunen det hjem: 2021")),
        ("en", ("Who gains and who pays", "Assumed – effects.employment.with", "would break even: 2021")),
    ],
)
def test_a_case_is_shown_with_what_it_leans_on_in_both_languages(
    language: str, told: tuple[str, ...], run: Run
) -> None:
    out = run("case", "show", HOUSING, "--language", language).out
    assert [one for one in told if one not in out] == []


def test_a_budget_is_the_municipality_alone(run: Run) -> None:
    views = {one["view"] for one in run("case", "show", HOUSING, "--mode", "budget", "--json").data["lines"]}
    assert "municipality" in views
    assert views.isdisjoint({"everybody", "region", "state", "investor"})


def test_an_amount_opens_down_to_what_the_case_states(run: Run) -> None:
    out = run("case", "show", HOUSING, "--why", "shelter", "--year", "2021", "--mode", "extended").out
    for told in ("Deltagere fra 2021", "Enhedspris P02", "Det, evidensen lader stå", "95 %"):
        assert told in out


def test_an_item_the_case_has_not_is_refused_with_those_it_has(run: Run) -> None:
    refused = run("case", "show", HOUSING, "--why", "shelters")
    assert (refused.code, refused.out) == (1, "")
    assert "shelter, housing-support" in refused.err


def test_a_case_held_against_itself_in_three_ways_of_counting(run: Run) -> None:
    assert [one["mode"] for one in run("case", "compare", IPS, "--json").data] == ["som", "extended", "budget"]
    both = run("case", "compare", IPS, HOUSING, "--language", "en").out
    assert "IPS+" in both
    assert "Housing First" in both


def test_a_workbook_comes_back_without_a_change(tmp_path: Path, run: Run) -> None:
    out = tmp_path / "ips.xlsx"
    assert run("case", "export", IPS, str(out)).code == 0
    back = answer("case", "import", IPS, str(out), "--json")
    assert (back.code, back.data["changes"], back.data["warnings"]) == (0, [], [])


def test_what_was_typed_into_a_workbook_is_shown_before_it_is_written(tmp_path: Path, run: Run) -> None:
    from openpyxl import load_workbook

    book, written = tmp_path / "ips.xlsx", tmp_path / "ips-plus.yaml"
    run("case", "export", IPS, str(book))
    opened = load_workbook(book)
    cell = next(
        cell
        for sheet in opened
        for row in sheet.iter_rows()
        for cell in row
        if cell.value == 7_500 and not cell.protection.locked
    )
    cell.value = 9_000
    opened.save(book)
    shown = answer("case", "import", IPS, str(book), "--language", "en")
    assert shown.code == 0
    assert "prices.guidance.amount" in shown.out
    kept = answer("case", "import", IPS, str(book), "--write", str(written), "--json").data
    assert kept["written"] == str(written)
    before, after = (
        next(one["net_ore"] for one in run("case", "show", path, *terms, "--json").data["lines"])
        for path, terms in (
            (IPS, ()),
            (str(written), ("--contract", f"{AARHUS}/contracts/ips-plus.yaml")),
        )
    )
    everybody = next(one for one in kept["net"] if one["view"] == "everybody")
    assert (everybody["before_ore"], everybody["after_ore"]) == (before, after)
    assert before != after


def test_a_table_of_prices_replaces_those_of_the_same_name(run: Run) -> None:
    data = run("case", "import", IPS, str(MADE / "prices.csv"), "--as", "prices", "--json").data
    assert (data["added"], data["replaced"]) == ([], ["guidance"])
    assert any(one["before_ore"] != one["after_ore"] for one in data["net"])


def test_what_came_differs_from_what_was_approved_by_its_causes_and_nothing_else(tmp_path: Path, run: Run) -> None:
    frozen, came = tmp_path / "approved.json", tmp_path / "came.yaml"
    assert run("case", "export", IPS, str(frozen), "--approved-on", "2022-05-01").code == 0
    text = Path(IPS).read_text("utf-8").replace("7 500 kr", "9 000 kr").replace("contract: ips-plus\n", "")
    came.write_text(text, "utf-8")
    data = run("case", "variance", str(frozen), str(came), "--json").data
    parts = {one["cause"]: one["ore"] for one in data["causes"]}
    assert sum(parts.values()) == data["difference_ore"]
    assert parts["price"] != 0
    assert (parts["intake"], parts["effect"], parts["timing"]) == (0, 0, 0)


def test_an_approved_case_that_was_changed_is_refused(tmp_path: Path, run: Run) -> None:
    frozen = tmp_path / "approved.json"
    run("case", "export", IPS, str(frozen), "--approved-on", "2022-05-01")
    frozen.write_text(frozen.read_text("utf-8").replace("7 500 kr", "7 501 kr"), "utf-8")
    assert run("case", "variance", str(frozen), IPS).code == 1


@pytest.mark.parametrize("words", [("out.pdf",), ("out.json",), ("out.json", "--approved-on", "i går")])
def test_a_file_that_cannot_be_written_is_refused_in_words(words: tuple[str, ...], tmp_path: Path, run: Run) -> None:
    refused = run("case", "export", IPS, str(tmp_path / words[0]), *words[1:])
    assert refused.code == 1
    assert "fejl" in refused.err
    assert not list(tmp_path.iterdir())


def test_scenarios_stand_from_worst_to_expected_and_the_budget_is_the_one_to_decide_by(run: Run) -> None:
    found = run("case", "sensitivity", IPS, "--draws", "200", "--json").data["scenarios"]
    assert [(one["scenario"], one["default"]) for one in found] == [
        ("pessimistic", False),
        ("budget", True),
        ("expected", False),
    ]
    worth = [one["present_value_ore"] for one in found]
    assert worth == sorted(worth)


def test_a_tornado_has_the_widest_swing_first_and_is_saved_as_a_chart(tmp_path: Path, run: Run) -> None:
    out = tmp_path / "tornado.svg"
    data = run("case", "sensitivity", IPS, "--draws", "200", "--json", "--chart", str(out)).data
    widths = [abs(one["at_high_ore"] - one["at_low_ore"]) for one in data["tornado"]["inputs"]]
    assert widths == sorted(widths, reverse=True)
    assert "Med indsatsen" in out.with_suffix(".csv").read_text("utf-8-sig")


@pytest.mark.parametrize(("language", "told"), [("da", "Hvad mere viden er værd"), ("en", "What knowing more")])
def test_how_far_a_case_stands_is_shown_in_both_languages(language: str, told: str, run: Run) -> None:
    assert told in run("case", "sensitivity", IPS, "--draws", "200", "--language", language).out


@pytest.mark.parametrize("picture", ["cumulated", "waterfall", "bars"])
@pytest.mark.parametrize("mode", ["som", "budget"])
def test_a_case_is_drawn_in_several_ways(picture: str, mode: str, tmp_path: Path, run: Run) -> None:
    out = tmp_path / "case.svg"
    assert run("case", "show", IPS, "--mode", mode, "--chart", str(out), "--picture", picture).code == 0
    assert "IPS+" in out.read_text("utf-8")
    assert out.with_suffix(".csv").exists()
