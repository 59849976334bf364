"""Starting up: help at once, completion in the shell, exit codes, and a bar only where somebody is watching."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from tests.bundlinje.cli.running import AARHUS, CONTRACTS, ROOT, Run

import bundlinje
from bundlinje.cli import main


def _commands(command: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield words, command
    if isinstance(command, click.Group):
        for name, under in command.commands.items():
            yield from _commands(under, (*words, name))


COMMANDS = dict(_commands(main))
ANSWERING = [words for words, command in COMMANDS.items() if not isinstance(command, click.Group)]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(words: tuple[str, ...], run: Run) -> None:
    answer = run(*words, "--help")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Usage: ")


@pytest.mark.parametrize("words", ANSWERING, ids=" ".join)
def test_every_command_answers_people_in_two_languages_and_programs_in_json(words: tuple[str, ...]) -> None:
    options = {option for one in COMMANDS[words].params for option in one.opts}
    assert {"--json", "--language"} <= options


@pytest.mark.parametrize("words", ANSWERING, ids=" ".join)
def test_every_option_is_explained(words: tuple[str, ...]) -> None:
    options = [one for one in COMMANDS[words].params if isinstance(one, click.Option)]
    assert [one.name for one in options if not (one.help or one.show_default)] == []


@pytest.mark.parametrize("words", [words for words in ANSWERING if words != ("schema",)], ids=" ".join)
def test_a_language_that_is_not_spoken_is_a_wrong_command_line(words: tuple[str, ...], run: Run) -> None:
    assert run(*words, "--language", "de").code == 2


def test_a_command_that_does_not_exist_is_a_wrong_command_line(run: Run) -> None:
    assert run("setle").code == 2


def test_the_version_is_told(run: Run) -> None:
    assert bundlinje.__version__ in run("--version").out


def _completed(words: str, number: int) -> list[str]:
    """What a shell offers when the words are typed so far and the one of this number is to be completed."""
    asked = {**os.environ, "_BUNDLINJE_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(number)}
    code = "from bundlinje.cli import main; main(prog_name='bundlinje')"
    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=asked, capture_output=True, text=True, check=True)
    return [line.partition(",")[2] for line in said.stdout.splitlines() if line]


def test_a_shell_completes_contract_ids_from_the_folder_already_typed() -> None:
    assert _completed(f"bundlinje settle {AARHUS} --contract h", 4) == [one for one in CONTRACTS if one[0] == "h"]


def test_a_shell_completes_no_contract_before_it_knows_the_folder() -> None:
    assert _completed("bundlinje settle --contract h", 3) == []


def test_a_shell_completes_commands() -> None:
    assert _completed("bundlinje fund re", 2) == ["reconcile", "reservations"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_given_its_completion_script(shell: str) -> None:
    asked = {**os.environ, "_BUNDLINJE_COMPLETE": f"{shell}_source"}
    code = "from bundlinje.cli import main; main(prog_name='bundlinje')"
    said = subprocess.run([sys.executable, "-c", code], env=asked, capture_output=True, text=True, check=True)
    assert "bundlinje" in said.stdout


def test_nothing_but_the_answer_is_written_where_nobody_is_watching(run: Run) -> None:
    for words in (("measure", AARHUS, "--contract", "flere-kloge-haender"), ("demo",)):
        assert run(*words).err == ""


def test_a_file_gets_no_colours_and_no_blanks_at_the_ends_of_lines(run: Run) -> None:
    out = run("demo").out
    assert "\x1b" not in out
    assert [line for line in out.splitlines() if line != line.rstrip()] == []


def test_the_demo_shows_every_part_of_the_fund_and_opens_one_line(run: Run) -> None:
    answer = run("demo")
    assert answer.code == 0
    assert re.findall(r"^(\d)\. ", answer.out, re.MULTILINE) == ["1", "2", "3", "4", "5", "6"]
    for told in ("TABELLEN STEMMER IKKE", "-32", "3.631.100 kr.", "83 opfyldt ud af 1.475"):
        assert told in answer.out


def test_the_demo_ends_with_how_long_the_money_lasts_and_what_follow_ups_taught(tmp_path: Path, run: Run) -> None:
    out = run("demo", "--language", "en", "--out", str(tmp_path)).out
    assert re.search(r"The chance that the money lasts through 2034 is [\d.]+%\.", out)
    assert "signed 45.2%, measured 4 of 42" in out
    assert {path.suffix for path in tmp_path.iterdir()} == {".svg", ".csv"}


def test_the_demo_speaks_english(run: Run) -> None:
    out = run("demo", "--language", "en").out
    assert "DKK 3,631,100" in out
    assert "83 met out of 1,475" in out


def test_the_demo_says_where_to_run_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    answer = run("demo", "--folder", str(tmp_path))
    assert (answer.code, answer.out) == (2, "")
    assert "--folder" in answer.err
