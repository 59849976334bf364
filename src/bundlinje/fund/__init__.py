"""The fund's economy from its folder of files: accounts and budget, headroom, reservations, and what does not add up."""

from __future__ import annotations

from bundlinje.fund.model import Fund
from bundlinje.fund.read import read_fund

__all__ = ["Fund", "read_fund"]
