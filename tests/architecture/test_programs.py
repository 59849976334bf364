"""Programs the tests need beside Python: had, or said plainly what to do; and a database server that leaves nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import programs
from browser import BROWSER
from office import OFFICE
from postgres import POSTGRES

ALL = [OFFICE, BROWSER, POSTGRES]
IN_A_SERVER = """
import os, sys
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
import psycopg
address = os.environ["BUNDLINJE_DATABASE_URL"]
with psycopg.connect(address) as connection:
    print(dict(parse_qsl(urlsplit(address).query))["host"], *connection.execute("select 6 * 7").fetchone())
sys.exit(3)
"""


@pytest.mark.parametrize("program", ALL, ids=lambda program: program.package)
def test_a_program_that_is_missing_is_told_of_with_what_to_do(program: programs.Program) -> None:
    said = program.advice("(No.)")
    assert f"`apt-get install {program.package}`" in said
    assert f"`{program.mac}`" in said
    assert said.endswith("(No.)")


def test_a_program_that_cannot_be_had_is_a_failure_and_not_a_wonder(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(programs, "installed", lambda _: "(apt-get install said: no room)")
    lost = programs.Program("The tests need a thing", lambda: None, "thing", "brew install thing", "Look for it.")
    assert lost.have() == 1
    assert "no room" in capsys.readouterr().err


def test_what_is_here_is_not_installed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "installed", lambda _: pytest.fail("installed what was here"))
    assert programs.Program("", lambda: "/usr/bin/thing", "thing", "", "").have() == 0


def test_who_may_not_change_the_machine_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "as_administrator", lambda: None)
    assert "administrator" in programs.installed("thing")


def test_a_server_runs_beside_a_command_whose_answer_it_gives_and_leaves_nothing(root: Path) -> None:
    command = [sys.executable, root / "tools" / "postgres.py", "run", "--", sys.executable, "-c", IN_A_SERVER]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ))
    assert done.returncode == 3, done.stderr
    folder, answer = done.stdout.split()
    assert answer == "42"
    assert not Path(folder).exists()
