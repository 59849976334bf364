"""Every command's JSON has the documented shape: the schemas in docs/guides/json hold for the real example fund."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema_specifications import REGISTRY as SPECIFICATIONS
from referencing import Registry, Resource
from tests.bundlinje.cli.running import AARHUS, ROOT, Run

from bundlinje.cli import main
from bundlinje.contract.read import parse_contract
from bundlinje.contract.write import write_contract
from bundlinje.explanation import Reason

SCHEMAS = {
    path.name.removesuffix(".schema.json"): json.loads(path.read_text("utf-8"))
    for path in sorted((ROOT / "docs" / "guides" / "json").glob("*.schema.json"))
}
REGISTRY: Registry[Any] = SPECIFICATIONS.with_resources(
    [(schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()]
).crawl()
"""Every schema and the specifications they are written in, found once and not anew at every reference."""
MADE = Path(__file__).with_name("made")
"""Files that were made for these tests."""
OUT = TemporaryDirectory()
CASE = ("--contract", "dialog-mod-vold", "--follow-up", "2")
CALLS = {
    "check": ("check", f"{AARHUS}/contracts/havnen.yaml"),
    "read": ("read", f"{AARHUS}/contracts/laer-for-livet.yaml"),
    "schema": ("schema",),
    "measure": ("measure", AARHUS, "--contract", "flere-kloge-haender"),
    "settle": ("settle", AARHUS, *CASE),
    "explain": ("explain", AARHUS, *CASE),
    "fund-table1": ("fund", "table1", AARHUS),
    "fund-table2": ("fund", "table2", AARHUS),
    "fund-headroom": ("fund", "headroom", AARHUS),
    "fund-reservations": ("fund", "reservations", AARHUS),
    "fund-plan-vs-actual": ("fund", "plan-vs-actual", AARHUS),
    "fund-reconcile": ("fund", "reconcile", AARHUS),
    "fund-oversight": ("fund", "oversight", AARHUS),
    "journal": ("journal", AARHUS),
    "forecast-contract": ("forecast", "contract", f"{AARHUS}/contracts/din-vej-i-job.yaml", "--draws", "200"),
    "case-show": ("case", "show", f"{AARHUS}/cases/ips-plus.yaml", "--why", "guidance"),
    "case-sensitivity": ("case", "sensitivity", f"{AARHUS}/cases/ips-plus.yaml", "--draws", "200"),
    "case-compare": ("case", "compare", f"{AARHUS}/cases/ips-plus.yaml"),
    "case-export": ("case", "export", f"{AARHUS}/cases/ips-plus.yaml", f"{OUT.name}/ips-plus.xlsx"),
    "case-import": ("case", "import", f"{AARHUS}/cases/ips-plus.yaml", f"{MADE}/prices.csv", "--as", "prices"),
    "case-variance": ("case", "variance", f"{MADE}/approved.json", f"{AARHUS}/cases/ips-plus.yaml"),
    "forecast-risk": ("forecast", "risk", f"{AARHUS}/contracts/din-vej-i-job.yaml", "--draws", "100"),
    "forecast-fund": ("forecast", "fund", AARHUS, "--draws", "100"),
    "forecast-what-if": ("forecast", "what-if", AARHUS, "--delay", "ips-plus=6", "--draws", "100"),
    "forecast-intake": ("forecast", "intake", f"{AARHUS}/contracts/ips-plus.yaml", "--draws", "100"),
    "forecast-eligible": (
        *("forecast", "eligible", f"{AARHUS}/contracts/ips-plus.yaml", "--draws", "100"),
        *("--outlook", f"{MADE}/narrow.yaml"),
    ),
    "forecast-calibrate": ("forecast", "calibrate", f"{AARHUS}/contracts/din-vej-i-job.yaml", "--histories", "20"),
    "demo": ("demo",),
}


def _commands(group: Any, before: str = "") -> Iterator[str]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command, f"{before}{name}-")
        else:
            yield f"{before}{name}"


def wrong(name: str, data: Any) -> list[str]:
    """Where data does not have the documented shape."""
    validator = Draft202012Validator(SCHEMAS[name], registry=REGISTRY)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def test_every_command_has_a_documented_shape() -> None:
    assert sorted(_commands(main)) == sorted(SCHEMAS) == sorted(CALLS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_documented_shape_is_a_json_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


@pytest.mark.parametrize("name", [name for name in SCHEMAS if name != "schema"])
def test_every_key_of_a_shape_is_explained(name: str) -> None:
    assert [path for path, node in _properties(SCHEMAS[name]) if not _explained(node, SCHEMAS[name])] == []


def _properties(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        for key, value in node.get("properties", {}).items():
            yield f"{path}.{key}", value
        for key, value in node.items():
            yield from _properties(value, f"{path}.{key}")


def _explained(node: Any, schema: Any) -> bool:
    inner = schema["$defs"][node["$ref"].rpartition("/")[2]] if node.get("$ref", "").startswith("#") else {}
    return "description" in node or "description" in inner


@pytest.mark.parametrize("name", CALLS)
def test_the_json_of_a_command_has_its_documented_shape(name: str, run: Run) -> None:
    answer = run(*CALLS[name], "--json")
    assert answer.code == 0
    assert wrong(name, answer.data) == []


@pytest.mark.parametrize("name", CALLS)
def test_keys_and_codes_are_the_same_in_both_languages(name: str, run: Run) -> None:
    danish, english = run(*CALLS[name], "--json").data, run(*CALLS[name], "--json", "--language", "en").data
    assert _shape(danish) == _shape(english)


def _shape(data: Any) -> Any:
    """The data without its texts, which are the only thing a language may change."""
    if isinstance(data, dict):
        return {key: _shape(value) for key, value in data.items() if key not in ("message", "label", "why", "notes")}
    return [_shape(one) for one in data] if isinstance(data, list) else data


@pytest.mark.parametrize("name", CALLS)
def test_json_is_all_that_is_written(name: str, run: Run) -> None:
    assert run(*CALLS[name], "--json").err == ""


def test_table2_in_json_has_the_keys_that_are_promised(run: Run) -> None:
    data = run(*CALLS["fund-table2"], "--json").data
    assert data["columns"] == [*(f"R{y}" for y in range(2020, 2025)), *(f"B{y}" for y in range(2025, 2029)), "later"]
    assert {"columns", "rows", "total", "balance", "printed", "differences"} <= set(data)
    assert all({"id", "label", "group", "cells"} <= set(row) for row in data["rows"])
    assert all(list(row["cells"]) == data["columns"] for row in data["rows"])
    assert set(data["printed"]) == {"total", "balance"}
    assert data["total"]["R2022"] == 12_885
    assert data["printed"]["total"]["R2022"] == 12_844


def test_a_blank_in_table2_is_null_and_not_nought(run: Run) -> None:
    rows = {row["id"]: row["cells"] for row in run(*CALLS["fund-table2"], "--json").data["rows"]}
    assert rows["job_bootcamp"]["R2021"] is None
    assert rows["diabetes_rb"]["R2023"] == 0


def test_reconcile_in_json_has_the_keys_that_are_promised(run: Run) -> None:
    found = run(*CALLS["fund-reconcile"], "--json").data
    assert all({"where", "printed", "computed", "difference", "source"} <= set(one) for one in found)


def test_a_settlement_in_json_has_the_keys_that_are_promised(run: Run) -> None:
    data = run(*CALLS["settle"], "--json").data
    assert {"contract", "follow_up", "lines", "total_ore", "payers", "investors", "assumed", "digest"} <= set(data)
    assert all({"id", "clause", "amount_ore"} <= set(line) for line in data["lines"])
    assert sum(data["payers"].values()) == sum(data["investors"].values()) == data["total_ore"]


def test_a_contract_read_as_data_is_the_same_contract(run: Run) -> None:
    data = run(*CALLS["read"], "--json").data
    digest = data.pop("digest")
    text = Path(ROOT, CALLS["read"][1]).read_text("utf-8")
    contract = parse_contract(text, "laer-for-livet.yaml")
    assert contract.digest() == digest
    assert type(contract).model_validate(data) == contract
    assert parse_contract(write_contract(contract)).digest() == digest


def test_the_schema_of_contracts_accepts_a_contract(run: Run) -> None:
    data = run(*CALLS["read"], "--json").data
    del data["digest"]
    assert list(Draft202012Validator(run("schema").data).iter_errors(data)) == []


def test_every_reason_an_explanation_can_give_is_documented() -> None:
    documented = SCHEMAS["explain"]["$defs"]["because"]["properties"]["reason"]["enum"]
    assert documented == [str(reason) for reason in Reason]
