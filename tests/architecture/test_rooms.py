"""ARCHITECTURE.md lists the rooms the code has, on the floors the import contract gives them, in the code's words."""

from __future__ import annotations

from pathlib import Path

import rooms


def test_the_table_of_rooms_is_what_the_code_says() -> None:
    document = rooms.DOCUMENT.read_text("utf-8")
    assert document == rooms.written(document, rooms.table()), "run `make format` to write the table anew"


def test_every_room_stands_on_a_floor() -> None:
    built = {path.stem for path in rooms.PACKAGE.glob("*.py")} | {
        path.parent.name for path in rooms.PACKAGE.glob("*/__init__.py")
    }
    assert built - {"__init__", "__main__"} <= {name for floor in rooms.floors() for name in floor}


def test_a_room_that_is_not_built_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.importlinter]\n[[tool.importlinter.contracts]]\ntype = "layers"\nlayers = ["(attic)", "money | dates"]\n'
    )
    (tmp_path / "src" / "bundlinje" / "dates").mkdir(parents=True)
    (tmp_path / "src" / "bundlinje" / "money.py").write_text('"""Exact."""\n')
    (tmp_path / "src" / "bundlinje" / "dates" / "__init__.py").write_text('"""Half-open.\n\nMore.\n"""\n')
    assert rooms.table(tmp_path).splitlines()[2:] == [
        "| 1 | [`money`](src/bundlinje/money.py) | Exact. |",
        "| 1 | [`dates`](src/bundlinje/dates) | Half-open. |",
    ]
