"""The demonstration lives in one folder, answers this machine alone, and never passes for an office in use."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASKED = """
from django.conf import settings
from django.test import Client
print(settings.IS_DEMO, settings.DEBUG)
for name in ("localhost", "127.0.0.1"):
    print(Client(SERVER_NAME=name).get("/static/vendor/dkfds/LICENSE.md").status_code)
print(Client(SERVER_NAME="fond.example.org").get("/login/").status_code)
"""


def _run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BUNDLINJE_", "DJANGO_"))}
    return subprocess.run([sys.executable, *words], cwd=folder, env=kept, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a demonstration office in it, its tables made and guarded."""
    place = tmp_path_factory.mktemp("demo")
    done = _run(place, "-m", "bundlinje_web", "migrate", "--verbosity", "0", "--folder", "here")
    assert done.returncode == 0, done.stderr
    return place


def test_all_its_data_lies_in_the_folder_it_is_given(folder: Path) -> None:
    assert [path.name for path in folder.iterdir()] == ["here"]
    assert (folder / "here" / "office.db").is_file()


def test_it_is_checked_with_its_database_and_has_nothing_against_it(folder: Path) -> None:
    done = _run(folder, "-m", "bundlinje_web", "check", "--database", "default", "--folder", "here")
    assert done.returncode == 0, done.stderr


def test_no_table_is_waiting_to_be_changed(folder: Path) -> None:
    done = _run(folder, "-m", "bundlinje_web", "makemigrations", "--check", "--dry-run", "--folder", "here")
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_answers_this_machine_and_nobody_else(folder: Path) -> None:
    done = _run(folder, "-m", "bundlinje_web", "shell", "--no-imports", "--command", ASKED, "--folder", "here")
    assert done.stdout.split() == ["True", "False", "200", "200", "400"], done.stderr
