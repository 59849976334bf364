"""Reads the golden cases of the mechanisms: a contract, its facts and the answer worked out by hand.

A folder holds `contract.yaml`, `facts.yaml` (tables as comma-separated text, `a1..a9` in a unit cell for nine rows) and
`expected.yaml`. A `variants.yaml` holds further cases, each told as what differs from the first: paths of the contract
replaced (as in an amendment), rows of facts added or tables replaced, and their own answer.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bundlinje.contract.model import Contract
from bundlinje.contract.read import parse_contract
from bundlinje.facts import Facts, facts_from_rows

HERE = Path(__file__).parent / "mechanisms"
_RUN = re.compile(r"^(\D*)(\d+)\.\.(\D*)(\d+)$")


@dataclass(frozen=True, slots=True)
class Case:
    """One contract and its facts with the answer to every follow-up."""

    name: str
    contract_text: str
    tables: Mapping[str, list[dict[str, str]]]
    follow_ups: Mapping[int, Mapping[str, Any]]
    requirements: tuple[str, ...]

    def contract(self) -> Contract:
        """The contract, which must read without errors."""
        return _contract(self.contract_text, f"{self.name}.yaml")

    def facts(self, contract: Contract) -> Facts:
        """The facts, which must read without errors."""
        return facts_from_rows(contract.facts, **self.tables)


@cache
def _contract(text: str, name: str) -> Contract:
    return parse_contract(text, name)


@cache
def cases() -> tuple[Case, ...]:
    """Every case of every mechanism that is settled, read once."""
    folders = sorted(path.parent for path in HERE.glob("*/contract.yaml"))
    return tuple(case for folder in folders for case in _cases_in(folder))


def _cases_in(folder: Path) -> Iterator[Case]:
    text = (folder / "contract.yaml").read_text("utf-8")
    rows = {name: list(_rows(table)) for name, table in plain_yaml(folder / "facts.yaml").items()}
    expected = plain_yaml(folder / "expected.yaml")
    yield Case(folder.name, text, rows, expected["follow_ups"], tuple(expected.get("requirements", ())))
    variants = folder / "variants.yaml"
    for name, told in (plain_yaml(variants) if variants.exists() else {}).items():
        yield _variant(f"{folder.name}:{name}", text, rows, told)


def _variant(name: str, text: str, rows: Mapping[str, list[dict[str, str]]], told: Mapping[str, Any]) -> Case:
    data = _Plain(text).get_single_data()
    for path, value in told.get("contract", {}).items():
        _put(data, path.split("."), value)
    changed = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False)
    tables = dict(rows)
    for table, more in told.get("facts_replaced", {}).items():
        tables[table] = list(_rows(more))
    for table, more in told.get("facts_added", {}).items():
        tables[table] = [*tables.get(table, []), *_rows(more)]
    return Case(name, changed, tables, told["follow_ups"], tuple(told.get("requirements", ())))


def _put(data: Any, steps: list[str], value: Any) -> None:
    step, rest = steps[0], steps[1:]
    if isinstance(data, list):
        found = next(one for one in data if one["id"] == step)
        _put(found, rest, value)
    elif rest:
        _put(data[step], rest, value)
    else:
        data[step] = value


# The same YAML by the library in C, where PyYAML has it: every worker reads all cases before its first test.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _Plain(_Loader):
    """YAML in which a day stays the text it was written as, and `on` a word."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag.rpartition(":")[2] not in ("timestamp", "bool")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(?:true|false)$"), list("tf"))


def plain_yaml(path: Path) -> dict[str, Any]:
    """A file of a case as plain data."""
    found: dict[str, Any] = _Plain(path.read_text("utf-8")).get_single_data()
    return found


def _rows(table: str) -> Iterator[dict[str, str]]:
    for row in csv.DictReader(table.strip().splitlines(), skipinitialspace=True):
        cells = {name.strip(): (cell or "").strip() for name, cell in row.items()}
        for unit in _units(cells.get("unit", "")):
            yield {**cells, "unit": unit} if "unit" in cells else cells


def _units(cell: str) -> Iterator[str]:
    run = _RUN.match(cell)
    if run is None:
        yield cell
        return
    for number in range(int(run[2]), int(run[4]) + 1):
        yield f"{run[1]}{number:0{len(run[2])}d}"
