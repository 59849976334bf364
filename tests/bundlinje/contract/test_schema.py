"""The JSON Schema for editors: valid itself, true to the invented contracts, and strict about unknown keys."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from bundlinje.contract.schema import DIALECT, contract_schema, keys_at
from bundlinje.grammar.source import parse_yaml
from bundlinje.problems import Collector


@pytest.fixture(scope="module")
def accepts() -> Callable[[str], bool]:
    validator = jsonschema.Draft202012Validator(contract_schema())
    return lambda text: validator.is_valid(parse_yaml(text, "f", Collector()).data)


def test_the_schema_is_a_schema() -> None:
    schema = contract_schema()
    assert schema["$schema"] == DIALECT
    jsonschema.Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema


@pytest.mark.parametrize("name", ["whole", "flows"])
def test_the_schema_accepts_a_contract_in_order(name: str, accepts: Any, text_of: Callable[..., str]) -> None:
    assert accepts(text_of(name))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: social investment", "kind: socal investment"),
        ("currency: DKK", "curency: DKK"),
        ("roles: [provider]", "roles: provider"),
        (", not_measured: left out", ""),
        ("  well: {where: {better", "  Well: {where: {better"),
        ("{days_in: shelter, over: half-year}", "{days: shelter, over: half-year}"),
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(
    old: str, new: str, accepts: Any, text_of: Callable[..., str]
) -> None:
    assert not accepts(text_of("whole", (old, new)))


@pytest.mark.parametrize(
    ("location", "known"),
    [
        ((), "follow_ups"),
        (("cohort", "intake"), "planned"),
        (("terms", 0, "kind:each"), "pays"),
        (("terms", 0, "kind:each", "pays", 0), "rising_to"),
        (("measures", "x", "kind:score", "compared_with", "kind:own_start"), "own_start"),
        (("outcomes", "x", "where", "any", 0, "shelter"), "at_most"),
        (("figures", "x", "kind:figure"), "compared_with"),
        (("legs", "x"), "passes_on"),
    ],
)
def test_the_keys_that_may_stand_at_a_place_are_known(location: tuple[str | int, ...], known: str) -> None:
    assert known in keys_at(location)


def test_no_keys_are_known_where_there_is_no_mapping() -> None:
    assert keys_at(("contract",)) == []
