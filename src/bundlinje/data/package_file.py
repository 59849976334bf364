"""Reading the YAML files of this package: every value arrives as the text it was written as, never as a float."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from importlib.resources import files
from typing import Any, TypeAlias

import yaml

from bundlinje.data.provenance import Provenance, Status, Text
from bundlinje.money import Ore, ore_from_kroner

Raw: TypeAlias = dict[str, Any]
"""One row of a file: texts, lists and rows of texts."""

_RATE = re.compile(r"^(-?\d+(?:\.\d+)?) %$")
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read(name: str) -> Any:
    """What stands in a YAML file of this package."""
    text = files("bundlinje.data").joinpath(name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - it makes texts, lists and mappings, and nothing else


def rate(text: str) -> Fraction:
    """A rate as written, exactly: `3.5 %`, `1/2`, `0`. Anything else raises `ValueError`."""
    found = _RATE.match(text)
    return Fraction(Decimal(found[1])) / 100 if found else Fraction(text)


def kroner(text: str) -> Ore | None:
    """Kroner as øre; `unknown` is none."""
    return None if text == "unknown" else ore_from_kroner(text)


def day(text: str) -> date | None:
    """A day as written; `unknown` is none."""
    return None if text == "unknown" else date.fromisoformat(text)


def text(raw: Raw | None) -> Text | None:
    """A text in both languages, if there is one."""
    return Text(**raw) if raw else None


def provenance(raw: Raw) -> Provenance:
    """Where a row is from."""
    return Provenance(Status(raw["status"]), raw.get("source", ""), text(raw.get("note")))
