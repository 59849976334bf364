"""Running commands as a person or a program would, on the real example fund."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from click.testing import CliRunner

from bundlinje.cli import main

ROOT = Path(__file__).parents[3]
AARHUS = "examples/aarhus"
CONTRACTS = sorted(path.stem for path in (ROOT / AARHUS / "contracts").glob("*.yaml"))


@dataclass(frozen=True)
class Answer:
    """What a command wrote and how it ended."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """The JSON it wrote for programs."""
        return json.loads(self.out)


Run: TypeAlias = Callable[..., Answer]


@cache
def answer(*words: str) -> Answer:
    """Run a command; the same words on the same files have one answer, which is kept."""
    result = CliRunner().invoke(main, list(words))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Answer(result.exit_code, result.stdout, result.stderr)
