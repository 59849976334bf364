"""Price indices: an amount of one year's prices told in another's, exactly, and never by a guess.

An index is a chain of steps from one year's price level to the next. A step that nobody has seen is missing, and
what would need it is refused with the years that are missing; whoever knows them may add them with `with_steps`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from itertools import pairwise
from math import prod
from types import MappingProxyType

from bundlinje.data.package_file import Raw, provenance, rate, read, text
from bundlinje.data.provenance import Provenance, Status, Text, weakest
from bundlinje.problems import Problem, Refused, error


@dataclass(frozen=True, slots=True)
class Step:
    """From the price level of the year before to that of year `to`: 1.9 % is the ratio 1.019."""

    to: int
    ratio: Fraction
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Index:
    """A price index: its steps by the year they lead to."""

    id: str
    steps: Mapping[int, Step]
    provenance: Provenance
    name: Text | None = None

    @property
    def status(self) -> Status:
        """How well the least known of its steps is known."""
        return weakest(self.provenance.status, *(step.provenance.status for step in self.steps.values()))

    def with_steps(self, *own: Step) -> Index:
        """The same index with steps of the caller's own; they replace those that lead to the same year."""
        return replace(self, steps=MappingProxyType({**self.steps, **{step.to: step for step in own}}))

    def path(self, from_year: int, to_year: int) -> tuple[Step, ...]:
        """The steps between two years, as far as they are known; the same ones in both directions."""
        return tuple(self.steps[year] for year in _years(from_year, to_year) if year in self.steps)

    def missing(self, from_year: int, to_year: int) -> tuple[int, ...]:
        """The years between two years whose step nobody has seen."""
        return tuple(year for year in _years(from_year, to_year) if year not in self.steps)

    def ratio(self, from_year: int, to_year: int) -> Fraction:
        """What one krone of `from_year`'s prices is in `to_year`'s; a missing step is refused."""
        if missing := self.missing(from_year, to_year):
            raise Refused([_no_step(self, year) for year in missing])
        up = prod((step.ratio for step in self.path(from_year, to_year)), start=Fraction(1))
        return up if from_year <= to_year else 1 / up


@cache
def indices() -> Mapping[str, Index]:
    """Every index there is, by id."""
    found = [_index(raw) for raw in read("indices.yaml")]
    return MappingProxyType({one.id: one for one in found})


def index_of(id_: str) -> Index:
    """The index of this id; an unknown one is refused."""
    known = indices()
    if id_ not in known:
        raise Refused([error("data.index_unknown", id=id_, known=", ".join(known))])
    return known[id_]


def converted(ore: Fraction | int, index: Index, from_year: int, to_year: int) -> Fraction:
    """An amount in øre of one year's prices in those of another: amount × index(new) / index(old), not rounded.

    Source: SØM's own rule for prices. Within one year nothing changes and no step is needed.
    """
    return Fraction(ore) * index.ratio(from_year, to_year)


def steps_from_levels(levels: Mapping[int, Fraction], source: Provenance) -> tuple[Step, ...]:
    """The steps between yearly levels of an index; a year that is left out leaves a gap."""
    years = pairwise(sorted(levels))
    return tuple(Step(y, levels[y] / levels[before], source) for before, y in years if y == before + 1)


def _years(from_year: int, to_year: int) -> range:
    return range(min(from_year, to_year) + 1, max(from_year, to_year) + 1)


def _no_step(index: Index, year: int) -> Problem:
    known = ", ".join(str(one) for one in sorted(index.steps))
    return error("data.index_year_unknown", id=index.id, from_year=year - 1, to_year=year, known=known)


def _index(raw: Raw) -> Index:
    steps = {step.to: step for step in _steps(raw)}
    return Index(raw["id"], MappingProxyType(steps), provenance(raw), text(raw["name"]))


def _steps(raw: Raw) -> Iterable[Step]:
    levels = {int(year): Fraction(level) for year, level in raw.get("levels", {}).items()}
    means = {int(year): sum(map(Fraction, months), Fraction(0)) / 12 for year, months in raw.get("months", {}).items()}
    yield from steps_from_levels(levels or means, provenance(raw))
    for step in raw.get("steps", []):
        yield Step(int(step["to"]), 1 + rate(step["rate"]), provenance(step))
