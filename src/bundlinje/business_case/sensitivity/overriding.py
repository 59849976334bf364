"""Values of one's own in a case: by the path at which they stand in its file, refused where they do not fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.read import build
from bundlinje.grammar.source import parse_yaml
from bundlinje.problems import Collector, Place, Refused, error


def overridden(case: Case, values: Mapping[str, object]) -> Case:
    """The case with other values at paths such as `costs.advisers.amount` or `cohorts.0.participants`.

    Steps into lists are ids, or places counted from 0. Raises `Refused` with everything that does not fit.
    """
    data = case.as_data()
    strange = [path for path, value in values.items() if not _set(data, path.split("."), value)]
    if strange:
        raise Refused(error("sensitivity.path_unknown", Place(path=path)) for path in strange)
    return _read(data)


def _read(data: Any) -> Case:
    """The case that plain data describes, as a file of it is read; problems keep their path and no line."""
    import yaml

    found = Collector()
    changed = build(parse_yaml(yaml.safe_dump(data, allow_unicode=True), "", found), found)
    if changed is None or found.has_errors:
        raise Refused(replace(one, place=Place(path=one.place.path)) for one in found.problems if one.is_error)
    return changed


def _set(data: Any, steps: list[str], value: object) -> bool:
    """Put a value at a path; whether there is such a place."""
    *before, last = steps
    for step in before:
        data = _inside(data, step)
    if isinstance(data, list):
        at = _position(data, last)
        if at is None:
            return False
        data[at] = value
        return True
    if not isinstance(data, dict):
        return False
    data[last] = value
    return True


def _inside(data: Any, step: str) -> Any:
    if isinstance(data, dict):
        return data.get(step)
    at = _position(data, step) if isinstance(data, list) else None
    return None if at is None else data[at]


def _position(rows: list[Any], step: str) -> int | None:
    """The place in a list of the row with this id, or of this number."""
    ids = [row.get("id") if isinstance(row, dict) else None for row in rows]
    if step in ids:
        return ids.index(step)
    return int(step) if step.isdigit() and int(step) < len(rows) else None
