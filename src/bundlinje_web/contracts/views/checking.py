"""What stands beside a text that is being written: its mistakes, warnings and assumptions, each with its line."""

from __future__ import annotations

from typing import Any

from bundlinje.problems import Problem
from bundlinje.words.problems import say as said
from bundlinje_web.bridge.contract import Examined
from bundlinje_web.frame.words import language_now


def told_problems(seen: tuple[Problem, ...]) -> list[tuple[int | None, str]]:
    """Problems of a text with their lines, in words."""
    return [(problem.place.line, said(problem, language_now())) for problem in seen]


def checked(seen: Examined) -> dict[str, Any]:
    """What stands beside the text: mistakes, warnings and assumptions, each with its line."""
    return {
        "errors": told_problems(seen.errors),
        "warnings": told_problems(seen.warnings),
        "leaning": seen.leaning,
        "can_be_read": seen.contract is not None,
    }
