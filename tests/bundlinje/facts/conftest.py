"""A contract's facts to test with, and refusals whose every sentence can be said. Persons and numbers are invented."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from bundlinje.facts import facts_from_rows, read_facts
from bundlinje.facts.base import SHELF, FactKind
from bundlinje.problems import Problem, Refused

DECLARED = """
enrolled:  {enrolment: Visiteret til indsatsen, own: {age-at-start: count, wish: share}}
shelter:   {spell: Døgn på forsorgshjem, coverage: stated}
job:       {spell: Ansættelse, value: share, coverage: complete}
benefit:   {spell: Ydelse, value: kr a week, coverage: complete}
er-visit:  {event: Skadestuebesøg, coverage: stated}
paid-out:  {event: Udbetalt, value: kr, coverage: stated}
hba1c:     {score: Langtidsblodsukker, instrument: "HbA1c, mmol/mol", decimals: 1}
net-price: {report: Nettoprisindeks, by: statistics-office, decimals: 1, unit: points}
capital:   {flow: Trukket kapital}
"""
SENTENCES = yaml.safe_load(
    (Path(__file__).parents[3] / "src" / "bundlinje" / "words" / "problems" / "facts.yaml").read_text("utf-8")
)


def _kind(raw: dict[str, Any]) -> FactKind:
    return SHELF.kinds[SHELF.key_of(raw) or ""].model_validate(raw)


@pytest.fixture(scope="session")
def declared() -> Mapping[str, FactKind]:
    return {name: _kind(raw) for name, raw in yaml.safe_load(DECLARED).items()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three enrolled units; a test adds what it is about."""
    (tmp_path / "enrolments.csv").write_text("unit,from\na,2024-01-01\nb,2024-01-01\nc,2024-02-01\n", "utf-8")
    return tmp_path


def _said(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    for problem in problems:
        for language in ("da", "en"):
            assert "{" not in SENTENCES[problem.code][language].format(**problem.values)
    return problems


@pytest.fixture
def refused(declared: Mapping[str, FactKind]) -> Callable[..., tuple[Problem, ...]]:
    """Everything that is wrong with rows by table, or with a folder."""

    def refuse(where: Path | None = None, **rows: Any) -> tuple[Problem, ...]:
        rows.setdefault("enrolments", [{"unit": unit, "from": "2024-01-01"} for unit in "abc"])
        with pytest.raises(Refused) as caught:
            _ = facts_from_rows(declared, **rows) if where is None else read_facts(where, declared)
        return _said(caught.value.problems)

    return refuse
