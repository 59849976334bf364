"""Yes and no in a cell, and whether a row says something rather than withdrawing what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje.facts.columns import YES

if TYPE_CHECKING:
    import polars as pl


def yes(text: pl.Expr) -> pl.Expr:
    """Whether a text says yes; null where it says neither."""
    import polars as pl

    return text.str.to_lowercase().replace_strict(YES, default=None, return_dtype=pl.Boolean)


def stands() -> pl.Expr:
    """Whether a row of texts is not withdrawn."""
    import polars as pl

    return ~yes(pl.col("void")).fill_null(False)
