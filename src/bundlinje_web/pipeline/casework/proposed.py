"""What was proposed, as it is read: each question with its answer in words, typed once by whoever proposed it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bundlinje.money import Ore
from bundlinje.words.numbers import kroner
from bundlinje_web.frame.words import language_now, say_now
from bundlinje_web.pipeline.models import Proposal
from bundlinje_web.said import sayings

_AREA = "proposing"
_ORE = "cost_ore"


def proposed(proposal: Proposal | None) -> tuple[tuple[str, str], ...]:
    """The newest text of the proposal as (question, answer) pairs; none where nothing is known of it."""
    text = proposal.text if proposal else None
    return tuple(_pairs(text.answers)) if text else ()


def answer_to(proposal: Proposal | None, field: str) -> Any:
    """One answer of the newest text, as it is kept; none where it was not given."""
    text = proposal.text if proposal else None
    return text.answers.get(field) if text else None


def _pairs(answers: dict[str, Any]) -> Iterator[tuple[str, str]]:
    words = sayings(_AREA)
    for field, value in answers.items():
        if field == "costs":
            yield from ((str(line["what"]), kroner(Ore(int(line["ore"])), language_now())) for line in value)
        elif field == _ORE:
            yield say_now("casework.cost_in_all"), kroner(Ore(int(value)), language_now())
        elif f"field.{field}.label" in words:
            yield say_now(f"{_AREA}.field.{field}.label"), _in_words(field, value)


def _in_words(field: str, value: Any) -> str:
    if isinstance(value, bool):
        return say_now("frame.yes" if value else "frame.no")
    if value in (None, "", []):
        return say_now("frame.not_stated")
    kind = "payer" if field == "falls_on" else field
    known = sayings(_AREA)
    many = value if isinstance(value, list) else [value]
    return ", ".join(say_now(f"{_AREA}.{kind}.{each}") if f"{kind}.{each}" in known else str(each) for each in many)
