"""Values of facts: each row's number is read with the decimals and the scale that its fact declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from bundlinje.facts.base import FactKind
from bundlinje.facts.declared import own_value
from bundlinje.facts.reading import numbers
from bundlinje.facts.reading.raw import Mark
from bundlinje.facts.reading.tell import Check
from bundlinje.facts.reading.yes import stands
from bundlinje.facts.values import Measured
from bundlinje.grammar.quantity import Dimension

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Cells:
    """The cells of one column of values: how they are read, and what can be wrong with them."""

    column: str
    table: str
    declared: Mapping[str, FactKind]
    mark: Mark

    @cached_property
    def held(self) -> Mapping[str, Measured | None]:
        """How the values of each fact are stored; none for a fact without values."""
        return {name: kind.carries for name, kind in self.declared.items() if kind.table == self.table}

    def _named(self, part: str) -> str:
        return f"\x00{part} {self.column}"

    @property
    def _written(self) -> numbers.Written:
        import polars as pl

        return numbers.Written(pl.col(self._named("parts")), self.mark)

    def read(self, texts: pl.LazyFrame) -> pl.LazyFrame:
        """Columns beside the texts: the number in millionths, the decimals it may have, and what is wrong with it."""
        import polars as pl

        parts = numbers.Written.take_apart(pl.col(self.column), self.mark)
        micro, decimals = pl.col(self._named("micro")), pl.col(self._named("decimals"))
        return (
            texts.with_columns(parts.alias(self._named("parts")), self._decimals().alias(self._named("decimals")))
            .with_columns(self._written.micros().alias(self._named("micro")))
            .with_columns(self._fault(micro, decimals).alias(self._named("fault")))
        )

    def stored(self, prefix: str) -> pl.Expr:
        """The stored number; null where it is blank or wrong."""
        import polars as pl

        number = pl.col(self._named("micro")) // _step(pl.col(self._named("decimals")))
        right = pl.col(self._named("fault")).is_null()
        return pl.when(right).then(number).cast(pl.Int64).alias(prefix + self.column)

    def checks(self, read: pl.DataFrame) -> Iterator[Check]:
        """A check for each mistake that some row has."""
        import polars as pl

        faults = read[self._named("fault")]
        if faults.null_count() == faults.len():
            return
        show = {"text": self.column, "decimals": self._named("decimals")}
        for code in faults.drop_nulls().unique().sort():
            yield Check(pl.col(self._named("fault")) == code, code, self.column, show)

    def _decimals(self) -> pl.Expr:
        import polars as pl

        if self.table == "enrolments":
            return pl.lit(own_value(self.declared, self.column).decimals, pl.Int64)
        places = {name: held.decimals for name, held in self.held.items() if held is not None}
        return pl.col("fact").replace_strict(places, default=None, return_dtype=pl.Int64)

    def _is_share(self) -> pl.Expr:
        import polars as pl

        if self.table == "enrolments":
            return pl.lit(own_value(self.declared, self.column).dimension is Dimension.SHARE)
        shares = [name for name, held in self.held.items() if held and held.dimension is Dimension.SHARE]
        return pl.col("fact").is_in(shares)

    def _fault(self, micro: pl.Expr, decimals: pl.Expr) -> pl.Expr:
        """The code of what is wrong with a value; null where nothing is."""
        import polars as pl

        text, share = pl.col(self.column), self._is_share()
        written, step = self._written, _step(decimals)
        percent = written.in_percent()
        own = self.table == "enrolments"
        known = pl.lit(True) if own else pl.col("fact").is_in(list(self.held)).fill_null(False)
        faults = (
            (~known, None),
            (text.is_null() & decimals.is_not_null() & stands() & ~pl.lit(own), "facts.value.missing"),
            (text.is_null(), None),
            (decimals.is_null(), "facts.value.not_declared"),
            (written.is_ambiguous(), "facts.value.ambiguous"),
            (~written.is_number(), "facts.value.unreadable"),
            (percent & ~share, "facts.value.unreadable"),
            (micro.is_null() | (micro % step != 0), "facts.value.decimals"),
            (share & ~percent & (micro.abs() > numbers.MICRO), "facts.value.share_over_one"),
            (micro.abs() // step >= numbers.LARGEST, "facts.value.too_large"),
        )
        code = pl.lit(None, pl.String)
        for wrong, name in reversed(faults):
            code = pl.when(wrong).then(pl.lit(name, pl.String)).otherwise(code)
        return code


def _step(decimals: pl.Expr) -> pl.Expr:
    """Millionths in one stored unit of a row's fact."""
    import polars as pl

    return decimals.replace_strict({n: 10 ** (6 - n) for n in range(7)}, default=None, return_dtype=pl.Int64)
