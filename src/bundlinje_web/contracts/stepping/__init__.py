"""The agreement step by step: forms over the same text, one subject a step (screens W8).

Whoever writes an agreement here never sees a brace; whoever writes it as text loses no letter to these forms.
"""

from __future__ import annotations

from collections.abc import Callable

from bundlinje_web.bridge.written import Written
from bundlinje_web.contracts.stepping import (
    capital,
    exit_,
    follow_up,
    goals,
    limits,
    not_measured,
    parties,
    payers,
    target,
)
from bundlinje_web.contracts.stepping.asking import Group

STEPS: dict[str, Callable[[Written], list[Group]]] = {
    "parties": parties.groups,
    "capital": capital.groups,
    "target": target.groups,
    "goals": goals.groups,
    "payers": payers.groups,
    "follow_up": follow_up.groups,
    "not_measured": not_measured.groups,
    "limits": limits.groups,
    "exit": exit_.groups,
}
"""The steps in their order, each with what it asks of a text."""

SECTIONS = {
    "parties": ("contract", "title", "programme", "kind", "stage", "currency", "about", "parties"),
    "capital": ("capital",),
    "target": ("cohort", "cohorts"),
    "goals": ("windows", "phases", "facts", "measures", "outcomes", "figures", "gates", "terms", "expected"),
    "payers": ("payers", "receivers", "accounts", "legs"),
    "follow_up": ("periods", "follow_ups"),
    "not_measured": ("leaves", "corrections"),
    "limits": ("limits", "guarantee"),
    "exit": ("ends_early", "amendments"),
}
"""The sections of the text that belong to each step."""


def step_of(path: str) -> str:
    """The step a place of the text is changed in; the first for a place of none."""
    section, _, rest = path.partition(".")
    if section == "outcomes" and rest.endswith("not_measured"):
        return "not_measured"
    return next((step for step, sections in SECTIONS.items() if section in sections), "parties")
