"""The invented facts: made again they are the same bytes, and nobody could take them for real people."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

FACTS = Path(__file__).parents[3] / "examples" / "aarhus" / "facts"
FOLDERS = sorted(path.name for path in FACTS.iterdir() if path.is_dir())
MOST_BYTES = 8_000_000
PSEUDONYM = re.compile(r"^(?:[a-z]+(?:-[a-z]+)?-\d{2,4}(?:-\d{1,2})?|\*)$")


def _files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_made_again_they_are_the_same_bytes(tmp_path: Path) -> None:
    maker = FACTS.parent / "make_facts.py"
    subprocess.run([sys.executable, "-B", str(maker), str(tmp_path)], check=True)
    made, kept = _files(tmp_path), _files(FACTS)
    assert sorted(made) == sorted(kept)
    assert [name for name, content in made.items() if content != kept[name]] == []


def test_they_are_small() -> None:
    assert sum(len(content) for content in _files(FACTS).values()) < MOST_BYTES


def test_every_form_of_file_is_among_them() -> None:
    assert {Path(name).suffix for name in _files(FACTS)} == {".csv", ".xlsx", ".parquet", ".md"}


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_says_that_it_is_invented(name: str) -> None:
    assert "opdigtet" in (FACTS / name / "README.md").read_text(encoding="utf-8")


def _frames(name: str) -> dict[str, pd.DataFrame]:
    readers = {
        ".csv": lambda path: pd.read_csv(path, dtype=str, quoting=csv.QUOTE_MINIMAL),
        ".xlsx": lambda path: pd.read_excel(path, dtype=str),
        ".parquet": pd.read_parquet,
    }
    return {path.stem: readers[path.suffix](path) for path in (FACTS / name).iterdir() if path.suffix in readers}


@pytest.mark.requirement("FUP-13")
@pytest.mark.parametrize("name", FOLDERS)
def test_every_row_says_that_it_is_invented_or_where_it_is_printed(name: str) -> None:
    for table, frame in _frames(name).items():
        sources = set(frame["source"])
        if table in {"flows", "reports"}:
            assert all(source.startswith(("Rådets årsrapport 2024", "antaget")) for source in sources)
        else:
            assert sources == {"syntetisk"}


@pytest.mark.parametrize("name", FOLDERS)
def test_units_are_pseudonyms(name: str) -> None:
    for frame in _frames(name).values():
        for column in {"unit", "person"} & set(frame.columns):
            assert all(PSEUDONYM.match(value) for value in frame[column].dropna())
