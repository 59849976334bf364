"""Facts from a folder: one file for each table, in CSV, XLSX or Parquet."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bundlinje.facts.base import FactKind
from bundlinje.facts.reading.csv_file import read_csv
from bundlinje.facts.reading.parquet_file import read_parquet
from bundlinje.facts.reading.prepared import is_prepared, prepared_facts
from bundlinje.facts.reading.raw import Raw
from bundlinje.facts.reading.whole import facts_of
from bundlinje.facts.reading.xlsx_file import read_xlsx
from bundlinje.facts.tables import NAMES, Facts
from bundlinje.problems import Collector, Place, error

FORMS = (".csv", ".xlsx", ".parquet")
"""File forms that are read."""


def read_facts(folder: Path, declared: Mapping[str, FactKind], memory_limit: str | None = None) -> Facts:
    """Every fact in a folder that a contract declares, or one `Refused` with every mistake in every file.

    Files are called `enrolments`, `spells`, `events`, `scores`, `reports`, `flows` and `coverage`; those that are
    missing are empty. A folder of files that `write_facts` prepared is not read into memory but counted where it lies,
    within `memory_limit` (such as `4GB`).
    """
    found = Collector()
    files = _files(folder, found)
    if files and all(is_prepared(path) for path in files.values()):
        found.refuse_errors()
        return prepared_facts(folder, files, declared, memory_limit)
    raws = {table: _raw(path, table, found) for table, path in files.items()}
    return facts_of({table: raw for table, raw in raws.items() if raw is not None}, declared, found)


def _files(folder: Path, found: Collector) -> dict[str, Path]:
    """The file of each table. A data file that is none of them is told, not passed over."""
    files: dict[str, Path] = {}
    if not folder.is_dir():
        found.add(error("facts.folder.missing", Place(str(folder))))
        return files
    for path in sorted(p for p in folder.iterdir() if p.suffix.lower() in FORMS and not p.name.startswith((".", "~"))):
        table = path.stem.lower()
        if table not in NAMES:
            found.add(error("facts.file.unknown", Place(path.name), known=", ".join(NAMES)))
        elif table in files:
            found.add(error("facts.file.twice", Place(path.name), first=files[table].name))
        else:
            files[table] = path
    if not files and not found.has_errors:
        found.add(error("facts.folder.empty", Place(str(folder)), known=", ".join(NAMES)))
    return files


def _raw(path: Path, table: str, found: Collector) -> Raw | None:
    try:
        content = path.read_bytes()
    except OSError:
        found.add(error("facts.file.unreadable", Place(path.name)))
        return None
    if not content:
        found.add(error("facts.file.empty", Place(path.name)))
        return None
    form = path.suffix.lower()
    if form == ".csv":
        return read_csv(content, path.name, found)
    if form == ".xlsx":
        return read_xlsx(content, path.name, table, found)
    return read_parquet(path, path.name, table, found)
