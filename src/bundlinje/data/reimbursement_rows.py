"""The dated rows of reimbursement as the package holds them: ladders, fixed shares of a stay, and expensive cases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from types import MappingProxyType
from typing import Protocol, TypeVar

from bundlinje.data.package_file import Raw, day, provenance, rate, read, text
from bundlinje.data.provenance import Provenance, Status, Text
from bundlinje.data.units import Unit
from bundlinje.money import ore_from_kroner
from bundlinje.problems import Refused, error


class Dated(Protocol):
    """A row that holds from a day, or from a day nobody has seen, until the next."""

    @property
    def since(self) -> date | None:
        """The first day it holds."""


Row = TypeVar("Row", bound=Dated)


def in_force(rows: Sequence[Row], on: date, what: str) -> Row:
    """The row that holds on a day; a day before the first row is refused: what held then was not seen."""
    begun = [row for row in rows if row.since is None or row.since <= on]
    if not begun:
        raise Refused([error("data.not_in_force", what=what, day=on.isoformat(), first=str(rows[0].since))])
    return begun[-1]


@dataclass(frozen=True, slots=True)
class Ladder:
    """The state's share of public income support: each `(weeks before it, share)` holds until the next begins."""

    since: date | None
    steps: tuple[tuple[int, Fraction], ...]
    provenance: Provenance

    @property
    def status(self) -> Status:
        """How well it is known."""
        return self.provenance.status

    def municipal(self, weeks: Fraction) -> Fraction:
        """The first `weeks` weeks on support, each weighted with the share that the municipality bears of it."""
        return weeks - _stepwise(weeks, self.steps)


@dataclass(frozen=True, slots=True)
class Support:
    """The state's fixed share of a stay: of all of it, or of the `first` so many units."""

    since: date | None
    state: Fraction
    first: int | None
    provenance: Provenance

    @property
    def status(self) -> Status:
        """How well it is known."""
        return self.provenance.status

    def supported(self, quantity: Fraction, before: Fraction) -> Fraction:
        """How many of these units the state supports when `before` units were used already."""
        if self.first is None:
            return quantity
        return min(quantity, max(self.first - before, Fraction(0)))


@dataclass(frozen=True, slots=True)
class Scheme:
    """A kind of support by date. Its limit counts in `unit`, per running `year` or per `course`."""

    id: str
    unit: Unit
    per: str | None
    rows: tuple[Support, ...]
    name: Text | None = None


@dataclass(frozen=True, slots=True)
class Bands:
    """Expensive cases: the state's share of what one citizen costs in a year above each `(threshold, share)`.

    Thresholds are øre of `level_year`'s prices; no steps at all means that nothing is reimbursed.
    """

    since: date | None
    level_year: int
    steps: tuple[tuple[int, Fraction], ...]
    provenance: Provenance

    @property
    def status(self) -> Status:
        """How well they are known."""
        return self.provenance.status

    def state(self, yearly: Fraction) -> Fraction:
        """What the state pays, in øre, of one citizen's yearly cost in øre of the level year."""
        return _stepwise(yearly, self.steps)


@dataclass(frozen=True, slots=True)
class BandTable:
    """One scheme for expensive cases, with its bands by date."""

    id: str
    rows: tuple[Bands, ...]
    name: Text | None = None


@dataclass(frozen=True, slots=True)
class EntryWeek:
    """The week on the ladder in which a citizen stands."""

    week: int
    provenance: Provenance

    @property
    def status(self) -> Status:
        """How well it is known."""
        return self.provenance.status


def ladders() -> tuple[Ladder, ...]:
    """The ladder by date, the oldest first."""
    return _tables().ladders


def default_entry_week() -> EntryWeek:
    """The place on the ladder that is assumed where nobody says."""
    return _tables().entry_week


def schemes() -> Mapping[str, Scheme]:
    """Support at a fixed share, by id."""
    return _tables().schemes


def band_tables() -> Mapping[str, BandTable]:
    """Schemes for expensive cases, by id."""
    return _tables().bands


def _stepwise(amount: Fraction, steps: Iterable[tuple[int, Fraction]]) -> Fraction:
    """The sum of each share of the part of an amount that lies between its threshold and the next."""
    total, earlier = Fraction(0), Fraction(0)
    for threshold, share in steps:
        total += (share - earlier) * max(amount - threshold, Fraction(0))
        earlier = share
    return total


@dataclass(frozen=True, slots=True)
class _Tables:
    ladders: tuple[Ladder, ...]
    entry_week: EntryWeek
    schemes: Mapping[str, Scheme]
    bands: Mapping[str, BandTable]


@cache
def _tables() -> _Tables:
    raw = read("reimbursement.yaml")
    return _Tables(
        tuple(_ladder(row) for row in raw["ladder"]),
        EntryWeek(int(raw["entry_week"]["week"]), provenance(raw["entry_week"])),
        MappingProxyType({row["id"]: _scheme(row) for row in raw["schemes"]}),
        MappingProxyType({row["id"]: _band_table(row) for row in raw["bands"]}),
    )


def _ladder(raw: Raw) -> Ladder:
    steps = tuple((int(step["week"]) - 1, rate(step["state"])) for step in raw["steps"])
    return Ladder(day(raw["from"]), steps, provenance(raw))


def _scheme(raw: Raw) -> Scheme:
    rows = tuple(_support(row) for row in raw["rows"])
    return Scheme(raw["id"], Unit(raw["unit"]), raw.get("per"), rows, text(raw["name"]))


def _support(raw: Raw) -> Support:
    first = int(raw["first"]) if "first" in raw else None
    return Support(day(raw["from"]), rate(raw["state"]), first, provenance(raw))


def _band_table(raw: Raw) -> BandTable:
    return BandTable(raw["id"], tuple(_bands(row) for row in raw["rows"]), text(raw["name"]))


def _bands(raw: Raw) -> Bands:
    steps = tuple((ore_from_kroner(step["over"]), rate(step["state"])) for step in raw["steps"])
    return Bands(day(raw["from"]), int(raw["level_year"]), steps, provenance(raw))
