"""The roll: who is in the contract as known at a cut-off, with the rules for leaving and for second courses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import polars as pl

from bundlinje.contract.model import Contract
from bundlinje.contract.parts import Leaves
from bundlinje.dates import FOREVER, day_number
from bundlinje.facts.store.fetch import fetch
from bundlinje.facts.tables import Facts
from bundlinje.problems import Collector, Place, error
from bundlinje.settlement.carried import Names

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

    @property
    def names(self) -> Names:
        """The names behind its codes."""
        return Names(self.units, self.person.names, self.cohort.names, self.segment.names)

    def in_group(self, group: str | None) -> Bool:
        """Members of a group that take part; the intervention group where none is named."""
        result: Bool = self.takes_part & (self.group.codes == self.group.code(group or INTERVENTION))
        return result


def _coded(texts: pl.Series, also: tuple[str, ...] = ()) -> Coded:
    """A column of texts as codes into the sorted texts, and into names known before; blank and missing are −1."""
    texts = texts.cast(pl.String).replace("", None)
    names = pl.concat([texts.drop_nulls(), pl.Series(also, dtype=pl.String)]).unique().sort()
    coded = pl.DataFrame({"name": names, "code": np.arange(len(names), dtype=np.int32)})
    found = texts.to_frame("name").join(coded, on="name", how="left", maintain_order="left")["code"]
    return Coded(found.fill_null(-1).to_numpy().astype(np.int32), tuple(names.to_list()))


def _days(values: pl.Series, blank: int) -> Int32:
    result: Int32 = values.cast(pl.Int32).fill_null(blank).to_numpy().astype(np.int32)
    return result


def all_units(facts: Facts, before: Names) -> tuple[str, ...]:
    """Every unit that any recorded row, withdrawn or not, or an earlier settlement knows of, sorted."""
    recorded = fetch(facts.rows.table("enrolments").select("unit"))["unit"]
    return tuple(sorted({*recorded.tolist(), *before.unit}))


def call_roll(contract: Contract, facts: Facts, cutoff: date, units: tuple[str, ...], before: Names) -> Roll:
    """The roll at a cut-off, in the order of `units`; what an earlier settlement has a name `before` keeps one.

    Leaving for a reason without a rule raises `Refused`.
    """
    found = facts.frame("enrolments")
    keys = pl.DataFrame({"unit": pl.Series(units, dtype=found["unit"].dtype)})
    rows = keys.join(found.with_columns(there=True), on="unit", how="left", maintain_order="left")
    rules, cohorts = contract.leaves or Leaves(), contract.all_cohorts()
    admitted, until = _days(rows["from"], FOREVER), _days(rows["until"], FOREVER)
    known = rows["there"].fill_null(value=False).to_numpy() & (admitted <= day_number(cutoff))
    here_until, out_after = _leaving(rules, rows["left"], until, known)
    person = _coded(rows["person"].replace("", None).fill_null(rows["unit"].cast(pl.String)), before.person)
    return Roll(
        units=units,
        known=known,
        person=person,
        cohort=_coded(rows["cohort"].replace("", None).fill_null(next(iter(cohorts), None) or ""), before.cohort),
        group=_coded(rows["group"].replace("", None).fill_null(INTERVENTION)),
        segment=_coded(rows["segment"], before.segment),
        admitted=admitted,
        started=_days(rows["started"], -1),
        until=until,
        completed=(rows["left"] == "completed").fill_null(value=False).to_numpy() & (until <= day_number(cutoff) + 1),
        counted=_counted(rules, person, admitted, _days(rows["also_from"], FOREVER), known),
        here_until=here_until,
        out_after=out_after,
    )


def _leaving(rules: Leaves, left: pl.Series, until: Int32, known: Bool) -> tuple[Int32, Int32]:
    """Until when each unit is here, and after which day its occasions are left out, by the rule for its reason."""
    here, out = np.full(len(until), FOREVER, dtype=np.int32), np.full(len(until), FOREVER, dtype=np.int32)
    problems = Collector()
    for reason in left.filter(pl.Series(known)).drop_nulls().replace("", None).drop_nulls().unique().sort().to_list():
        rule = getattr(rules, reason, None) if reason in Leaves.model_fields else None
        leavers = (left == reason).fill_null(value=False).to_numpy()
        if rule is None:
            problems.add(
                error("settle.leaving_without_rule", Place(path="leaves"), reason=reason, units=int(leavers.sum()))
            )
        here[leavers] = until[leavers] if rule == "counts until that day" else FOREVER
        out[leavers] = until[leavers] if rule == "left out" else FOREVER
    problems.refuse_errors()
    return here, out


def _counted(rules: Leaves, person: Coded, admitted: Int32, elsewhere: Int32, known: Bool) -> Bool:
    """Units that count: no second course, no other project that came first, where the contract rules those out."""
    counted = np.ones(len(admitted), dtype=bool)
    if rules.second_course == "not counted" and len(admitted):
        order = np.lexsort((np.arange(len(admitted)), admitted, person.codes))
        again = np.concatenate([[False], person.codes[order][1:] == person.codes[order][:-1]])
        counted[order[again]] = False
    if rules.other_project == "first project":
        counted &= elsewhere >= admitted
    result: Bool = counted | ~known
    return result
