"""What a record may carry beside its ids: values of a few kinds, none of which can hold a name or a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from bundlinje_web.audit.canonical import plain

CPR_LIKE = re.compile(r"(?<![0-9A-Za-z])\d{6}-?\d{4}(?![0-9A-Za-z])")
"""What looks like a citizen's number: no code, id or case number may."""


class Kind(StrEnum):
    """A kind of value in a record."""

    ID = "id"
    IDS = "ids"
    CODE = "code"
    CODES = "codes"
    DIGEST = "digest"
    DAY = "day"
    COUNT = "count"
    ORE = "ore"
    FLAG = "flag"


class NotAValue(ValueError):  # noqa: N818 - it says what it is not
    """A value that no record may carry: of another kind than its code says, text, or like a citizen's number."""


_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_CODE = re.compile(r"[A-Za-z0-9]+(?:[._:/-][A-Za-z0-9]+)*")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_TEXTS = {Kind.ID: _ID, Kind.CODE: _CODE, Kind.DIGEST: _DIGEST}
_MANY = {Kind.IDS: Kind.ID, Kind.CODES: Kind.CODE}


def carried(values: Mapping[str, Any], kinds: Mapping[str, Kind]) -> dict[str, Any]:
    """The values as a record stores them. Raises `NotAValue` for one its code does not carry or of another kind.

    None is a value of every kind: it is not known.
    """
    strange = sorted(set(values) - set(kinds))
    if strange:
        raise NotAValue(f"not carried: {', '.join(strange)}")
    return {name: _carried(name, value, kinds[name]) for name, value in values.items()}


def _carried(name: str, value: Any, kind: Kind) -> Any:
    if value is None:
        return None
    if kind in _MANY:
        return [_carried(name, one, _MANY[kind]) for one in _in_order(name, value)]
    told = plain(value)
    if not _fits(told, kind):
        raise NotAValue(f"{name} is no {kind}")
    return told


def _in_order(name: str, value: Any) -> Iterable[Any]:
    """The many values of one name, in an order that does not depend on a set's."""
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise NotAValue(f"{name} is not many")
    return value if isinstance(value, list | tuple) else sorted(value, key=str)


def _fits(told: Any, kind: Kind) -> bool:
    match kind:
        case Kind.FLAG:
            return isinstance(told, bool)
        case Kind.COUNT:
            return type(told) is int and told >= 0
        case Kind.ORE:
            return type(told) is int
        case Kind.DAY:
            return isinstance(told, str) and _is_day(told)
    return isinstance(told, str) and _is_text(told, kind)


def _is_text(told: str, kind: Kind) -> bool:
    if len(told) > 120 or not _TEXTS[kind].fullmatch(told):
        return False
    return kind is not Kind.CODE or not CPR_LIKE.search(told)


def _is_day(told: str) -> bool:
    try:
        return date.fromisoformat(told).isoformat() == told
    except ValueError:
        return False
