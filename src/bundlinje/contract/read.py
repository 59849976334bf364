"""Reading a contract: YAML with places → the model, or every mistake at once with file, line and column."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bundlinje.contract.model import Contract
from bundlinje.grammar.kind import TAG
from bundlinje.grammar.source import Sourced, parse_yaml, read_yaml
from bundlinje.problems import Collector, Problem, Refused, error

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
    found.add(*_once_each([_problem(mistake, source) for mistake in mistakes]))
    if contract is None:
        source = source.without(_member(steps(mistake["loc"]), source.data) for mistake in mistakes)
        contract, rest = _validated(source.data)
        if contract is None or rest:
            return None
    found.add(*check(contract, source))
    return contract


def _validated(data: Any) -> tuple[Contract | None, list[ErrorDetails]]:
    try:
        return Contract.model_validate(data), []
    except ValidationError as refusal:
        return None, [mistake for mistake in refusal.errors(include_url=False) if _on_its_branch(mistake["loc"], data)]


def _on_its_branch(location: Sequence[str | int], data: Any) -> bool:
    """Whether a mistake is about the form that was written, where a list or a single value may stand."""
    for step in location:
        if _is_branch(step):
            if str(step).startswith("list[") != isinstance(data, list):
                return False
        elif isinstance(data, dict):
            data = data.get(str(step), data)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
    return True


def _is_branch(step: str | int) -> bool:
    return isinstance(step, str) and step.endswith("]") and step.startswith(("list[", "tagged-union["))


def _member(path: tuple[str | int, ...], data: dict[str, Any]) -> tuple[str | int, ...]:
    """The member of a section that a path lies in, or the whole key where members do not stand alone."""
    stands_alone = len(path) > 1 and path[0] in SECTIONS
    section = data.get(str(path[0])) if stands_alone else None
    stands_there = isinstance(section, list) or (isinstance(section, dict) and path[1] in section)
    return path[:2] if stands_there else path[:1]


def steps(location: Sequence[str | int]) -> tuple[str | int, ...]:
    """The steps of a pydantic location that stand in the file: without names of kinds, of forms and of keys as such."""
    return tuple(
        step
        for step in location
        if not (isinstance(step, str) and (step.startswith(TAG) or step == "[key]" or _is_branch(step)))
    )


_SHAPES = {
    "string_type": "contract.wants_text",
    "list_type": "contract.wants_list",
    "tuple_type": "contract.wants_list",
    "dict_type": "contract.wants_mapping",
    "model_type": "contract.wants_mapping",
    "model_attributes_type": "contract.wants_mapping",
    "int_type": "contract.wants_whole_number",
    "int_parsing": "contract.wants_whole_number",
    "int_from_float": "contract.wants_whole_number",
    "bool_type": "contract.wants_yes_or_no",
    "bool_parsing": "contract.wants_yes_or_no",
}


def _problem(mistake: ErrorDetails, source: Sourced) -> Problem:
    path = steps(mistake["loc"])
    kind, context = mistake["type"], mistake.get("ctx", {})
    key = str(path[-1]) if path else ""
    if kind == "extra_forbidden":
        return _unknown_key(path, mistake, source)
    if kind == "missing":
        return error("contract.missing_key", source.place(path[:-1]), key=key)
    if kind == "literal_error":
        return _not_one_of(path, mistake, source)
    if kind == "kind.none":
        return _no_kind(path, mistake, source)
    if "." in kind:
        values = {name: _value(value) for name, value in context.items()}
        return error(kind, source.place(path), **{"key": key, "text": _shown(mistake), **values})
    return _misshapen(kind, path, mistake, source)


def _once_each(problems: Sequence[Problem]) -> list[Problem]:
    """The problems without those that only say that a misspelt key is missing."""
    misspelt = {
        (p.place.path.rpartition(".")[0], p.values["meant"]) for p in problems if p.code == "contract.unknown_key_meant"
    }
    return [p for p in problems if p.code != "contract.missing_key" or (p.place.path, p.values["key"]) not in misspelt]


def _misshapen(kind: str, path: tuple[str | int, ...], mistake: ErrorDetails, source: Sourced) -> Problem:
    key = str(path[-1]) if path else ""
    if kind in _SHAPES:
        return error(_SHAPES[kind], source.place(path), key=key, text=_shown(mistake))
    if kind in ("too_short", "string_too_short"):
        return error("contract.nothing_there", source.place(path), key=key)
    if kind == "string_pattern_mismatch":
        return error("contract.bad_name", source.place(path, of_key=True), text=_shown(mistake))
    return error("contract.not_understood", source.place(path), key=key, text=_shown(mistake), reason=mistake["msg"])


_QUOTED = re.compile(r"'([^']*)'")


def _not_one_of(path: tuple[str | int, ...], mistake: ErrorDetails, source: Sourced) -> Problem:
    known = _QUOTED.findall(str(mistake.get("ctx", {}).get("expected", "")))
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    text, place = _shown(mistake), source.place(path)
    close = difflib.get_close_matches(text, known, n=1)
    if close:
        return error("contract.not_one_of_meant", place, key=key, text=text, meant=close[0], known=", ".join(known))
    return error("contract.not_one_of", place, key=key, text=text, known=", ".join(known))


def _no_kind(path: tuple[str | int, ...], mistake: ErrorDetails, source: Sourced) -> Problem:
    """A part of a shelf without the key it would be recognised by, or with a key that is nearly one."""
    known = str(mistake.get("ctx", {}).get("known", ""))
    raw = mistake.get("input")
    inside = [(*path, str(key)) for key in raw] if isinstance(raw, dict) else []
    for where in [path, *inside]:
        key = str(where[-1])
        if close := difflib.get_close_matches(key, known.split(", "), n=1):
            return error("contract.unknown_key_meant", source.place(where, of_key=True), key=key, meant=close[0])
    return error("kind.none", source.place(path), known=known)


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

    return keys_at([step for step in location[:-1] if not _is_branch(step)])


def _shown(mistake: ErrorDetails) -> str:
    raw = mistake.get("input")
    return "" if isinstance(raw, dict | list | BaseModel) else str(raw)


def _value(value: object) -> str | int:
    return value if isinstance(value, int) else str(value)
