"""The invented contracts, and a reader that also tries the sentence of every problem in both languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from bundlinje.contract.model import Contract
from bundlinje.contract.read import examine_contract
from bundlinje.problems import Problem
from bundlinje.words.problems import placeholders, say, sentences

CONTRACTS = Path(__file__).parents[2] / "contracts"

Examined: TypeAlias = tuple[Contract | None, tuple[Problem, ...]]


@pytest.fixture
def text_of() -> Callable[..., str]:
    """The text of an invented contract, with pieces of it written differently."""

    def read(name: str, *edits: tuple[str, str]) -> str:
        text = (CONTRACTS / f"{name}.yaml").read_text("utf-8")
        for old, new in edits:
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}.yaml"
            text = text.replace(old, new)
        return text

    return read


@pytest.fixture
def examine(tmp_path: Path) -> Callable[..., Examined]:
    """Examine a text as the file of this name; every problem must have its sentence."""

    def look(text: str | bytes, name: str = "whole") -> Examined:
        path = tmp_path / f"{name}.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        contract, problems = examine_contract(path, path.name)
        for problem in problems:
            _told(problem)
        return contract, problems

    return look


def _told(problem: Problem) -> None:
    da, en = say(problem, "da"), say(problem, "en")
    assert da
    assert en
    assert da != en
    needed = [placeholders(sentences()[problem.code][language]) for language in ("da", "en")]
    assert needed[0] == needed[1], problem.code
    assert problem.place.line is not None or problem.code == "file.unreadable", problem
