"""Reading a case: YAML with places → the case, or every mistake at once with file, line and column."""

from __future__ import annotations

import difflib
import re
import types
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Union, cast, get_args, get_origin

from pydantic import ValidationError

from bundlinje.business_case.case_file import Case
from bundlinje.business_case.check import check
from bundlinje.grammar.part import Part
from bundlinje.grammar.source import Sourced, parse_yaml, read_yaml
from bundlinje.problems import Collector, Problem, Refused, error

_CODES = {
    "missing": "case.missing_key",
    "string_type": "case.wants_text",
    "list_type": "case.wants_list",
    "dict_type": "case.wants_mapping",
    "model_type": "case.wants_mapping",
    "model_attributes_type": "case.wants_mapping",
    "int_type": "case.wants_whole_number",
    "int_parsing": "case.wants_whole_number",
    "int_from_float": "case.wants_whole_number",
    "bool_type": "case.wants_yes_or_no",
    "greater_than_equal": "case.out_of_range",
    "less_than_equal": "case.out_of_range",
    "greater_than": "case.out_of_range",
    "too_short": "case.nothing_there",
    "string_too_short": "case.nothing_there",
    "string_pattern_mismatch": "case.bad_name",
    "number.value_or_unknown": "case.value_or_unknown",
    "quantity.unreadable": "case.number_unreadable",
    "share.unreadable": "case.number_unreadable",
    "length.unreadable": "case.length_unreadable",
}
_CHOICES = ("literal_error", "enum")
_QUOTED = re.compile(r"'([^']*)'|\b(\d+)\b")


def read_case(path: Path) -> Case:
    """The case in a file. Raises `Refused` with every mistake found; warnings do not stop it."""
    case, problems = examine_case(path)
    if case is None or any(problem.is_error for problem in problems):
        raise Refused(problems)
    return case


def examine_case(path: Path, name: str | None = None) -> tuple[Case | None, tuple[Problem, ...]]:
    """The case in a file, if it can be made out, and everything there is to say against it."""
    found = Collector()
    case = build(read_yaml(path, found, name), found)
    return case, found.problems


def parse_case(text: str, name: str = "case.yaml") -> Case:
    """The case in a text, for tests and editors. Raises `Refused` with every mistake found."""
    found = Collector()
    case = build(parse_yaml(text, name, found), found)
    found.refuse_errors()
    return cast(Case, case)


def build(source: Sourced, found: Collector) -> Case | None:
    """The case that a source describes; what is wrong with it, by shape and then by sense, goes to `found`."""
    if source.root is None:
        return None
    if not isinstance(source.data, dict):
        found.add(error("case.wants_mapping", source.place(()), key="case", text=""))
        return None
    try:
        case = Case.model_validate(source.data)
    except ValidationError as refusal:
        found.add(*(_problem(fault, source) for fault in refusal.errors(include_url=False)))
        return None
    found.add(*check(case, source.place))
    return case


def _problem(fault: Any, source: Sourced) -> Problem:
    """What the shape's checker found, as a located problem with a code of ours."""
    kind, path = str(fault["type"]), _real_path(source.data, fault["loc"])
    if kind == "extra_forbidden":
        return _unknown_key(path, source)
    code, values = code_of(fault)
    return error(code, source.place(path), **values)


def code_of(fault: Any) -> tuple[str, dict[str, str]]:
    """The code and the values of what the shape's checker found."""
    kind, context = str(fault["type"]), fault.get("ctx", {})
    key = str(fault["loc"][-1]) if fault["loc"] else ""
    values = {"key": key, "text": _short(context.get("text", fault.get("input"))), "known": _known(kind, context)}
    if kind in _CHOICES:
        return "case.not_one_of", values
    passed = kind.startswith(("case.", "spread."))
    return (kind if passed else _CODES.get(kind, "case.value_unreadable")), values


def _known(kind: str, context: Mapping[str, Any]) -> str:
    if kind in _CHOICES:
        return ", ".join(quoted or number for quoted, number in _QUOTED.findall(str(context.get("expected", ""))))
    if "ge" in context or "gt" in context:
        return f"≥ {context.get('ge', context.get('gt'))}"
    return str(context.get("known", ""))


def _unknown_key(path: tuple[str | int, ...], source: Sourced) -> Problem:
    known = sorted(keys_at(path[:-1]))
    key, place = str(path[-1]), source.place(path, of_key=True)
    if close := difflib.get_close_matches(key, known, n=1):
        return error("case.unknown_key_meant", place, key=key, meant=close[0])
    return error("case.unknown_key", place, key=key, known=", ".join(known))


def keys_at(path: tuple[str | int, ...]) -> set[str]:
    """The keys that may stand at a path of a case file."""
    shapes: list[Any] = [Case]
    for step in path:
        shapes = [inner for shape in shapes for inner in _inside(shape, step)]
    return {key for shape in shapes if _is_part(shape) for key in _keys(shape)}


def _keys(shape: type[Part]) -> Iterator[str]:
    for name, field in shape.model_fields.items():
        yield field.alias or name


def _inside(shape: Any, step: str | int) -> list[Any]:
    """The shapes that may stand one step inside a shape."""
    if _is_part(shape):
        return [
            one
            for name, field in shape.model_fields.items()
            if (field.alias or name) == step
            for one in _members(field.annotation)
        ]
    origin, arguments = get_origin(shape), get_args(shape)
    if origin is dict:
        return _members(arguments[1])
    return _members(arguments[0]) if origin is list else []


def _members(annotation: Any) -> list[Any]:
    if get_origin(annotation) is Annotated:
        return _members(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return [member for one in get_args(annotation) for member in _members(one)]
    return [annotation]


def _is_part(shape: Any) -> bool:
    return isinstance(shape, type) and issubclass(shape, Part)


def _real_path(data: Any, location: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The steps of a location that exist in the file; names of union members and of short forms do not."""
    steps: list[str | int] = []
    for step in location:
        if isinstance(data, dict) and str(step) in data:
            data = data[str(step)]
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            continue
        steps.append(step)
    return tuple(steps)


def _short(value: Any) -> str:
    text = "" if isinstance(value, dict | list) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
