"""One number for all facts in force: equal rows give it, whatever their order, file or engine."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from bundlinje.facts.store.schema import own_names, schema

if TYPE_CHECKING:
    from bundlinje.facts.tables import Facts


def digest(facts: Facts) -> str:
    """SHA-256 over every table: its name, its columns, and its rows sorted by all of them, as CSV in UTF-8."""
    from bundlinje.facts.tables import NAMES

    sum_ = hashlib.sha256()
    for name in NAMES:
        columns = sorted(schema(name, own_names(facts.declared)))
        rows = facts.frame(name).select(columns).sort(columns, nulls_last=False, maintain_order=False)
        sum_.update(f"{name}\n".encode())
        sum_.update(rows.write_csv(null_value="", quote_style="non_numeric", line_terminator="\n").encode())
    return sum_.hexdigest()
