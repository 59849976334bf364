"""ARCHITECTURE.md lists the rooms the code has, on the floors the import contracts give them, in the code's words."""

from __future__ import annotations

from pathlib import Path

import pytest

import rooms


def test_the_tables_of_rooms_are_what_the_code_says() -> None:
    document = rooms.DOCUMENT.read_text("utf-8")
    assert document == rooms.written(document), "run `make format` to write the tables anew"


@pytest.mark.parametrize("building", rooms.BUILDINGS)
def test_each_building_has_its_table(building: str) -> None:
    assert rooms.table(building) in rooms.DOCUMENT.read_text("utf-8")


@pytest.mark.parametrize("building", rooms.BUILDINGS)
def test_every_room_stands_on_a_floor(building: str) -> None:
    package = rooms.ROOT / "src" / building
    built = {path.stem for path in package.glob("*.py")} | {path.parent.name for path in package.glob("*/__init__.py")}
    assert built - rooms.DOORS <= {name for floor in rooms.floors(building) for name in floor}


def test_a_room_that_is_not_built_is_not_listed(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.importlinter]\n[[tool.importlinter.contracts]]\ntype = "layers"\ncontainers = ["bundlinje"]\n'
        'layers = ["__main__", "(attic)", "money | dates"]\n'
    )
    (tmp_path / "src" / "bundlinje" / "dates").mkdir(parents=True)
    (tmp_path / "src" / "bundlinje" / "money.py").write_text('"""Exact."""\n')
    (tmp_path / "src" / "bundlinje" / "dates" / "__init__.py").write_text('"""Half-open.\n\nMore.\n"""\n')
    assert rooms.table("bundlinje", tmp_path).splitlines()[2:] == [
        "| 1 | [`money`](src/bundlinje/money.py) | Exact. |",
        "| 1 | [`dates`](src/bundlinje/dates) | Half-open. |",
    ]
