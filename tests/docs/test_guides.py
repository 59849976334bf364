"""What the guides write in the contract language is read: every block of YAML, and every form named in a table."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from bundlinje.contract.model import Contract
from bundlinje.contract.read import parse_contract
from bundlinje.facts import facts_from_rows
from bundlinje.grammar.amount import AnyAmount
from bundlinje.grammar.condition import Condition
from bundlinje.grammar.quantity import Quantity
from bundlinje.grammar.source import parse_yaml
from bundlinje.grammar.window import AnyWindow
from bundlinje.problems import Collector

GUIDE = (Path(__file__).parents[2] / "docs" / "guides" / "contract-language.md").read_text("utf-8")
WRITTEN, _, SHELVES = GUIDE.partition("## The shelves")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", WRITTEN, re.MULTILINE | re.DOTALL)
KINDS = re.findall(r"^#### `(\w+)`\n.*?^```yaml\n(.*?)^```", SHELVES, re.MULTILINE | re.DOTALL)
STUB = {"contract": "stub", "title": "stub", "parties": {"town": {"name": "Bakkeby", "roles": ["payer"]}}}


def data_of(text: str) -> Any:
    """Plain data of a text, without floats and dates, as a contract file is read."""
    found = Collector()
    data = parse_yaml(text, "guide", found).data
    found.refuse_errors()
    return data


def forms(heading: str) -> list[str]:
    """What stands in the first column of the first table under a heading."""
    table = GUIDE.partition(f"## {heading}\n")[2].partition("\n|")[2].partition("\n\n")[0]
    cells = re.findall(r"^\| (`.*?`) \|", table, re.MULTILINE)
    return [form for cell in cells for form in re.findall(r"`([^`]+)`", cell)]


def test_the_whole_contract_of_the_guide_passes_the_checker() -> None:
    contract = parse_contract(BLOCKS[0], "gode-nabolag.yaml")
    assert contract.contract == "gode-nabolag"
    assert facts_from_rows(contract.facts) is not None


@pytest.mark.parametrize("text", BLOCKS[1:], ids=[block.split(":", 1)[0] for block in BLOCKS[1:]])
def test_a_piece_of_a_contract_in_the_guide_is_read(text: str) -> None:
    assert Contract.model_validate({**STUB, **data_of(text)})


@pytest.mark.parametrize(("heading", "least"), [("Windows", 9), ("Conditions", 6), ("Amounts", 9)])
def test_the_tables_of_forms_are_found(heading: str, least: int) -> None:
    assert len(forms(heading)) >= least


@pytest.mark.parametrize(("key", "text"), KINDS, ids=[key for key, _ in KINDS])
def test_the_example_of_a_kind_is_that_kind(key: str, text: str) -> None:
    shelves = ("facts", "measures", "figures", "comparisons", "terms", "limits", "splits")
    bases = [import_module(f"bundlinje.{shelf}.base") for shelf in shelves]
    kinds = [kind for base in bases for kind in base.SHELF.kinds.values()] + [bases[3].Compared]
    named = [kind for kind in kinds if kind.key == key]
    assert text.strip() in {kind.example.strip() for kind in named}
    assert any(_reads_as(kind, text) for kind in named)


def _reads_as(kind: Any, text: str) -> bool:
    return kind.example.strip() == text.strip() and isinstance(TypeAdapter(kind).validate_python(data_of(text)), kind)


@pytest.mark.parametrize("form", forms("Windows"))
def test_a_window_in_the_guide_is_read(form: str) -> None:
    assert TypeAdapter(AnyWindow).validate_python(data_of(form))


@pytest.mark.parametrize("form", forms("Conditions"))
def test_a_condition_in_the_guide_is_read(form: str) -> None:
    assert TypeAdapter(Condition).validate_python(data_of(form))


@pytest.mark.parametrize("form", forms("Amounts"))
def test_an_amount_in_the_guide_is_read(form: str) -> None:
    assert TypeAdapter(AnyAmount).validate_python(data_of(form))


@pytest.mark.parametrize("form", forms("Numbers with their unit"))
def test_a_number_in_the_guide_is_read(form: str) -> None:
    assert Quantity.read(data_of(form))


def test_every_section_of_a_contract_stands_in_the_order_the_file_has() -> None:
    table = GUIDE.partition("## The order of sections")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`[^|]*`) \|", table, re.MULTILINE)
    told = [name for cell in cells for name in re.findall(r"`(\w+)`", cell)]
    fields = [name for name in Contract.model_fields if name not in ("assumed", "source", "note")]
    assert set(fields) - set(told) == {"legs"}
    assert set(told) <= set(fields)
