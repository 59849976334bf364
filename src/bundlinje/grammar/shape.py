"""From plain data to a part, with every mistake of shape located: what a reader of any file of ours says about it."""

from __future__ import annotations

import difflib
import re
import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError

from bundlinje.grammar.part import Part
from bundlinje.grammar.source import Sourced
from bundlinje.problems import Collector, Problem, error

P = TypeVar("P", bound=Part)

_CODES = {
    "missing": "shape.missing_key",
    "string_type": "shape.wants_text",
    "list_type": "shape.wants_list",
    "dict_type": "shape.wants_mapping",
    "model_type": "shape.wants_mapping",
    "model_attributes_type": "shape.wants_mapping",
    "int_type": "shape.wants_whole_number",
    "int_parsing": "shape.wants_whole_number",
    "int_from_float": "shape.wants_whole_number",
    "bool_type": "shape.wants_yes_or_no",
    "greater_than_equal": "shape.out_of_range",
    "less_than_equal": "shape.out_of_range",
    "greater_than": "shape.out_of_range",
    "too_short": "shape.nothing_there",
    "string_too_short": "shape.nothing_there",
    "string_pattern_mismatch": "shape.bad_name",
    "number.value_or_unknown": "shape.value_or_unknown",
    "quantity.unreadable": "shape.number_unreadable",
    "share.unreadable": "shape.number_unreadable",
    "length.unreadable": "shape.length_unreadable",
}
_CHOICES = ("literal_error", "enum")
_QUOTED = re.compile(r"'([^']*)'|\b(\d+)\b")


def shaped(source: Sourced, shape: type[P], found: Collector) -> P | None:
    """The part that a source describes; none if it cannot be made out, and all that is wrong with it in `found`."""
    if source.root is None:
        return None
    if not isinstance(source.data, dict):
        found.add(error("shape.wants_mapping", source.place(()), key="", text=""))
        return None
    try:
        return shape.model_validate(source.data)
    except ValidationError as refusal:
        found.add(*(_problem(fault, source, shape) for fault in refusal.errors(include_url=False)))
        return None


def _problem(fault: Any, source: Sourced, shape: type[Part]) -> Problem:
    """What the shape's checker found, as a located problem with a code of ours."""
    path = real_path(source.data, fault["loc"])
    if fault["type"] == "extra_forbidden":
        return _unknown_key(path, source, shape)
    code, values = code_of(fault)
    return error(code, source.place(path), **values)


def code_of(fault: Any) -> tuple[str, dict[str, str]]:
    """The code and the values of what the shape's checker found; a part's own codes are kept."""
    kind, context = str(fault["type"]), fault.get("ctx", {})
    key = str(fault["loc"][-1]) if fault["loc"] else ""
    values = {"key": key, "text": _short(context.get("text", fault.get("input"))), "known": _known(kind, context)}
    if kind in _CHOICES:
        return "shape.not_one_of", values
    return _CODES.get(kind) or (kind if "." in kind else "shape.value_unreadable"), values


def _known(kind: str, context: Mapping[str, Any]) -> str:
    if kind in _CHOICES:
        return ", ".join(quoted or number for quoted, number in _QUOTED.findall(str(context.get("expected", ""))))
    if "ge" in context or "gt" in context:
        return f"≥ {context.get('ge', context.get('gt'))}"
    return str(context.get("known", ""))


def _unknown_key(path: tuple[str | int, ...], source: Sourced, shape: type[Part]) -> Problem:
    known = sorted(keys_at(shape, path[:-1]))
    key, place = str(path[-1]), source.place(path, of_key=True)
    if close := difflib.get_close_matches(key, known, n=1):
        return error("shape.unknown_key_meant", place, key=key, meant=close[0])
    return error("shape.unknown_key", place, key=key, known=", ".join(known))


def keys_at(shape: type[Part], path: tuple[str | int, ...]) -> set[str]:
    """The keys that may stand at a path of a file of this shape."""
    shapes: list[Any] = [shape]
    for step in path:
        shapes = [inner for one in shapes for inner in _inside(one, step)]
    return {key for one in shapes if _is_part(one) for key in _keys(one)}


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


def real_path(data: Any, location: tuple[str | int, ...]) -> tuple[str | int, ...]:
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
