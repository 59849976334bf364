"""The risk of an investment: the typical risks judged one by one, and who carries what of them."""

from __future__ import annotations
