"""The six kinds of fact, as a contract writes them."""

from __future__ import annotations

import re

import pytest
import yaml
from pydantic import ValidationError

from bundlinje.facts.base import SHELF, FactKind
from bundlinje.facts.tables import NAMES
from bundlinje.grammar.quantity import Dimension


def test_there_are_six_kinds_and_each_has_a_table() -> None:
    assert list(SHELF.kinds) == ["enrolment", "event", "flow", "report", "score", "spell"]
    assert {kind.table for kind in SHELF.kinds.values()} == set(NAMES) - {"coverage"}


@pytest.mark.parametrize("kind", SHELF.kinds.values(), ids=SHELF.kinds)
def test_a_kind_reads_its_example_and_writes_it_again(kind: type[FactKind]) -> None:
    fact = kind.model_validate(yaml.safe_load(kind.example))
    assert kind.model_validate(fact.model_dump(mode="json", by_alias=True)) == fact
    assert fact.title


@pytest.mark.parametrize("kind", SHELF.kinds.values(), ids=SHELF.kinds)
def test_a_kind_speaks_only_of_its_own_slots(kind: type[FactKind]) -> None:
    slots = [set(re.findall(r"\{(\w+)", sentence)) for sentence in (kind.says.da, kind.says.en)]
    assert slots[0] == slots[1] <= set(kind.model_fields)


@pytest.mark.parametrize("key", ["spell", "event"])
def test_coverage_has_no_default(key: str) -> None:
    with pytest.raises(ValidationError):
        SHELF.kinds[key].model_validate({key: "x"})


@pytest.mark.parametrize(
    ("raw", "dimension", "scale"),
    [
        ({"spell": "x", "coverage": "stated"}, None, 1),
        ({"spell": "x", "coverage": "stated", "value": "share"}, Dimension.SHARE, 1_000_000),
        ({"spell": "x", "coverage": "stated", "value": "kr a week"}, Dimension.KRONER, 1),
        ({"event": "x", "coverage": "stated", "value": "number", "decimals": 2}, Dimension.COUNT, 100),
        ({"score": "x", "instrument": "y", "decimals": 1}, Dimension.POINTS, 10),
        ({"report": "x", "by": "y", "unit": "days", "decimals": 1}, Dimension.DAYS, 10),
        ({"report": "x", "by": "y", "unit": "kr"}, Dimension.KRONER, 1),
        ({"flow": "x"}, Dimension.KRONER, 1),
    ],
)
def test_a_value_has_a_dimension_and_an_exact_scale(raw: dict[str, object], dimension: Dimension, scale: int) -> None:
    fact = SHELF.kinds[SHELF.key_of(raw) or ""].model_validate(raw)
    assert (fact.dimension, fact.scale) == (dimension, scale)
