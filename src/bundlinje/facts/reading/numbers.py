"""Numbers as people and programs write them → whole numbers at the scale of the fact. Nothing is ever rounded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bundlinje.facts.reading.raw import Mark

if TYPE_CHECKING:
    import polars as pl

MICRO = 1_000_000
LARGEST = 10**12
"""A stored value must be below this: ten thousand million kroner in øre. Then no sum of days times values overflows."""

_SPACE = r"[ \x{00a0}\x{202f}]"


def _pattern(other: str) -> str:
    """Digits plain, or in threes parted by spaces or by the mark that is not the decimal mark."""
    grouped = "|".join(rf"[0-9]{{1,3}}(?:{between}[0-9]{{3}}){{1,3}}" for between in (_SPACE, rf"\{other}"))
    whole = rf"[0-9]{{1,12}}|{grouped}"
    return (
        rf"^(?P<minus>[-−]?)(?P<whole>{whole})(?:(?P<mark>[.,])(?P<decimals>[0-9]{{1,17}}))?{_SPACE}?(?P<percent>%?)$"
    )


@dataclass(frozen=True)
class Written:
    """A number taken apart: `parts` is a struct column of what stands in a text, blank where it is no number."""

    parts: pl.Expr
    mark: Mark

    @classmethod
    def take_apart(cls, text: pl.Expr, mark: Mark) -> pl.Expr:
        """The struct column of a column of texts, in a file with this decimal mark."""
        return text.str.extract_groups(_pattern("." if mark == "," else ","))

    def _part(self, name: str) -> pl.Expr:
        return self.parts.struct.field(name)

    def is_number(self) -> pl.Expr:
        """Whether the text is a number at all, however many decimals."""
        whole, other = self._part("whole"), "." if self.mark == "," else ","
        both = whole.str.contains(other, literal=True) & (self._part("mark") == other).fill_null(False)
        return whole.is_not_null() & ~both

    def is_ambiguous(self) -> pl.Expr:
        """Whether a text such as `1.234` is a thousand times larger to some readers of a file with this mark."""
        other = "." if self.mark == "," else ","
        whole, decimals = self._part("whole"), self._part("decimals")
        thousands = (decimals.str.len_bytes() == 3) & (whole.str.len_bytes() <= 3) & ~whole.str.starts_with("0")
        return (thousands & (self._part("mark") == other)).fill_null(False)

    def in_percent(self) -> pl.Expr:
        """Whether it is written in per cent."""
        return (self._part("percent") == "%").fill_null(False)

    def micros(self) -> pl.Expr:
        """The number in millionths; null where it is none or has more decimals than six (four in per cent)."""
        import polars as pl

        whole = self._part("whole").str.replace_all(r"[^0-9]", "").cast(pl.Int64, strict=False)
        decimals = self._part("decimals").fill_null("").str.strip_chars_end("0")
        small = decimals.str.pad_end(6, "0").cast(pl.Int64, strict=False)
        magnitude = pl.when(decimals.str.len_bytes() <= 6).then(whole * MICRO + small)
        part = pl.when(magnitude % 100 == 0).then(magnitude // 100)
        unsigned = pl.when(self.in_percent()).then(part).otherwise(magnitude)
        return pl.when(self._part("minus") == "").then(unsigned).otherwise(-unsigned)
