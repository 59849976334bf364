"""Facts in Parquet: from a register, or prepared by this program to be counted where they lie."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import yaml

from bundlinje.facts import facts_from_rows, read_facts, write_facts
from bundlinje.facts.base import SHELF, FactKind
from bundlinje.problems import Problem, Refused

Refuse = Callable[..., tuple[Problem, ...]]
Declared = Mapping[str, FactKind]
CUT = date(2024, 2, 10)


@pytest.fixture
def facts(declared: Declared) -> object:
    return facts_from_rows(
        declared,
        enrolments=[
            {"unit": "a", "from": "2024-01-01", "age-at-start": 33, "wish": "37,5 %", "segment": "Øst"},
            {"unit": "b", "from": "2024-02-01", "until": "2024-06-01", "left": "flyttet"},
        ],
        spells=[
            {"fact": "job", "unit": "a", "from": "2024-01-01", "until": "open", "value": "0.37", "id": "1"},
            {"fact": "job", "unit": "a", "from": "2024-01-01", "until": "2024-02-01", "value": "0.37", "id": "1",
             "recorded": "2024-02-05", "source": "register"},
            {"fact": "shelter", "unit": "b", "from": "2024-01-01", "until": "2024-03-01"},
        ],
        events=[{"fact": "paid-out", "unit": "a", "day": "2024-02-03", "value": "-0.05"}],
        scores=[{"fact": "hba1c", "unit": "a", "day": "2024-02-03", "value": "48.5"}],
        reports=[{"fact": "net-price", "from": "2023-01-01", "until": "2023-02-01", "value": "113.4"}],
        flows=[{"account": "senior", "day": "2024-01-01", "amount": "1000000", "why": "a, \"b\""}],
        coverage=[{"fact": "shelter", "unit": "*", "from": "2024-01-01", "until": "2025-01-01"}],
    )  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_what_is_written_reads_as_the_same_facts(tmp_path: Path, declared: Declared, facts: object, form: str) -> None:
    write_facts(facts, tmp_path / form, form)
    again = read_facts(tmp_path / form, declared, memory_limit="1GB")
    assert again.digest() == facts.digest()
    assert again.as_of(CUT).digest() == facts.as_of(CUT).digest()


def test_facts_travel_to_another_process(tmp_path: Path, declared: Declared, facts: object) -> None:
    write_facts(facts, tmp_path, "parquet")
    on_disk = read_facts(tmp_path, declared)
    assert on_disk.tables
    for one in (facts, on_disk):
        assert pickle.loads(pickle.dumps(one)).digest() == facts.digest()  # noqa: S301 - our own


def test_prepared_files_are_refused_under_a_contract_that_says_other_decimals(
    tmp_path: Path, declared: Declared, facts: object
) -> None:
    write_facts(facts, tmp_path, "parquet")
    other = {**declared, "hba1c": SHELF.kinds["score"].model_validate({"score": "x", "instrument": "y", "decimals": 2})}
    with pytest.raises(Refused) as caught:
        read_facts(tmp_path, other)
    assert [p.code for p in caught.value.problems] == ["facts.prepared.other_scale"]


def test_prepared_files_are_refused_under_a_contract_that_asks_for_more_of_each_unit(
    tmp_path: Path, declared: Declared, facts: object
) -> None:
    write_facts(facts, tmp_path, "parquet")
    own = {"age-at-start": "count", "wish": "share", "expected": "days"}
    other = {**declared, "enrolled": SHELF.kinds["enrolment"].model_validate({"enrolment": "x", "own": own})}
    with pytest.raises(Refused) as caught:
        read_facts(tmp_path, other)
    assert [(p.code, p.values["fact"]) for p in caught.value.problems] == [("facts.prepared.other_scale", "expected")]


def test_prepared_files_are_refused_under_a_contract_that_does_not_know_a_fact(
    tmp_path: Path, declared: Declared, facts: object
) -> None:
    write_facts(facts, tmp_path, "parquet")
    with pytest.raises(Refused) as caught:
        read_facts(tmp_path, {name: kind for name, kind in declared.items() if name != "job"})
    assert [(p.code, p.values["fact"]) for p in caught.value.problems] == [("facts.fact.unknown", "job")]


def test_parquet_of_a_register_may_hold_dates_day_numbers_and_any_numbers(folder: Path, declared: Declared) -> None:
    spells = pl.DataFrame(
        {"fact": ["benefit"], "unit": ["a"], "from": [date(2024, 1, 1)], "until": [19_754], "value": [3000]}
    )
    spells.write_parquet(folder / "spells.parquet")
    rows = read_facts(folder, declared).frame("spells").select("from", "until", "value").rows()
    assert rows == [(19_723, 19_754, 300_000)]


def test_rows_of_a_register_are_checked_like_all_others(folder: Path, refused: Refuse) -> None:
    pl.DataFrame({"fact": ["er-visit", "er-visit"], "unit": ["a", "z"], "day": [19_723, None]}).write_parquet(
        folder / "events.parquet"
    )
    assert {(p.code, p.place.line) for p in refused(folder)} == {
        ("facts.cell.blank", 2),
        ("facts.unit.not_enrolled", 2),
    }


def test_a_parquet_file_that_is_none_is_refused(folder: Path, refused: Refuse) -> None:
    (folder / "events.parquet").write_bytes(b"PAR1 no")
    assert [p.code for p in refused(folder)] == ["facts.file.broken"]


def test_every_kind_of_fact_is_declared_in_the_example(declared: Declared) -> None:
    assert {kind.key for kind in declared.values()} == set(SHELF.kinds)
    assert yaml.safe_load(SHELF.kinds["flow"].example)
