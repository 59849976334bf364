"""The business case: costs, consequences, prices, payers, present value, break-even and sensitivity."""

from __future__ import annotations
