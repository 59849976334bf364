"""The shape of the files under `proposals/`: what came in, by state, and Tabel 1 as it was printed."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import Field, StrictInt

from bundlinje.fund.parts import Label, Quoted
from bundlinje.grammar.part import NonEmpty, Part

Channel: TypeAlias = Literal["ordinary", "call"]
State: TypeAlias = Literal[
    "rejected_directly", "rejected_after_assessment", "donation", "started", "under_treatment", "not_stated"
]


class Proposals(Quoted):
    """One proposal, or several of which no more is known than that they share channel, year and state."""

    channel: Channel
    state: State
    number: StrictInt = Field(default=1, gt=0)
    received: StrictInt | None = None
    name: NonEmpty | None = None


class ProposalsFile(Part):
    """Every proposal the Council has received, up to a day."""

    as_of: NonEmpty
    proposals: list[Proposals]


class PrintedLine(Quoted):
    """One line of Tabel 1 as printed."""

    channel: Channel
    state: State | None = None
    label: Label
    number: StrictInt


class PrintedFunnel(Part):
    """Tabel 1 as printed: per channel a line for all (without a state), then its states."""

    table: NonEmpty
    title: Label
    source: NonEmpty
    place: NonEmpty
    lines: list[PrintedLine]
