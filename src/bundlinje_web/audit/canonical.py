"""The canonical form: the one way to write a row down as bytes, so that everybody who works out its digest agrees.

JSON with sorted keys and no spaces, in ASCII; moments in UTC to the microsecond, days as ISO 8601, ids with hyphens in
lower case, numbers as integers only. `docs/algorithms/audit-chain.md` shows it worked out by hand.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db import models

GENESIS = "0" * 64
"""What the first seal of a chain names as the digest before it."""


def plain(value: Any) -> Any:
    """The value as it stands in the canonical form. Raises `TypeError` for what has no place in it, such as a float."""
    match value:
        case Enum():
            return plain(value.value)
        case Mapping():
            return {str(key): plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [plain(inner) for inner in value]
    return _plain(value)


def _plain(value: Any) -> str | int | None:
    match value:
        case None | str() | int():
            return value
        case UUID():
            return str(value)
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        case date():
            return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no canonical form")


def canonical(values: Mapping[str, Any]) -> bytes:
    """The values as canonical bytes."""
    return json.dumps(plain(values), sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def digest(values: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical form, as 64 hexadecimal digits."""
    return sha256(canonical(values)).hexdigest()


def digest_of(row: models.Model, *names: str) -> str:
    """Digest of a row's own columns, or of those named: what a record says the row was before and after.

    Name the fields where some hold what must not be guessed at from a digest, such as a person's name.
    """
    fields = [field for field in row._meta.concrete_fields if not names or field.name in names]
    return digest({field.attname: _stored(row, field) for field in fields})


def _stored(row: models.Model, field: models.Field[Any, Any]) -> Any:
    value = getattr(row, field.attname)
    return value.name if isinstance(field, models.FileField) else value


def digest_of_all(digests: Iterable[str]) -> str:
    """SHA-256 of many digests written one after another."""
    whole = sha256()
    for one in digests:
        whole.update(one.encode("ascii"))
    return whole.hexdigest()
