"""Numbers as people and programs write them → whole numbers at the scale of the fact. Nothing is ever rounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bundlinje.facts.reading.raw import Mark

if TYPE_CHECKING:
    import polars as pl

MICRO = 1_000_000
LARGEST = 10**12
"""A stored value must be below this: ten thousand million kroner in øre. Then no sum of days times values overflows."""

_SPACE = r"[ \x{00a0}\x{202f}]"
_PLAIN = rf"^([-−]?)(\d{{1,12}}|\d{{1,3}}(?:{_SPACE}\d{{3}}){{1,3}})(?:[.,](\d{{1,17}}))?{_SPACE}?(%?)$"


def _grouped(mark: str) -> str:
    group, decimal = (r"\.", ",") if mark == "," else (",", r"\.")
    return rf"^([-−]?)(\d{{1,3}}(?:{group}\d{{3}}){{1,3}}){decimal}(\d{{1,17}}){_SPACE}?(%?)$"


def ambiguous(text: pl.Expr, mark: Mark) -> pl.Expr:
    """Whether a text such as `1.234` is a thousand times larger to some readers of a file with this decimal mark."""
    other = r"\." if mark == "," else ","
    return text.str.contains(rf"^[-−]?[1-9]\d{{0,2}}{other}\d{{3}}{_SPACE}?%?$")


def micros(text: pl.Expr, mark: Mark) -> pl.Expr:
    """The number in millionths; null where the text is none or has more decimals than six (four in per cent)."""
    import polars as pl

    def part(group: int) -> pl.Expr:
        return pl.coalesce(text.str.extract(_PLAIN, group), text.str.extract(_grouped(mark), group))

    whole = part(2).str.replace_all(r"[^0-9]", "").cast(pl.Int64, strict=False)
    decimals = part(3).fill_null("").str.strip_chars_end("0")
    small = decimals.str.pad_end(6, "0").cast(pl.Int64, strict=False)
    magnitude = pl.when(decimals.str.len_bytes() <= 6).then(whole * MICRO + small)
    in_parts = pl.when(part(4) != "%").then(magnitude).when(magnitude % 100 == 0).then(magnitude // 100)
    return pl.when(part(1) == "").then(in_parts).otherwise(-in_parts)


def is_number(text: pl.Expr, mark: Mark) -> pl.Expr:
    """Whether the text is a number at all, however many decimals."""
    return text.str.contains(_PLAIN) | text.str.contains(_grouped(mark))
