"""Facts: what was recorded about units, exactly as told: six kinds, corrections that supersede, and as-of any day.

`read_facts` turns a folder of CSV, XLSX or Parquet into `Facts`, `facts_from_rows` does it for plain rows through the
same checks, `write_facts` writes them again. The shelf of kinds is `bundlinje.facts.base.SHELF`.
"""

from __future__ import annotations

from importlib import import_module

_HOME = {
    "Facts": "tables",
    "Tables": "tables",
    "facts_from_rows": "reading.rows",
    "read_facts": "reading.folder",
    "rows_in_force": "store.writing",
    "write_facts": "store.writing",
}


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found: object = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
