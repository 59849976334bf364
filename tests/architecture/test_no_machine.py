"""Nothing in the repository names the machine it was written on, or a place that packages are fetched from."""

from __future__ import annotations

import re
from pathlib import Path

SKIPPED = {
    ".git",
    ".venv",
    "__pycache__",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    ".office",
    "node_modules",
    "vendor",
    "build",
    "dist",
}
BINARY = {".xlsx", ".parquet", ".png", ".ico", ".woff2", ".pdf"}
# Written in pieces, so that this file does not name them either.
STRANGE = re.compile(
    r"(?<![\w.~-])/(?:" + "|".join(["wor" + "k", "hom" + "e", "roo" + "t"]) + r")/"
    r"|\bsha" + "red/(?:aarhus|design|seeds|recipes)"
    r"|/opt/(?:py" + "pi|wheels)"
    r"|(?:py" + r"pi\.org|pythonho" + r"sted\.org|registry\.np" + r"mjs)"
)


def _files(root: Path) -> list[Path]:
    found = [path for path in root.rglob("*") if path.is_file() and path.suffix not in BINARY]
    kept = [path for path in found if not SKIPPED & set(path.relative_to(root).parts)]
    # What coverage measured says where the code stood; it is left behind by a run and never committed.
    return [path for path in kept if not path.name.startswith(".coverage")]


def _strange(path: Path) -> list[str]:
    text = path.read_bytes().decode("utf-8", errors="replace")
    return [f"{path}:{number}" for number, line in enumerate(text.splitlines(), 1) if STRANGE.search(line)]


def test_no_file_names_a_machine_or_a_registry(root: Path) -> None:
    assert [place for path in _files(root) for place in _strange(path)] == []


def test_the_wall_sees_such_a_name(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text("see " + "/wor" + "k/main\nand ./work/main and homework/x\n")
    assert _strange(path) == [f"{path}:1"]
