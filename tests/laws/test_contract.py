"""Laws of contracts: what is written reads as the same, for every kind's example and for random contracts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from bundlinje.comparisons.base import SHELF as COMPARISONS
from bundlinje.contract.model import Contract, plain
from bundlinje.contract.read import build, parse_contract
from bundlinje.contract.schema import contract_schema
from bundlinje.contract.write import write_contract
from bundlinje.facts.base import SHELF as FACTS
from bundlinje.figures.base import SHELF as FIGURES
from bundlinje.grammar.source import parse_yaml
from bundlinje.limits.base import SHELF as LIMITS
from bundlinje.measures.base import SHELF as MEASURES
from bundlinje.problems import Collector
from bundlinje.splits.base import SHELF as SPLITS
from bundlinje.terms.base import SHELF as TERMS

CONTRACTS = sorted((Path(__file__).parents[1] / "contracts").glob("*.yaml"))
PARTIES = {"byen": {"name": "Byen", "roles": ["authority", "provider", "investor"]}}


def _placed(shelf: Any, example: Any) -> dict[str, Any]:
    """A contract's plain data with the example of a kind in the section where its shelf is used."""
    compared = {"figure": "f", "better": "lower", "as": "difference", "compared_with": example}
    by_shelf = {
        "bundlinje.facts": {"facts": {"x": example}},
        "bundlinje.measures": {"measures": {"x": example}},
        "bundlinje.figures": {"figures": {"x": example}},
        "bundlinje.comparisons": {"figures": {"x": compared}},
        "bundlinje.terms": {"terms": [example]},
        "bundlinje.limits": {"limits": [example]},
        "bundlinje.splits": {"payers": {"x": example}, "receivers": example},
    }
    return {"contract": "x", "title": "X", "parties": PARTIES, **by_shelf[shelf.package]}


def _kinds() -> list[Any]:
    shelves = (FACTS, MEASURES, FIGURES, COMPARISONS, TERMS, LIMITS, SPLITS)
    return [pytest.param(s, k, id=f"{s.package.rpartition('.')[2]}-{k}") for s in shelves for k in s.kinds]


def _read(text: str) -> Contract:
    """The contract in a text whose sense does not matter here."""
    found = Collector()
    contract = build(parse_yaml(text, "x.yaml", found), found)
    assert contract is not None, found.problems
    return contract


@pytest.mark.parametrize(("shelf", "kind"), _kinds())
def test_the_example_of_every_kind_is_written_and_read_as_the_same(shelf: Any, kind: str) -> None:
    contract = Contract.model_validate(_placed(shelf, parse_yaml(shelf.kinds[kind].example, "x", Collector()).data))
    again = _read(write_contract(contract))
    assert again == contract
    assert again.digest() == contract.digest()


@pytest.mark.parametrize(("shelf", "kind"), _kinds())
def test_the_schema_accepts_the_example_of_every_kind(shelf: Any, kind: str) -> None:
    import jsonschema

    data = _placed(shelf, parse_yaml(shelf.kinds[kind].example, "x", Collector()).data)
    jsonschema.Draft202012Validator(contract_schema()).validate(data)


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: str(path.stem))
def test_an_invented_contract_is_written_and_read_as_the_same(path: Path) -> None:
    contract = parse_contract(path.read_text("utf-8"))
    text = write_contract(contract)
    assert parse_contract(text) == contract
    assert write_contract(parse_contract(text)) == text
    assert list(plain(contract)) == [key for key in yaml.safe_load(path.read_text("utf-8")) if key in plain(contract)]


TEXT = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=30)
NAME = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
MONEY = st.integers(-(10**9), 10**9).map(lambda kroner: f"{kroner} kr")
PERCENT = st.integers(0, 100).map(lambda share: f"{share} %")
DAY = st.dates().map(lambda day: day.isoformat())


def _maybe(slots: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=slots)


SAID = {"source": TEXT, "note": TEXT, "assumed": TEXT}
AMOUNT = st.recursive(
    st.one_of(MONEY, PERCENT, st.builds(lambda why: {"unknown": why}, TEXT)),
    lambda inner: st.one_of(
        st.builds(lambda amount, said: {"amount": amount, **said}, inner, _maybe(SAID)),
        st.builds(lambda north, south: {"by": "segment", "north": north, "south": south}, inner, inner),
        st.builds(lambda amount, base: {"amount": amount, "indexed": "index", "base": base}, inner, DAY),
    ),
    max_leaves=3,
)
PARTY = st.builds(
    lambda name, roles, said: {"name": name, "roles": roles, **said},
    TEXT,
    st.lists(st.sampled_from(["authority", "payer", "provider", "investor"]), min_size=1, max_size=3),
    _maybe({**SAID, "budgets": st.lists(NAME, min_size=1, max_size=2)}),
)
FOLLOW_UP = st.one_of(DAY, st.builds(lambda on, said: {"on": on, **said}, DAY, _maybe(SAID)))
TERM = st.builds(
    lambda id_, each, pays, said: {"id": id_, "each": each, "pays": pays, **said},
    NAME, NAME, AMOUNT, _maybe({**SAID, "title": TEXT, "clause": TEXT, "when": NAME, "saving": AMOUNT}),
)  # fmt: skip


@st.composite
def drafts(draw: st.DrawFn) -> dict[str, Any]:
    """Plain data of contracts with any texts, names, amounts and remarks in them; their sense does not matter."""
    return {
        "contract": draw(NAME),
        "title": draw(st.one_of(TEXT, st.builds(lambda da, en: {"da": da, "en": en}, TEXT, TEXT))),
        "parties": draw(st.dictionaries(NAME, PARTY, min_size=1, max_size=3)),
        **draw(
            _maybe(
                {
                    **SAID,
                    "stage": TEXT,
                    "capital": st.dictionaries(NAME, AMOUNT, max_size=2),
                    "follow_ups": st.lists(FOLLOW_UP, max_size=3),
                    "terms": st.lists(TERM, max_size=3),
                    "corrections": st.just({"less": "kept"}),
                }
            )
        ),
    }


@settings(max_examples=60)
@given(drafts())
def test_any_contract_is_written_and_read_as_the_same(data: dict[str, Any]) -> None:
    contract = Contract.model_validate(data)
    assert Contract.model_validate(parse_yaml(write_contract(contract), "x.yaml", Collector()).data) == contract


@settings(max_examples=60)
@given(drafts())
def test_a_contract_and_its_plain_data_have_one_digest(data: dict[str, Any]) -> None:
    contract = Contract.model_validate(data)
    assert Contract.model_validate(plain(contract)).digest() == contract.digest()


@settings(max_examples=80)
@given(TEXT)
def test_any_text_survives_being_written(text: str) -> None:
    contract = Contract.model_validate({"contract": "x", "title": "X", "stage": text, "parties": PARTIES})
    assert parse_yaml(write_contract(contract), "x.yaml", Collector()).data["stage"] == text
