"""The JSON Schema of a contract file, for editors, and the keys that may stand at a place in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from bundlinje.contract.model import Contract
from bundlinje.grammar.kind import TAG

DIALECT = "https://json-schema.org/draft/2020-12/schema"


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = _told(Contract.model_json_schema(by_alias=True, mode="validation"))
    return schema


def contract_schema() -> dict[str, Any]:
    """The schema of a contract file."""
    return {"$schema": DIALECT, **_schema(), "title": "Bundlinje contract"}


def _told(node: Any, key: str = "") -> Any:
    """The schema as editors need it: forms may overlap, defaults go unsaid, one split may stand for all payers."""
    if isinstance(node, list):
        return [_told(one) for one in node]
    if not isinstance(node, dict):
        return node
    # What stands under `properties` and `$defs` are names of the language, not words of JSON Schema.
    names = key in ("properties", "patternProperties", "$defs")
    told = {_word(name, names): _told(value, "" if names else name) for name, value in node.items()}
    if names and isinstance(told.get("payers"), dict):
        told["payers"] = {"anyOf": [told["payers"], *_members(told["payers"])]}
    if "patternProperties" in told:
        told["additionalProperties"] = False
    return told if names else {name: value for name, value in told.items() if name not in ("default", "discriminator")}


def _word(name: str, is_name: bool) -> str:
    return "anyOf" if name == "oneOf" and not is_name else name


def _members(node: dict[str, Any]) -> list[dict[str, Any]]:
    """What may stand in a mapping, for each mapping a node allows."""
    options = node.get("anyOf", [node])
    return [option["additionalProperties"] for option in options if "additionalProperties" in option]


def keys_at(location: Sequence[str | int]) -> list[str]:
    """The keys known at a location of the model, sorted; none where it holds no mapping with fixed keys."""
    nodes = [_schema()]
    for step in location:
        nodes = [inner for node in nodes for inner in _inside(node, step)]
    return sorted({key for node in nodes for key in _properties(node)})


def _resolved(node: dict[str, Any]) -> list[dict[str, Any]]:
    if "$ref" in node:
        return _resolved(_schema()["$defs"][node["$ref"].rsplit("/", 1)[-1]])
    for joined in ("anyOf", "oneOf", "allOf"):
        if joined in node:
            return [one for option in node[joined] for one in _resolved(option)]
    return [node]


def _inside(node: dict[str, Any], step: str | int) -> list[dict[str, Any]]:
    options = _resolved(node)
    if isinstance(step, str) and step.startswith(TAG):
        return [option for option in options if _is_kind(option, step.removeprefix(TAG))]
    inside: list[dict[str, Any]] = []
    for option in options:
        if isinstance(step, int):
            inside.extend(filter(None, [option.get("items")]))
        else:
            inside.extend(_under(option, str(step)))
    return inside


def _under(option: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """What a mapping holds under a key: a property of that name, or what any name holds."""
    free = [*option.get("patternProperties", {}).values(), option.get("additionalProperties")]
    named = option.get("properties", {}).get(key)
    return [node for node in ([named] if named else free) if isinstance(node, dict)]


def _is_kind(option: dict[str, Any], key: str) -> bool:
    return key in option.get("properties", {}) or option.get("title", "").lower() == key


def _properties(node: dict[str, Any]) -> list[str]:
    return [key for option in _resolved(node) for key in option.get("properties", {})]
