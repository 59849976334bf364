"""Standard goals with ready prices for a light agreement: what the municipality saves by the price catalogue (PP-04).

A goal is an event that can be seen in records there are already, and a use of a public service that it avoids. Its
price is a part of what the municipality bears of that use: no small project needs to work out a saving of its own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from importlib.resources import files
from typing import Any

import yaml

from bundlinje.data.prices import PriceRow, price
from bundlinje.money import ORE_PER_KRONE, Ore
from bundlinje_web.bridge.clauses import with_section

PART = Fraction(4, 5)
"""The part of the municipality's saving that is paid: the rest is its gain. Ours; a contract may say another."""
STEP = 100 * ORE_PER_KRONE
"""Ready prices are whole hundreds of kroner, rounded down: never more than the part."""
ON = date(2024, 1, 1)
"""The day whose rules divide a price between municipality and state: it stays until the goals are revised."""


@dataclass(frozen=True, slots=True)
class StandardGoal:
    """A goal: its id, its title and what is recorded in both languages, and how much of which price it avoids."""

    id: str
    title: Mapping[str, str]
    event: str
    price_id: str
    quantity: Fraction

    @property
    def row(self) -> PriceRow:
        """The catalogue's price that it leans on."""
        return price(self.price_id)

    @property
    def saving(self) -> Ore:
        """What the municipality saves for one who achieves it: whole kroner of the row's year, rounded down."""
        return Ore(int(self.row.borne(self.quantity, ON).municipality // ORE_PER_KRONE) * ORE_PER_KRONE)

    @property
    def ready(self) -> Ore:
        """The ready price, øre."""
        return Ore(int(PART * self.saving // STEP) * STEP)


_TOLD: Mapping[str, Any] = yaml.safe_load(files(__package__).joinpath("standard_goals.yaml").read_text("utf-8"))
GOALS: Mapping[str, StandardGoal] = {
    told["id"]: StandardGoal(told["id"], told["title"], told["event"], told["price"], Fraction(told["quantity"]))
    for told in _TOLD["goals"]
}
"""The standard goals by id, in the order they are offered."""


def with_goal(text: str, goal: StandardGoal) -> str:
    """The text of a light agreement with a standard goal and its ready price in the place of the example."""
    for section in (_facts(goal), _outcomes(goal), _terms(goal)):
        text = with_section(text, section)
    return text


def source(goal: StandardGoal) -> str:
    """Where the saving is from, on one line."""
    row = goal.row
    told: str = _TOLD["source"]
    return told.format(id=row.id, year=row.year, source=row.provenance.source, name=row.name.da)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _kroner(ore: Ore) -> str:
    return f"{ore // ORE_PER_KRONE:_} kr".replace("_", " ")


def _facts(goal: StandardGoal) -> str:
    return (
        "facts:\n"
        f"  admitted: {{enrolment: {_quoted(_TOLD['admitted'])}}}\n"
        f"  completed: {{event: {_quoted(goal.event)}, coverage: stated}}\n"
        f"  drawn: {{flow: {_quoted(_TOLD['drawn'])}}}\n"
    )


def _outcomes(goal: StandardGoal) -> str:
    return (
        "outcomes:\n"
        "  completes:\n"
        f"    title: {_quoted_titles(goal)}\n"
        "    where: {completions: {at_least: 1}}\n"
        "    not_measured: counts as not achieved\n"
    )


def _quoted_titles(goal: StandardGoal) -> str:
    return "{" + ", ".join(f"{language}: {_quoted(text)}" for language, text in goal.title.items()) + "}"


def _terms(goal: StandardGoal) -> str:
    return (
        "terms:\n"
        f"  - id: {goal.id}\n"
        f"    title: {_quoted(goal.title['da'])}\n"
        "    each: completes\n"
        f"    pays: {{amount: {_kroner(goal.ready)}, source: {_quoted(_TOLD['why'])}}}\n"
        f"    saving: {{amount: {_kroner(goal.saving)}, source: {_quoted(source(goal))}}}\n"
    )
