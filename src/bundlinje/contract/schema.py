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
    return Contract.model_json_schema(by_alias=True, mode="validation")


def contract_schema() -> dict[str, Any]:
    """The schema of a contract file."""
    return {"$schema": DIALECT, "title": "Bundlinje contract", **_schema()}


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
            named = option.get("properties", {}).get(step, option.get("additionalProperties"))
            inside.extend([named] if isinstance(named, dict) else [])
    return inside


def _is_kind(option: dict[str, Any], key: str) -> bool:
    return key in option.get("properties", {}) or option.get("title", "").lower() == key


def _properties(node: dict[str, Any]) -> list[str]:
    return [key for option in _resolved(node) for key in option.get("properties", {})]
