"""`bundlinje check`: every mistake at once, each with its place and what to write, and an exit code to build on."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.bundlinje.cli.running import AARHUS, CONTRACTS, ROOT, Run

SOUND = (ROOT / AARHUS / "contracts" / "dialog-mod-vold.yaml").read_text("utf-8")


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A real contract with three mistakes, far from each other: a misspelt key, a wrong unit, a name nobody has."""
    text = SOUND
    for right, wrong in (
        ("not_measured: waits", "not_messured: waits"),
        ("{charges: {at_most: 0}}", "{charges: {at_most: 1 kr}}"),
        ("each: no-crisis-centre", "each: no-crisis-center"),
    ):
        assert right in text, right
        text = text.replace(right, wrong, 1)
    path = tmp_path / "dialog-mod-vold.yaml"
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_example_contract_is_accepted(name: str, run: Run) -> None:
    answer = run("check", f"{AARHUS}/contracts/{name}.yaml")
    assert (answer.code, [line for line in answer.out.splitlines() if ": fejl: " in line]) == (0, [])


def test_three_planted_mistakes_are_reported_together(planted: Path, run: Run) -> None:
    answer = run("check", str(planted), "--json")
    errors = [one for one in answer.data if one["severity"] == "error"]
    lines = planted.read_text("utf-8").splitlines()
    places = {lines[one["line"] - 1].strip()[:40] for one in errors}
    assert answer.code == 1
    assert len(errors) == 3
    assert any("not_messured" in place for place in places)
    assert any("1 kr" in lines[one["line"] - 1] for one in errors)
    assert any("no-crisis-center" in lines[one["line"] - 1] for one in errors)


@pytest.mark.parametrize(("language", "meant"), [("da", "not_measured"), ("en", "not_measured")])
def test_a_mistake_says_what_to_write_instead(planted: Path, language: str, meant: str, run: Run) -> None:
    told = run("check", str(planted), "--language", language).out
    assert meant in told
    assert "no-crisis-centre" in told


def test_a_mistake_stands_on_one_line_that_begins_with_its_place(planted: Path, run: Run) -> None:
    first = next(line for line in run("check", str(planted)).out.splitlines() if "not_messured" in line)
    place, line, column, weight, _ = first.split(":", 4)
    assert (place, weight.strip()) == (str(planted), "fejl")
    assert planted.read_text("utf-8").splitlines()[int(line) - 1][int(column) - 1 :].startswith("not_messured")


def test_several_files_are_checked_in_one_go(planted: Path, run: Run) -> None:
    answer = run("check", str(planted), f"{AARHUS}/contracts/havnen.yaml")
    assert answer.code == 1
    assert answer.err.startswith("Filer: 2 · fejl: 3")


def test_the_summary_stays_out_of_the_way_of_programs(run: Run) -> None:
    answer = run("check", f"{AARHUS}/contracts/havnen.yaml", "--language", "en")
    assert "errors: 0" in answer.err
    assert "errors: 0" not in answer.out


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "file.empty"), ("contract: [", "yaml.unfinished"), ("contract: x\ncontract: y\n", "yaml.repeated_key")],
)
def test_a_file_that_is_no_contract_is_told_so(text: str, code: str, tmp_path: Path, run: Run) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(text, "utf-8")
    answer = run("check", str(path), "--json")
    assert answer.code == 1
    assert code in {one["code"] for one in answer.data}


def test_a_file_that_is_not_there_is_a_wrong_command_line(run: Run) -> None:
    answer = run("check", "no-such-file.yaml")
    assert answer.code == 2
    assert "no-such-file.yaml" in answer.err


def test_a_contract_with_mistakes_is_not_read_aloud(planted: Path, run: Run) -> None:
    answer = run("read", str(planted))
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.count(": fejl: ") == 3
