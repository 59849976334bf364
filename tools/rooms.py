"""The table of rooms in ARCHITECTURE.md, written from the code: floors from the import contract, words from docstrings.

`make format` writes it; `tests/architecture/test_rooms.py` fails when it is not what the code says.
"""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "bundlinje"
DOCUMENT = ROOT / "ARCHITECTURE.md"
START = "<!-- rooms: written by tools/rooms.py -->"
END = "<!-- end of rooms -->"


def floors(root: Path = ROOT) -> list[list[str]]:
    """The names of the rooms floor by floor, top first, as the import contract in pyproject.toml lists them."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [[name.strip(" ()") for name in re.split(r"[|:]", layer)] for layer in layers]


def home(room: str, package: Path = PACKAGE) -> Path | None:
    """The file whose docstring speaks for a room; none while the room is not built."""
    candidates = (package / f"{room}.py", package / room / "__init__.py")
    return next((path for path in candidates if path.exists()), None)


def purpose(path: Path) -> str:
    """The first line of a module's docstring."""
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return text.partition("\n")[0]


def table(root: Path = ROOT) -> str:
    """The table, one row for each room that is built, top floor first."""
    rows = ["| floor | room | what it is |", "|---|---|---|"]
    for height, names in zip(range(len(floors(root)), 0, -1), floors(root), strict=True):
        for name in names:
            path = home(name, root / "src" / "bundlinje")
            if path is not None:
                rows.append(f"| {height} | [`{name}`]({_link(path, root)}) | {purpose(path)} |")
    return "\n".join(rows)


def _link(path: Path, root: Path) -> str:
    place = path.parent if path.name == "__init__.py" else path
    return place.relative_to(root).as_posix()


def written(document: str, rooms: str) -> str:
    """The document with the table between its two marks."""
    before, _, rest = document.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n\n{rooms}\n\n{END}{after}"


if __name__ == "__main__":
    DOCUMENT.write_text(written(DOCUMENT.read_text("utf-8"), table()), "utf-8")
