"""Values of the engine as plain data that a database can keep, and back: tables, pictures and reasons, never code.

Only the kinds of values named here are written and read; anything else is a mistake of the program.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from enum import StrEnum
from fractions import Fraction
from typing import Any

from bundlinje.charts import data
from bundlinje.grammar.part import Mark
from bundlinje.report import table
from bundlinje_web.bridge import ahead, explaining

_PARTS: tuple[type, ...] = (
    table.Thousands, table.Kroner, table.Percent, table.Times, table.Points, table.Count, table.Name, table.Code,
    table.Row, table.Table, data.About, data.Curve, data.Fan, data.FanYear, data.Interval, data.SideBySide,
    explaining.Saying, explaining.Source, explaining.Why, ahead.AheadTold, ahead.RiskTold,
)  # fmt: skip
_ENUMS: tuple[type[StrEnum], ...] = (table.Weight, explaining.Unit, explaining.How)
_BY_NAME = {kind.__name__: kind for kind in _PARTS}
_KIND, _OF = "$", "of"


class NotKept(TypeError):  # noqa: N818 - it says what it is
    """A value of a kind that is not kept."""


def plain(value: Any) -> Any:
    """The value as plain data. Raises `NotKept`."""
    if value is None or type(value) in (str, int, bool, float):
        return value
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if type(value) in _PARTS:
        return {_KIND: type(value).__name__, **_told(value)}
    return _small(value)


def _small(value: Any) -> dict[str, Any]:
    """What is no part made of fields."""
    if isinstance(value, Mark):
        return {_KIND: "Mark", _OF: value.name}
    if isinstance(value, Fraction):
        return {_KIND: "Fraction", _OF: str(value)}
    if isinstance(value, Mapping):
        return {_KIND: "Mapping", _OF: [[plain(key), plain(one)] for key, one in value.items()]}
    if type(value) in _ENUMS:
        return {_KIND: type(value).__name__, _OF: value.value}
    raise NotKept(type(value).__name__)


def _told(value: Any) -> dict[str, Any]:
    """The fields of a part that say more than they do by themselves."""
    known = ((one.name, getattr(value, one.name), one.default) for one in fields(value))
    return {name: plain(held) for name, held, default in known if default is MISSING or held != default}


def whole(told: Any) -> Any:
    """The value that plain data tells. Raises `NotKept`, and `DoesNotAddUp` for reasons that no longer do."""
    if isinstance(told, list):
        return tuple(whole(one) for one in told)
    if not isinstance(told, dict):
        return told
    kind = told[_KIND]
    if kind in _BY_NAME:
        return _BY_NAME[kind](**{name: whole(one) for name, one in told.items() if name != _KIND})
    if kind not in _MADE:
        raise NotKept(kind)
    return _MADE[kind](told[_OF])


_MADE: Mapping[str, Callable[[Any], Any]] = {
    "Fraction": Fraction,
    "Mark": Mark.__getitem__,
    "Mapping": lambda of: {whole(key): whole(one) for key, one in of},
    **{kind.__name__: kind for kind in _ENUMS},
}
