"""What came back in a workbook against what went out: a change for each input, and the case they make."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.read import build
from bundlinje.business_case.workbook.page import CasePath
from bundlinje.grammar.source import parse_yaml
from bundlinje.problems import Collector, Place, Problem

_VALUE_FORMS = frozenset({"value", "unknown"})


@dataclass(frozen=True, slots=True)
class Change:
    """One input that is not what it was: where in the case, the text before and after; nothing is not known or said."""

    path: CasePath
    before: str | int | None
    after: str | int | None

    @property
    def where(self) -> str:
        """The path as people write it: `cohorts.0.participants`."""
        return ".".join(str(step) for step in self.path)


def changed_data(data: Any, changes: Iterable[Change]) -> Any:
    """The plain data of a case with the changes made; the data handed in stays as it is."""
    made = copy.deepcopy(data)
    for change in changes:
        _set(made, change.path, change.after)
    return made


def _set(data: Any, path: CasePath, value: str | int | None) -> None:
    holder = data
    for step in path[:-1]:
        holder = _inside(holder, step)
    last = path[-1]
    if isinstance(holder, dict) and isinstance(holder.get(str(last)), dict):
        holder, last = _value_form(holder[str(last)]), "value"
    if isinstance(holder, list):
        before = holder[int(last)]
        holder[int(last)] = {**_value_form(before), "value": value} if isinstance(before, dict) else value
    elif value is None:
        holder.pop(str(last), None)
    else:
        holder[str(last)] = value


def _inside(holder: Any, step: str | int) -> Any:
    """One step into the data; a part that only repeated defaults, or was a bare number, becomes a mapping."""
    if isinstance(holder, list):
        position = int(step)
        if not isinstance(holder[position], dict | list):
            holder[position] = {"value": holder[position]}
        return holder[position]
    found = holder.get(str(step))
    if not isinstance(found, dict | list):
        holder[str(step)] = {} if found is None else {"value": found}
    return holder[str(step)]


def _value_form(form: dict[str, Any]) -> dict[str, Any]:
    """A stated number without the reason why it was unknown, now that it is not."""
    form.pop("unknown", None)
    return form


def has_source(data: Any, path: CasePath) -> bool:
    """Whether the value at a path says why it is assumed or where it is published."""
    for step in path:
        if isinstance(data, list):
            data = data[int(step)] if int(step) < len(data) else None
        else:
            data = data.get(str(step)) if isinstance(data, dict) else None
    return isinstance(data, dict) and bool({"assumed", "source"} & set(data)) and bool(_VALUE_FORMS & set(data))


def case_of(data: Any, file: str, cells: Mapping[str, Place], found: Collector) -> Case | None:
    """The case that plain data describes; what is wrong goes to `found`, placed in the cell it was typed into."""
    own = Collector()
    case = build(parse_yaml(json.dumps(data, ensure_ascii=False), file, own), own)
    found.add(*(_placed(problem, file, cells) for problem in own.problems))
    return case


def _placed(problem: Problem, file: str, cells: Mapping[str, Place]) -> Problem:
    """A problem of the case where it was typed: in a cell, or at a path of the case that has none."""
    path = problem.place.path
    at = next((cells[key] for key in (path, path.removesuffix(".value")) if key in cells), Place(file, path=path))
    return replace(problem, place=at)
