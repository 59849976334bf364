"""Accounts of investors: capital drawn, interest earned, money received, and what is still owed, in whole øre.

Balance = drawn + interest − received. Interest is simple between rests, actual days over 365. On a rest (a rest day,
and every day money is received) it is rounded once to the øre and added to what earns interest from then on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sum in øre that earned interest for a number of days."""

    base: Ore
    days: int


@dataclass(frozen=True, slots=True)
class Interest:
    """Interest of one rest: what earned for how long since the rest before, at what yearly rate, in whole øre."""

    day: date
    rate: Share
    stretches: tuple[Stretch, ...]
    amount: Ore


@dataclass(frozen=True, slots=True)
class Statement:
    """An account at the end of a day, in øre: drawn + interest = received + balance."""

    day: date
    drawn: Ore
    received: Ore
    postings: tuple[Interest, ...]

    @property
    def interest(self) -> Ore:
        """All interest earned to date."""
        return sum(posting.amount for posting in self.postings)

    @property
    def balance(self) -> Ore:
        """What the account is still owed; negative if it received more."""
        return self.drawn + self.interest - self.received


def interest_on(stretches: Sequence[Stretch], rate: Share) -> Ore:
    """Simple interest, actual days over 365, rounded once."""
    ore_days = sum(part.base * part.days for part in stretches)
    return round_half_away(Fraction(rate) * ore_days / DAYS_IN_YEAR)


def run_account(account: Account, draws: Iterable[Moved], receipts: Iterable[Moved], until: date) -> Statement:
    """The account after everything that moved up to and including `until`, with interest up to that day.

    Money drawn earns from the day it is drawn until the day it is received back. `until` itself is a rest, because it
    is a day on which money is about to be received: a payment day that gave this account nothing must therefore be
    handed in later as a receipt of 0, or its interest would be rounded in another place. An account that is owed
    nothing or less earns nothing.
    """
    drawn, received = _by_day(draws, until), _by_day(receipts, until)
    postings = tuple(_postings(account, drawn, received, until))
    return Statement(until, sum(drawn.values()), sum(received.values()), postings)


def _by_day(moved: Iterable[Moved], until: date) -> dict[date, Ore]:
    total: dict[date, Ore] = {}
    for day, ore in moved:
        if day <= until:
            total[day] = total.get(day, 0) + ore
    return total


def _postings(
    account: Account, drawn: Mapping[date, Ore], received: Mapping[date, Ore], until: date
) -> Iterator[Interest]:
    rests = _rests(account, {*drawn, *received, until}, received)
    owed, since, earning = 0, until, list[Stretch]()
    for day in sorted({*drawn, *received, *rests, until}):
        if since < day and owed > 0:
            earning.append(Stretch(owed, (day - since).days))
        if earning and (day in rests or day == until):
            posting = Interest(day, account.earns.rate, tuple(earning), interest_on(earning, account.earns.rate))
            yield posting
            owed, earning = owed + posting.amount, []
        owed, since = owed + drawn.get(day, 0) - received.get(day, 0), day


def _rests(account: Account, moves: set[date], received: Iterable[date]) -> set[date]:
    """The days on which interest is rounded and added: rest days, and days on which money is received."""
    ends = account.rests.between(min(moves), max(moves)) if account.rests else ()
    return {*ends, *received}
