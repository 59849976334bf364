"""The roll: who is in the contract, in columns, as known at a cut-off, with the rules for leaving and for second courses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from bundlinje.contract.model import Contract
from bundlinje.contract.parts import Leaves
from bundlinje.dates import FOREVER, day_number
from bundlinje.facts.tables import Facts
from bundlinje.problems import Collector, Place, error

if TYPE_CHECKING:
    from numpy.typing import NDArray

Int32: TypeAlias = "NDArray[np.int32]"
Bool: TypeAlias = "NDArray[np.bool_]"

INTERVENTION = "intervention"


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of texts as codes into a sorted list of them; −1 for blank."""

    codes: Int32
    names: tuple[str, ...]

    def code(self, name: str) -> int:
        """The code of a name; −2, which no row has, for a name nobody has."""
        return self.names.index(name) if name in self.names else -2

    def name(self, code: int) -> str:
        """The name of a code; empty for blank."""
        return self.names[code] if code >= 0 else ""


@dataclass(frozen=True, slots=True)
class Roll:
    """One row per unit, sorted by unit id: who, since when, in which group, and until when its facts count."""

    units: tuple[str, ...]
    known: Bool
    """Enrolled by the cut-off."""
    person: Coded
    cohort: Coded
    group: Coded
    segment: Coded
    admitted: Int32
    started: Int32
    until: Int32
    completed: Bool
    counted: Bool
    """Counts at all: no second course or other project rules it out."""
    here_until: Int32
    """First day it is no longer in the project, by the rules for leaving."""
    out_after: Int32
    """Occasions that end after this day are left out, by the rules for leaving."""

    def __len__(self) -> int:
        return len(self.units)

    @property
    def takes_part(self) -> Bool:
        """Enrolled by the cut-off and counted."""
        result: Bool = self.known & self.counted
        return result

    def in_group(self, group: str | None) -> Bool:
        """Members of a group that take part; the intervention group where none is named."""
        result: Bool = self.takes_part & (self.group.codes == self.group.code(group or INTERVENTION))
        return result


def _coded(texts: Sequence[str | None], blank: str | None = None) -> Coded:
    filled = [text if text else blank for text in texts]
    names = tuple(sorted({text for text in filled if text}))
    position = {name: code for code, name in enumerate(names)}
    codes = np.fromiter((position.get(text or "", -1) for text in filled), dtype=np.int32, count=len(filled))
    return Coded(codes, names)


def _days(values: Any, blank: int) -> Int32:
    return np.array([blank if value is None else value for value in values], dtype=np.int32)


def all_units(facts: Facts) -> tuple[str, ...]:
    """Every unit that facts, old and new, know of, sorted: the order that columns keep through all follow-ups."""
    return tuple(sorted(set(facts.frame("enrolments")["unit"].to_list())))


def call_roll(contract: Contract, facts: Facts, cutoff: date, units: tuple[str, ...]) -> Roll:
    """The roll at a cut-off, in the order of `units`. Leaving for a reason without a rule raises `Refused`."""
    rows = facts.frame("enrolments")
    found = {unit: row for row, unit in enumerate(rows["unit"].to_list())}
    order = [found.get(unit) for unit in units]

    def column(name: str) -> list[Any]:
        if name not in rows.columns:
            return [None] * len(order)
        values = rows[name].to_list()
        return [None if row is None else values[row] for row in order]

    admitted = _days(column("from"), FOREVER)
    until = _days(column("until"), FOREVER)
    started = _days(column("started"), -1) if "started" in rows.columns else admitted
    left = column("left")
    known = np.array([row is not None for row in order], dtype=bool) & (admitted <= day_number(cutoff))
    here_until, out_after = _leaving(contract.leaves or Leaves(), left, until, known)
    person = _coded([one or unit for one, unit in zip(column("person"), units, strict=True)])
    return Roll(
        units=units,
        known=known,
        person=person,
        cohort=_coded(column("cohort"), next(iter(contract.all_cohorts()), None)),
        group=_coded(column("group"), INTERVENTION),
        segment=_coded(column("segment")),
        admitted=admitted,
        started=started,
        until=until,
        completed=np.array([reason == "completed" for reason in left], dtype=bool) & (until <= day_number(cutoff) + 1),
        counted=_counted(contract.leaves or Leaves(), person, admitted, column("also_from"), known),
        here_until=here_until,
        out_after=out_after,
    )


def _leaving(rules: Leaves, left: Sequence[str | None], until: Int32, known: Bool) -> tuple[Int32, Int32]:
    here, out = np.full(len(until), FOREVER, dtype=np.int32), np.full(len(until), FOREVER, dtype=np.int32)
    problems = Collector()
    for reason in sorted({reason for reason, one in zip(left, known, strict=True) if reason and one}):
        rule = getattr(rules, reason, None) if reason in Leaves.model_fields else None
        leavers = np.array([one == reason for one in left], dtype=bool)
        if rule is None:
            problems.add(error("settle.leaving_without_rule", Place(path="leaves"), reason=reason, units=int(leavers.sum())))
        here[leavers] = until[leavers] if rule == "counts until that day" else FOREVER
        out[leavers] = until[leavers] if rule == "left out" else FOREVER
    problems.refuse_errors()
    return here, out


def _counted(rules: Leaves, person: Coded, admitted: Int32, also_from: Sequence[int | None], known: Bool) -> Bool:
    counted = np.ones(len(admitted), dtype=bool)
    if rules.second_course == "not counted" and len(admitted):
        order = np.lexsort((np.arange(len(admitted)), admitted, person.codes))
        again = np.concatenate([[False], person.codes[order][1:] == person.codes[order][:-1]])
        counted[order[again]] = False
    if rules.other_project == "first project":
        elsewhere = _days(also_from, FOREVER)
        counted &= elsewhere >= admitted
    result: Bool = counted | ~known
    return result
