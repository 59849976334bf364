"""What the things in an explanation are called, and its rules read aloud, with the contract at hand."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter

from bundlinje.comparisons.base import AnyReference
from bundlinje.contract.model import Contract
from bundlinje.explanation import Reason
from bundlinje.limits.base import AnyLimit
from bundlinje.splits.base import AnySplit
from bundlinje.words.numbers import Language
from bundlinje.words.reading.document import document
from bundlinje.words.reading.kinds import head, sentence
from bundlinje.words.reading.standing import nearest, ways_to_write
from bundlinje.words.reading.values import told
from bundlinje.words.reading.voice import SCOPES, Around, Voice
from bundlinje.words.tree import Document, resolver

_SHELVES: Mapping[Reason, tuple[Any, str]] = {
    Reason.CUT: (AnyLimit, "limits"),
    Reason.GUARANTEE: (AnyLimit, "limits"),
    Reason.PAYERS: (AnySplit, "splits"),
    Reason.RECEIVERS: (AnySplit, "splits"),
    Reason.REFERENCE: (AnyReference, "comparisons"),
}
"""Reasons whose rule is worth reading aloud, and its shelf; a figure is told where the contract defines it."""


def _clause(voice: Voice, name: str) -> str | None:
    """A clause: a term, or a flow of money that is handed on."""
    return voice.term(name) or voice.word_or(f"leg.{name}", "") or None


_FINDERS: Mapping[str, Callable[[Voice, str], str | None]] = {
    "clause": _clause,
    "outcome": Voice.outcome,
    "measure": Voice.measure,
    "figure": Voice.figure,
    "difference": Voice.figure,
    "party": Voice.account,
    "account": Voice.account,
    "group": Voice.group,
}


_MID_SENTENCE = ("group", "path")
"""What never begins a line, so that it needs no capital."""


class Titles:
    """Names by their titles and by the clauses of the contract as it is read aloud."""

    def __init__(self, contract: Contract, language: Language) -> None:
        self._voice = Voice(contract, language, head)

    @cached_property
    def _read(self) -> Document:
        return document(self._voice.contract, self._voice.language)

    @cached_property
    def _show(self) -> Callable[[str], str]:
        return resolver(self._read)

    @cached_property
    def _numbers(self) -> Mapping[str, str]:
        return self._read.numbers()

    def name(self, key: str, name: str) -> str:
        """What the contract calls it."""
        if key == "path":
            return self._place(name)
        found = _FINDERS[key](self._voice, name)
        if found is None and key == "outcome":
            found = self._voice.count_of_units(name)
        text = self._show(found) if found else self._voice.quoted(name)
        return text if key in _MID_SENTENCE else text[:1].upper() + text[1:]

    def _place(self, path: str) -> str:
        """The clause that tells of a path; the path itself where none does."""
        anchors = (nearest(steps, self._numbers) for steps in ways_to_write(tuple(path.split("."))))
        anchor = next(filter(None, anchors), None)
        return self._voice.quoted(path) if anchor is None else self._show(self._voice.pointer(anchor))

    def rule(self, reason: Reason, text: str) -> tuple[str, ...]:
        """The rule's sentence, and what is listed under it, one line each."""
        if reason not in _SHELVES:
            return ()
        form, shelf = _SHELVES[reason]
        rule = TypeAdapter(form).validate_python(_data(text))
        said = told(Around(self._voice, SCOPES[shelf], sentence), rule)
        listed = (one.text for item in said.items for one in item.walk())
        return tuple(self._show(line) for line in (said.text, *listed) if line)


def _data(text: str) -> Any:
    """The plain data that a rule was written from: JSON, or Python's way of showing the same."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return ast.literal_eval(text)
