"""The journal as text for other accounting programs: hledger, Beancount, and a plain table (CSV)."""

from __future__ import annotations

from bundlinje.ledger.export.beancount import beancount
from bundlinje.ledger.export.hledger import hledger
from bundlinje.ledger.export.names import English, Naming
from bundlinje.ledger.export.table import csv_table

__all__ = ["English", "Naming", "beancount", "csv_table", "hledger"]
