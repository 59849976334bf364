"""The tables of rooms in ARCHITECTURE.md, one for each building, written from the code.

Floors come from the import contracts, words from docstrings. `make format` writes the tables;
`tests/architecture/test_rooms.py` fails when they are not what the code says.
"""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "ARCHITECTURE.md"
BUILDINGS = ("bundlinje", "bundlinje_web")
# What a building needs to be entered, and no room: Python's and Django's own doors.
DOORS = {"__init__", "__main__", "wsgi", "urls"}
_MARKED = re.compile(r"(<!-- rooms of (\w+): written by tools/rooms.py -->\n).*?(\n<!-- end of rooms -->)", re.DOTALL)


def floors(building: str, root: Path = ROOT) -> list[list[str]]:
    """The names of a building's rooms floor by floor, top first, as its import contract lists them."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["type"] == "layers" and building in c["containers"])
    named = [[name.strip(" ()") for name in re.split(r"[|:]", layer)] for layer in layers]
    return [rooms for rooms in ([name for name in names if name not in DOORS] for names in named) if rooms]


def home(room: str, package: Path) -> Path | None:
    """The file whose docstring speaks for a room; none while the room is not built."""
    candidates = (package / f"{room}.py", package / room / "__init__.py")
    return next((path for path in candidates if path.exists()), None)


def purpose(path: Path) -> str:
    """The first line of a module's docstring."""
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return text.partition("\n")[0]


def table(building: str, root: Path = ROOT) -> str:
    """The table of a building, one row for each room that is built, top floor first."""
    rows = ["| floor | room | what it is |", "|---|---|---|"]
    stacked = floors(building, root)
    for height, names in zip(range(len(stacked), 0, -1), stacked, strict=True):
        for name in names:
            path = home(name, root / "src" / building)
            if path is not None:
                rows.append(f"| {height} | [`{name}`]({_link(path, root)}) | {purpose(path)} |")
    return "\n".join(rows)


def _link(path: Path, root: Path) -> str:
    place = path.parent if path.name == "__init__.py" else path
    return place.relative_to(root).as_posix()


def written(document: str, root: Path = ROOT) -> str:
    """The document with each building's table between its two marks."""
    return _MARKED.sub(lambda found: f"{found[1]}\n{table(found[2], root)}\n{found[3]}", document)


if __name__ == "__main__":
    DOCUMENT.write_text(written(DOCUMENT.read_text("utf-8")), "utf-8")
