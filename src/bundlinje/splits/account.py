"""Accounts of investors: capital drawn, interest earned, money received, and what is still owed, in whole øre.

Balance = drawn + interest − received. Interest is simple between rests, actual days over 365. On a rest (a rest day, and
every day money is received) it is rounded once to the øre and added to what earns interest from then on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Self, TypeAlias

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from bundlinje.grammar.part import NonEmpty, Part
from bundlinje.grammar.quantity import Share
from bundlinje.grammar.written import Text
from bundlinje.money import Ore, round_half_away

Moved: TypeAlias = tuple[date, Ore]
DAYS_IN_YEAR = 365

_RATE = re.compile(r"^(?P<rate>.+%)(?:\s+a year)?$")
_RESTS = re.compile(r"^every\s+(?P<days>\d{2}-\d{2}(?:\s*,\s*\d{2}-\d{2})*)$")


@dataclass(frozen=True, slots=True)
class YearlyRate(Text):
    """A rate of interest: `2.5 % a year`; `0 %` where an account earns none."""

    rate: Share

    code = "rate.unreadable"

    @classmethod
    def read(cls, raw: str) -> Self:
        found = _RATE.match(raw.strip())
        if found is None:
            raise ValueError(raw)
        return cls(Share.read(found["rate"]))

    def text(self) -> str:
        return f"{self.rate.text()} a year"


@dataclass(frozen=True, slots=True)
class Rests(Text):
    """The days of a year on which interest is added to the balance: `every 12-31`, `every 06-30, 12-31`."""

    days: tuple[tuple[int, int], ...]
    """Month and day of the month, in the order of the year."""

    code = "rests.unreadable"

    @classmethod
    def read(cls, raw: str) -> Self:
        found = _RESTS.match(raw.strip())
        if found is None:
            raise ValueError(raw)
        days = [date.fromisoformat(f"2001-{day.strip()}") for day in found["days"].split(",")]
        return cls(tuple(sorted({(day.month, day.day) for day in days})))

    def text(self) -> str:
        return "every " + ", ".join(f"{month:02d}-{day:02d}" for month, day in self.days)

    def between(self, first: date, last: date) -> Iterator[date]:
        """The rest days after `first`, up to and including `last`."""
        for year in range(first.year, last.year + 1):
            for month, day in self.days:
                if first < date(year, month, day) <= last:
                    yield date(year, month, day)


class Account(Part):
    """An investor's account: whose it is, what it earns, and when interest is added to what earns."""

    of: NonEmpty
    earns: YearlyRate = YearlyRate(Share(0))
    rests: Rests | None = None

    @model_validator(mode="after")
    def _says_when(self) -> Account:
        if self.earns.rate < 0:
            raise PydanticCustomError("account.negative_rate", "negative rate", {"rate": self.earns.rate.text()})
        if self.earns.rate and self.rests is None:
            raise PydanticCustomError("account.rests_missing", "rests missing", {"rate": self.earns.rate.text()})
        return self
