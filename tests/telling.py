"""The demonstration office with its whole story, made once for a run of the tests by the commands that people type.

Nobody opens the office that is made here: whoever looks at one takes a copy, so that what one does in it no other sees.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[1]


def shared_by_the_run(temporary: pytest.TempPathFactory) -> Path:
    """The temporary folder that all processes of this run of the tests share."""
    own = temporary.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def told(place: Path) -> Path:
    """The folder of an office with the whole story in it: made by whichever process of a run asks first.

    `place` is a folder that all of them share. What its pages tell of the years ahead is drawn here, and not again in
    every copy; what the command said while it made the office lies beside it, in `office-told.txt`.
    """
    made = place / "office-told"
    with (place / "office-told.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not made.exists():
            being_made = place / "office-being-made"
            said = _done(being_made, "demo", "--port", "0", "--language", "en", "--once")
            (place / "office-told.txt").write_text(said, "utf-8")
            _done(being_made, "warm")
            being_made.rename(made)
    return made


def said_while_telling(place: Path) -> str:
    """What the command said, in English, while it made the office for the first time."""
    told(place)
    return (place / "office-told.txt").read_text("utf-8")


def words(folder: Path, *command: str) -> list[str]:
    """A command to the office in a folder, as this Python is told it."""
    return [sys.executable, "-m", "bundlinje_web", "--folder", str(folder), *command]


def environment() -> Mapping[str, str]:
    """That of the tests without what steers the office under test."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("BUNDLINJE_", "DJANGO_"))}


def _done(folder: Path, *command: str) -> str:
    return subprocess.run(
        words(folder, *command), cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True, check=True
    ).stdout
