"""Reading a contract: YAML with places → the model, or every mistake at once with file, line and column."""

from __future__ import annotations

import copy
import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bundlinje.contract.model import Contract
from bundlinje.grammar.kind import TAG
from bundlinje.grammar.source import Sourced, parse_yaml, read_yaml
from bundlinje.problems import Collector, Place, Problem, Refused, error

SECTIONS = (
    "parties", "cohorts", "windows", "phases", "facts", "measures", "outcomes", "figures", "gates", "follow_ups",
    "accounts", "terms", "limits", "payers", "legs", "amendments", "capital",
)  # fmt: skip
"""Sections whose members stand alone: a mistake in one is no reason not to look at the others."""


def read_contract(path: Path) -> Contract:
    """The contract in a file. Raises `Refused` with every mistake found; warnings do not stop it."""
    contract, problems = examine_contract(path)
    if contract is None or any(p.is_error for p in problems):
        raise Refused(problems)
    return contract


def examine_contract(path: Path, name: str | None = None) -> tuple[Contract | None, tuple[Problem, ...]]:
    """The contract in a file, if it can be made out, and everything there is to say against it."""
    found = Collector()
    source = read_yaml(path, found, name)
    contract = build(source, found)
    if contract is not None and contract.contract != path.stem:
        place = source.place(("contract",))
        found.add(error("contract.id_is_file_name", place, id=contract.contract, file=path.stem))
    return contract, found.problems


def parse_contract(text: str, name: str = "contract.yaml") -> Contract:
    """The contract in a text, for tests and editors. Raises `Refused` with every mistake found."""
    found = Collector()
    contract = build(parse_yaml(text, name, found), found)
    found.refuse_errors()
    return cast(Contract, contract)


def build(source: Sourced, found: Collector) -> Contract | None:
    """The contract that a source describes; what is wrong with it, by shape and by sense, goes to `found`.

    What has a wrong shape is set aside, so that the sense of everything else is examined in the same go.
    """
    from bundlinje.contract.check import check

    if source.root is None:
        return None
    if not isinstance(source.data, dict):
        found.add(error("contract.not_a_mapping", source.place(())))
        return None
    contract, mistakes = _validated(source.data)
    found.add(*(_problem(mistake, source) for mistake in mistakes))
    if contract is None:
        contract, rest = _validated(_without(source.data, mistakes))
        if contract is None or rest:
            return None
    found.add(*check(contract, source))
    return contract


def _validated(data: dict[str, Any]) -> tuple[Contract | None, list[ErrorDetails]]:
    try:
        return Contract.model_validate(data), []
    except ValidationError as refusal:
        return None, refusal.errors(include_url=False)


def _without(data: dict[str, Any], mistakes: Iterable[ErrorDetails]) -> dict[str, Any]:
    rest = copy.deepcopy(data)
    for path in sorted((steps(m["loc"]) for m in mistakes), key=str, reverse=True):
        _set_aside(rest, path)
    return rest


def _set_aside(data: dict[str, Any], path: Sequence[str | int]) -> None:
    if not path:
        return
    section = data.get(str(path[0]))
    if path[0] in SECTIONS and len(path) > 1 and isinstance(section, dict):
        section.pop(str(path[1]), None)
    elif path[0] in SECTIONS and len(path) > 1 and isinstance(section, list) and isinstance(path[1], int):
        if path[1] < len(section):
            del section[path[1]]
    else:
        data.pop(str(path[0]), None)


def steps(location: Sequence[str | int]) -> tuple[str | int, ...]:
    """The steps of a pydantic location that stand in the file: without the names of kinds and of keys as such."""
    return tuple(step for step in location if not (isinstance(step, str) and (step.startswith(TAG) or step == "[key]")))


_SHAPES = {"dict_type", "list_type", "string_type", "int_type", "bool_type", "tuple_type", "model_type", "int_parsing"}


def _problem(mistake: ErrorDetails, source: Sourced) -> Problem:
    path = steps(mistake["loc"])
    kind, context = mistake["type"], mistake.get("ctx", {})
    key = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        return _unknown_key(path, mistake, source)
    if kind == "missing":
        return error("contract.missing_key", source.place(path[:-1]), key=key)
    if kind in ("literal_error", "enum"):
        return error(
            "contract.not_one_of", source.place(path), key=key, text=_shown(mistake), known=str(context.get("expected", ""))
        )
    if "." in kind:
        values = {name: _value(value) for name, value in context.items()}
        return error(kind, source.place(path), **{"key": key, "text": _shown(mistake), **values})
    if kind in _SHAPES or kind.endswith("_type"):
        return error("contract.wrong_shape", source.place(path), key=key, expected=kind.removesuffix("_type"))
    if kind in ("too_short", "string_too_short"):
        return error("contract.nothing_there", source.place(path), key=key)
    if kind == "string_pattern_mismatch":
        return error("contract.bad_name", source.place(path, of_key=True), text=_shown(mistake))
    return error("contract.not_understood", source.place(path), key=key, text=_shown(mistake), reason=mistake["msg"])


def _unknown_key(path: tuple[str | int, ...], mistake: ErrorDetails, source: Sourced) -> Problem:
    known = _known_keys(mistake["loc"])
    close = difflib.get_close_matches(str(path[-1]), known, n=1)
    place = source.place(path, of_key=True)
    if close:
        return error("contract.unknown_key_meant", place, key=str(path[-1]), meant=close[0])
    return error("contract.unknown_key", place, key=str(path[-1]), known=", ".join(known))


def _known_keys(location: Sequence[str | int]) -> list[str]:
    """The keys that could have stood where an unknown one does, by walking the model along the location."""
    from bundlinje.contract.schema import keys_at

    return keys_at(location[:-1])


def _shown(mistake: ErrorDetails) -> str:
    raw = mistake.get("input")
    return "" if isinstance(raw, dict | list | BaseModel) else str(raw)


def _value(value: object) -> str | int:
    return value if isinstance(value, int) else str(value)


__all__ = ["Place", "build", "examine_contract", "parse_contract", "read_contract"]
