"""What a proposal says, in words: each answer with what was asked, as it was frozen when it came in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bundlinje.money import Ore
from bundlinje.words.numbers import kroner, whole
from bundlinje_web.frame.words import language_now, say_now

_CHOICES = {"aim": "aim", "unit": "unit", "agreed": "agreed", "evidence": "evidence", "falls_on": "payer"}
_ORDER = (
    "what", "aim", "adds", "target", "unit", "per_year", "provider", "partners", "agreed", "evidence",
    "evidence_text", "untried_because", "costs", "cost_ore", "years", "falls_on", "saves_text", "no_gain",
    "would_not_start", "no_budget", "added",
)  # fmt: skip


def in_words(answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The answers in the form's order; those that were not given are left out, other than those of the template."""
    return [(_asked(name), _answer(name, answers[name])) for name in _ORDER if answers.get(name) not in (None, "", [])]


def _asked(name: str) -> str:
    if name == "costs":
        return say_now("proposing.step.pris.title")
    return say_now("proposing.sum") if name == "cost_ore" else say_now(f"proposing.field.{name}.label")


def _answer(name: str, value: Any) -> str:
    language = language_now()
    if name in _CHOICES:
        many = value if isinstance(value, list) else [value]
        return ", ".join(say_now(f"proposing.{_CHOICES[name]}.{each}") for each in many)
    if name == "costs":
        return "\n".join(f"{line['what']}: {kroner(Ore(line['ore']), language)}" for line in value)
    if name == "cost_ore":
        return kroner(Ore(value), language)
    if isinstance(value, bool):
        return say_now("frame.yes" if value else "frame.no")
    return whole(value, language) if isinstance(value, int) else str(value)
