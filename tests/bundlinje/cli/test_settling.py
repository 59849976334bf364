"""`bundlinje measure`, `settle` and `explain`: for people in two languages, for programs in JSON, and refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from tests.bundlinje.cli.running import AARHUS, ROOT, Run

CASE = ("--contract", "flere-kloge-haender", "--follow-up", "1")


@pytest.fixture
def fund(tmp_path: Path) -> Path:
    """A folder with one contract of the example fund and its facts, to break."""
    for part in ("contracts/flere-kloge-haender.yaml", "facts/flere-kloge-haender"):
        source, target = ROOT / AARHUS / part, tmp_path / part
        target.parent.mkdir(exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    return tmp_path


def test_a_settlement_shows_lines_payers_and_investors_in_danish_kroner(run: Run) -> None:
    answer = run("settle", AARHUS, *CASE)
    assert answer.code == 0
    assert "Resultatbetaling i alt" in answer.out
    assert "3.631.100 kr." in answer.out
    assert "SOSU Østjylland" in answer.out


def test_a_settlement_in_english_has_english_numbers(run: Run) -> None:
    out = run("settle", AARHUS, *CASE, "--language", "en").out
    assert "Outcome payment in all" in out
    assert "DKK 3,631,100" in out


def test_what_a_settlement_leans_on_stands_under_it(run: Run) -> None:
    assert "Antaget – terms.fewer-dropouts.pays: " in run("settle", AARHUS, *CASE).out


@pytest.mark.requirement("PAY-28")
def test_a_line_opens_down_to_the_count_behind_it(run: Run) -> None:
    out = run("explain", AARHUS, *CASE, "--line", "1").out
    assert "110 × 33.010 kr." in out
    assert "83 opfyldt ud af 1.475" in out
    assert "193/1475" in out


def test_all_lines_are_opened_if_none_is_named(run: Run) -> None:
    lines = run("settle", AARHUS, *CASE, "--json").data["lines"]
    opened = run("explain", AARHUS, *CASE, "--json").data
    assert [(one["line"], one["amount_ore"]) for one in opened] == [(one["id"], one["amount_ore"]) for one in lines]


def test_every_tree_of_an_explanation_adds_up_to_its_line(run: Run) -> None:
    for one in run("explain", AARHUS, *CASE, "--json").data:
        assert {one[tree]["amount_ore"] for tree in ("made_of", "paid_by", "received_by")} == {one["amount_ore"]}


def test_outcomes_and_figures_are_measured_in_both_languages(run: Run) -> None:
    danish = run("measure", AARHUS, "--contract", "flere-kloge-haender", "--follow-up", "1").out
    english = run("measure", AARHUS, "--contract", "flere-kloge-haender", "--follow-up", "1", "--language", "en").out
    assert "7,5 %" in danish
    assert "7.5%" in english


def test_without_a_follow_up_the_last_one_is_measured(run: Run) -> None:
    (last,) = run("measure", AARHUS, "--contract", "flere-kloge-haender", "--json").data
    assert last["follow_up"] == 3


def test_a_contract_without_follow_ups_has_nothing_to_measure(run: Run) -> None:
    assert run("measure", AARHUS, "--contract", "fundamentet", "--json").data == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("settle", "--contract", "havnet", "--follow-up", "1"), "folder.no_such_contract"),
        (("settle", "--contract", "../contracts/havnen", "--follow-up", "1"), "folder.no_such_contract"),
        (("settle", "--contract", "havnen", "--follow-up", "99"), "settle.no_such_follow_up"),
        (("settle", "--contract", "forvandlingen", "--follow-up", "1"), "facts.folder.missing"),
        (("explain", *CASE, "--line", "99"), "settle.no_such_line"),
        (("measure", "--contract", "havnet"), "folder.no_such_contract"),
    ],
    ids=["unknown contract", "a path for an id", "no such follow-up", "no facts", "no such line", "unknown to measure"],
)
def test_what_is_not_there_is_refused_in_words(words: tuple[str, ...], code: str, run: Run) -> None:
    command, *options = words
    answer = run(command, AARHUS, *options)
    assert (answer.code, answer.out) == (1, "")
    assert f"[{code}]" in answer.err
    assert "fejl: " in answer.err


def test_an_unknown_contract_is_met_with_those_that_are_known(run: Run) -> None:
    assert "flere-kloge-haender, " in run("settle", AARHUS, "--contract", "havnet", "--follow-up", "1").err


def test_what_is_refused_in_json_is_told_in_json_on_the_error_stream(run: Run) -> None:
    answer = run("settle", AARHUS, "--contract", "havnen", "--follow-up", "99", "--json")
    assert (answer.code, answer.out) == (1, "")
    (problem,) = json.loads(answer.err)
    assert (problem["severity"], problem["code"]) == ("error", "settle.no_such_follow_up")


@pytest.mark.parametrize("number", ["0", "-1", "one"])
def test_a_number_that_counts_nothing_is_a_wrong_command_line(number: str, run: Run) -> None:
    assert run("settle", AARHUS, "--contract", "havnen", "--follow-up", number).code == 2


def test_a_folder_that_is_not_there_is_a_wrong_command_line(run: Run) -> None:
    assert run("settle", "no-such-folder", *CASE).code == 2


def test_a_broken_contract_is_refused_with_every_mistake(fund: Path, run: Run) -> None:
    path = fund / "contracts" / "flere-kloge-haender.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("leaves:", "leavs:", 1).replace("parties:", "partys:", 1), "utf-8")
    answer = run("settle", str(fund), *CASE)
    assert answer.code == 1
    assert "leavs" in answer.err
    assert "partys" in answer.err


def test_broken_facts_are_refused_with_file_and_line(fund: Path, run: Run) -> None:
    (path,) = (fund / "facts" / "flere-kloge-haender").glob("enrolments.*")
    path.unlink()
    rows = "unit,group,from\na,,2023-08-01\nb,,2023-13-01\nc,indsatz,2023-08-01\n"
    (path.parent / "enrolments.csv").write_text(rows, "utf-8")
    answer = run("settle", str(fund), *CASE)
    assert answer.code == 1
    assert "enrolments.csv:3" in answer.err
    assert "enrolments.csv:4" in answer.err
