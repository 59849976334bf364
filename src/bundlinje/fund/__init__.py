"""The fund's economy: accounts and budget by year, headroom, reservations, and what does not add up."""

from __future__ import annotations

from bundlinje.fund.model import Fund
from bundlinje.fund.read import read_fund

__all__ = ["Fund", "read_fund"]
