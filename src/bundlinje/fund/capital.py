"""Capital raised: what all investors put in, not only the Council, and how far the Council's money is geared."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bundlinje.fund.books_file import CapitalRow
from bundlinje.fund.model import Fund
from bundlinje.money import Ore


@dataclass(frozen=True, slots=True)
class Raised:
    """The capital behind one line as first agreed, in øre: the Council's and all investors'; none if unpublished."""

    line: str
    council: Ore | None
    all_investors: Ore | None

    @property
    def outside(self) -> Ore | None:
        """What others than the Council put in. Two documents' rounding may not make it negative."""
        if self.council is None or self.all_investors is None:
            return None
        return max(0, self.all_investors - self.council)

    @property
    def outside_share(self) -> Fraction | None:
        """Outside capital as a share of all: how far the risk is spread."""
        return None if self.outside is None or not self.all_investors else Fraction(self.outside, self.all_investors)

    @property
    def gearing(self) -> Fraction | None:
        """Outside capital for each krone of the Council's."""
        return None if self.outside is None or not self.council else Fraction(self.outside, self.council)


def raised(fund: Fund) -> tuple[Raised, ...]:
    """The capital of each line, in printed order; the agreements of a programme are added."""
    return tuple(_raised(line.id, [row for row in fund.capital if row.line == line.id]) for line in fund.investments())


def _raised(line: str, rows: list[CapitalRow]) -> Raised:
    council = [int(row.council[0].printed.value) for row in rows if row.council]
    everyone = [int(row.all_investors[0].printed.value) for row in rows if row.all_investors]
    return Raised(line, sum(council) if council else None, sum(everyone) if everyone else None)


def without_repayment(fund: Fund) -> Fraction:
    """The share of everything invested and donated that expects no municipal repayment."""
    spending = [line for line in fund.lines if line.group in {"investment", "donation"}]
    every = sum(fund.sum_of(line.id, fund.columns).known for line in spending)
    without = sum(fund.sum_of(line.id, fund.columns).known for line in spending if not line.municipal_repayment)
    return Fraction(without, every) if every else Fraction(0)
