"""Two versions of a contract side by side: every value that is another, its place, and the clause that tells it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bundlinje.contract.model import plain
from bundlinje.words.contract import document

if TYPE_CHECKING:
    from bundlinje.contract.model import Contract
    from bundlinje.words.numbers import Language
    from bundlinje.words.tree import Document

SILENT = frozenset({"source", "assumed", "note", "amendments"})
"""What is no term of the agreement: where a value comes from, and the list of amendments that made the change."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A value that is another: its path, and what stood and stands there; none where nothing did or does."""

    path: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """A change with the sentences of both versions that tell of it; empty where a version has none."""

    change: Changed
    before: str
    after: str


def changes(old: Contract, new: Contract) -> tuple[Changed, ...]:
    """Every value of the contract that differs, in the order of the text."""
    return tuple(_compared(plain(old), plain(new), ""))


def _compared(old: Any, new: Any, path: str) -> Iterator[Changed]:
    if old == new:
        return
    before, after = _members(old), _members(new)
    if before is None or after is None:
        yield Changed(path, _shown(old), _shown(new))
        return
    for key in dict.fromkeys((*before, *after)):
        if key not in SILENT:
            yield from _compared(before.get(key), after.get(key), f"{path}.{key}" if path else key)


def _members(data: Any) -> Mapping[str, Any] | None:
    """What a part holds, by name: a list's members by their id, or by their number where they have none."""
    if isinstance(data, Mapping):
        return None if set(data) - SILENT <= {"amount", "value"} else data
    if isinstance(data, list) and data and all(isinstance(one, Mapping) for one in data):
        return {str(one.get("id", number)): one for number, one in enumerate(data)}
    return None


def _shown(data: Any) -> str | None:
    """A value as it would be written; the amount alone where a remark stands beside it."""
    if isinstance(data, Mapping):
        data = {key: value for key, value in data.items() if key not in SILENT}
        data = next(iter(data.values())) if set(data) in ({"amount"}, {"value"}) else data
    if data is None or isinstance(data, str):
        return data
    return json.dumps(data, ensure_ascii=False)


def told(old: Contract, new: Contract, language: Language) -> tuple[Told, ...]:
    """The changes with the sentences of both versions."""
    before, after = _sentences(document(old, language)), _sentences(document(new, language))
    return tuple(
        Told(one, _nearest(before, one.path), _nearest(after, one.path)) for one in changes(old, new)
    )  # fmt: skip


def _sentences(whole: Document) -> dict[str, str]:
    """The sentence of every anchor."""
    clauses = (clause for section in whole.resolved().sections for clause in section.clauses)
    found: dict[str, str] = {}
    for clause in clauses:
        for one in clause.walk():
            found.setdefault(one.anchor, one.text) if one.anchor else None
    return found


def _nearest(sentences: Mapping[str, str], path: str) -> str:
    """The sentence of a path, or of the nearest part around it that has one."""
    steps = path.split(".")
    for length in range(len(steps), 0, -1):
        if text := sentences.get(".".join(steps[:length])):
            return text
    return ""
