"""A contract read aloud: every clause, in both languages, and nothing the contract says left unsaid."""

from __future__ import annotations

import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.bundlinje.words.changes import Change, changes
from tests.bundlinje.words.conftest import EVERYTHING

from bundlinje.contract.model import Contract, plain
from bundlinje.contract.read import read_contract
from bundlinje.grammar.source import parse_yaml
from bundlinje.problems import Collector
from bundlinje.words.contract import document, read_aloud
from bundlinje.words.numbers import Language
from bundlinje.words.reading.standing import standings
from bundlinje.words.tree import as_text

HERE = Path(__file__).parent
LANGUAGES: tuple[Language, ...] = ("da", "en")
DATA = plain(read_contract(EVERYTHING))
CHANGES = tuple(changes(DATA))
NEEDED = {"contract", "title", "parties"}
GAP = re.compile(r"[{}⟦⟧]|\[\]")
ONLY_IN_ENGLISH = "en"
"""Step of a path to a text for English readers, which a Danish reading does not show."""


def _clauses(contract: Contract, language: Language = "da") -> str:
    """The reading without what stands above its first clause: the digest there changes with everything."""
    return as_text(document(contract, language)).partition("## 1.")[2]


def _built(data: Any) -> Contract | None:
    try:
        return Contract.model_validate(data)
    except ValidationError:
        return None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.requirement("CON-23")
def test_the_contract_that_says_everything_reads_as_written_down(everything: Contract, language: Language) -> None:
    """The readings beside this file are for a lawyer to judge: `bundlinje read … --language da > everything.da.txt`."""
    kept = (HERE / f"everything.{language}.txt").read_text("utf-8")
    assert _clauses(everything, language) == kept.partition("## 1.")[2]


@pytest.mark.parametrize("language", LANGUAGES)
@given(left_out=st.sets(st.sampled_from(sorted(set(DATA) - NEEDED))))
@settings(max_examples=25)
def test_whatever_a_contract_leaves_out_the_rest_is_read_without_a_gap(left_out: set[str], language: Language) -> None:
    contract = _built({key: value for key, value in DATA.items() if key not in left_out})
    assume(contract is not None)
    assert contract is not None
    assert not GAP.search(read_aloud(contract, language))


@given(change=st.sampled_from(CHANGES))
@settings(max_examples=100)
@pytest.mark.requirement("CON-23")
def test_contracts_that_differ_read_differently(change: Change) -> None:
    """Nothing is left unsaid: leave out, raise or exchange any part of the contract, and its clauses change."""
    changed = _built(change.applied(DATA))
    assume(changed is not None and ONLY_IN_ENGLISH not in change.path)
    assert changed is not None
    assume(changed != _unchanged()[0] and change.path[-1] != "id")
    assert _clauses(changed) != _unchanged()[1], str(change)


@cache
def _unchanged() -> tuple[Contract, str]:
    contract = Contract.model_validate(DATA)
    return contract, _clauses(contract)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_assumption_unknown_and_source_is_told_with_its_clause(everything: Contract, language: Language) -> None:
    text = read_aloud(everything, language)
    found = list(standings(everything))
    assert len(found) > 5
    for one in found:
        for reason in filter(None, (one.part.assumed, one.unknown, one.part.source)):
            assert reason.rstrip(".") in text


def test_what_is_not_public_is_marked_where_it_stands(everything: Contract) -> None:
    text = read_aloud(everything, "da")
    assert "betales et beløb (ikke offentliggjort: Bilag B er ikke offentligt)" in text
    assert "2.500.000 kr. (antaget: delingen er ikke offentlig)" in text


def test_numbers_have_their_unit_in_the_readers_language(everything: Contract) -> None:
    assert "er højst 5 dage" in read_aloud(everything, "da")
    assert "Indsatsen løber fra 1. september 2021 til 31. august 2024" in read_aloud(everything, "da")
    assert "from 1 September 2021 until 31 August 2024" in read_aloud(everything, "en")


LEGS = """
# Invented.
contract: legs
title: Pengestrømme
parties:
  by: {name: Byen, roles: [authority]}
  hus: {name: Huset, roles: [provider]}
  fond: {name: Fonden, roles: [investor]}
legs:
  outcomes: {payers: by}
  investors: {passes_on: outcomes, split: fond}
  own: {terms: [{id: fee, fixed: 25 000 kr, due: "2024-01-15"}], payers: vehicle, split: hus}
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_flow_of_money_has_its_own_sections(language: Language) -> None:
    text = read_aloud(_legs(), language)
    assert not GAP.search(text)
    assert {"da": "Betaling: »own«", "en": "Payment: “own”"}[language] in text


def _legs() -> Contract:
    return Contract.model_validate(parse_yaml(LEGS, "legs.yaml", Collector()).data)


def test_a_contract_without_payments_says_so() -> None:
    bare = {"contract": "a", "title": "A", "parties": {"x": {"name": "X", "roles": ["authority"]}}}
    text = read_aloud(Contract.model_validate(bare))
    assert "Aftalen rummer ingen betalinger, der afhænger af resultater." in text


def test_starting_to_speak_loads_no_models() -> None:
    script = (
        "import sys, bundlinje.words.contract, bundlinje.words.explanation, bundlinje.words.problems;"
        "sys.exit('pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
