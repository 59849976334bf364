"""The journal as a plain table: one line per leg, comma-separated, for a spreadsheet or another program."""

from __future__ import annotations

import csv
import io

from bundlinje.ledger.export.names import English, Naming, kroner, names
from bundlinje.ledger.journal import Journal

COLUMNS = ("id", "day", "kind", "text", "account", "name", "amount", "currency", "source", "assumed", "corrects")


def csv_table(journal: Journal, naming: Naming | None = None) -> str:
    """Every leg on its own line in booking order: account codes and names, kroner with a point."""
    naming = naming or English()
    called = names(journal, naming, str)
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\n")
    write.writerow(COLUMNS)
    for entry in journal:
        for leg in entry.postings:
            text = [entry.id, entry.day.isoformat(), entry.kind, naming.entry(entry), leg.account.name]
            rest = ["DKK", entry.source, entry.assumed, entry.corrects or ""]
            write.writerow([*map(_plain, text), called[leg.account], kroner(leg.ore), *map(_plain, rest)])
    return out.getvalue()


def _plain(text: str) -> str:
    # A spreadsheet would run a cell that begins like a formula.
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
