"""Invented entries and an invented settlement's answers, for limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from pydantic import TypeAdapter

from bundlinje.grammar.amount import Fixed
from bundlinje.grammar.source import parse_yaml
from bundlinje.limits.base import NO_ONE, AnyLimit, Claims, Limit
from bundlinje.limits.bound import Balance, Units
from bundlinje.problems import Collector

LIMITS: TypeAdapter[Limit] = TypeAdapter(AnyLimit)


@dataclass(frozen=True)
class Answers:
    """What the settlement at hand knows: 8,000 kr drawn, 10 units planned."""

    drawn: int = 800_000
    planned: int = 10
    balances: dict[str, int] = field(default_factory=dict)
    paid: dict[tuple[str, ...] | None, int] = field(default_factory=dict)
    is_final: bool = False

    def ore(self, bound: Any) -> int:
        if isinstance(bound, Fixed):
            return bound.ore
        return self.balances[bound.account] if isinstance(bound, Balance) else int(bound.share * self.drawn)

    def units(self, bound: Any) -> int:
        return bound.units if isinstance(bound, Units) else int(bound.share * self.planned)

    def paid_in_year(self, terms: tuple[str, ...] | None) -> int:
        return self.paid.get(terms, 0)


@pytest.fixture
def answers() -> type[Answers]:
    return Answers


@pytest.fixture
def limit() -> Callable[[str], Limit]:
    """A limit as a contract writes it."""
    return lambda text: LIMITS.validate_python(parse_yaml(text, "limit", Collector()).data)


@pytest.fixture
def claims() -> Callable[..., Claims]:
    """Entries in kroner; what is not said of them is the same for all."""

    def build(kroner: list[int], *, names: tuple[str, ...] = ("home", "work"), **columns: list[int]) -> Claims:
        def column(name: str, otherwise: int, kind: Any = np.int32) -> Any:
            return np.array(columns.get(name, [otherwise] * len(kroner)), dtype=kind)

        return Claims(
            term=column("term", 0),
            unit=column("unit", NO_ONE),
            person=column("person", NO_ONE),
            cohort=column("cohort", 0),
            follow_up=column("follow_up", 1),
            year=column("year", 2024),
            due=column("due", 0),
            to_date=np.array(kroner, dtype=np.int64) * 100,
            settled=column("settled", 0, np.int64) * 100,
            term_names=names,
        )

    return build
