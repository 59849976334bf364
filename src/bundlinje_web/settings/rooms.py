"""The rooms of the office, top floor first, and which of them bring rows, addresses or tags: found by their files."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parents[1]
ROOMS = (
    "demo", "workplace", "books", "council", "pipeline", "learning", "contracts", "letters", "people", "frame", "audit",
)  # fmt: skip


def having(part: str) -> tuple[str, ...]:
    """The dotted names of the rooms that hold this file or folder, such as `apps.py`, top floor first."""
    return tuple(f"bundlinje_web.{room}" for room in ROOMS if (HERE / room / part).exists())


def tags() -> tuple[str, ...]:
    """The libraries of template tags that every template may use without loading them."""
    files = (HERE / "frame" / "templatetags").glob("[!_]*.py")
    return tuple(sorted(f"bundlinje_web.frame.templatetags.{file.stem}" for file in files))
