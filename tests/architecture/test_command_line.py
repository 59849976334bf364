"""Every command has a help text and stands in a guide, and none makes a person wait for engines it does not use."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

HEAVY = {"duckdb", "narwhals", "numpy", "pandas", "polars", "pyarrow", "dask", "distributed"}


def _commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, under in command.commands.items():
            yield from _commands(under, f"{path} {name}")


@pytest.fixture(scope="module")
def commands() -> dict[str, click.Command]:
    """Every command by what one types to run it; none before the command line is built."""
    if find_spec("bundlinje.cli") is None:
        return {}
    main = import_module("bundlinje.cli").main
    assert isinstance(main, click.Group), "bundlinje.cli.main is the group that holds every command"
    return {path: command for path, command in _commands(main, "bundlinje") if path != "bundlinje"}


def test_every_command_has_a_help_text(commands: dict[str, click.Command]) -> None:
    assert [path for path, command in commands.items() if not command.help] == []


def test_every_command_stands_in_a_guide(commands: dict[str, click.Command], root: Path) -> None:
    guides = [root / "README.md", *sorted((root / "docs").rglob("*.md"))]
    text = "\n".join(path.read_text("utf-8") for path in guides if path.exists())
    plain = {path: command for path, command in commands.items() if not isinstance(command, click.Group)}
    assert [path for path in plain if path not in text] == []


def test_asking_for_help_loads_no_engine(commands: dict[str, click.Command]) -> None:
    said = "import sys, importlib; importlib.import_module(sys.argv[1]); print(*sys.modules)"
    room = "bundlinje.cli" if commands else "bundlinje"
    loaded = subprocess.run([sys.executable, "-I", "-c", said, room], capture_output=True, text=True, check=True).stdout
    assert HEAVY & set(loaded.split()) == set()
