"""Splits as contracts write them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pydantic import TypeAdapter

from bundlinje.grammar.source import parse_yaml
from bundlinje.problems import Collector
from bundlinje.splits.base import AnySplit, Split

SPLITS: TypeAdapter[Split] = TypeAdapter(AnySplit)


@pytest.fixture
def split() -> Callable[[str], Split]:
    """A split as a contract writes it."""
    return lambda text: SPLITS.validate_python(parse_yaml(text, "split", Collector()).data)
