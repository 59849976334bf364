"""Tabel 1: proposals by channel and state, counted from the proposals so that the states always add up to all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bundlinje.fund.model import Fund
from bundlinje.fund.proposals_file import Channel, PrintedLine, Proposals, State

STATES: tuple[State, ...] = (
    "rejected_directly",
    "rejected_after_assessment",
    "donation",
    "started",
    "under_treatment",
    "not_stated",
)
CHANNELS: tuple[Channel, ...] = ("ordinary", "call")


@dataclass(frozen=True, slots=True)
class Funnel:
    """How many proposals came in by a channel and what became of them. `total` is the sum, so it cannot differ."""

    channel: Channel
    states: tuple[tuple[State, int], ...]

    @property
    def total(self) -> int:
        """All proposals of the channel."""
        return sum(number for _, number in self.states)


def funnel(proposals: list[Proposals], channel: Channel) -> Funnel:
    """Count a channel's proposals by state; every proposal is in exactly one."""
    count: Counter[State] = Counter()
    for row in proposals:
        if row.channel == channel:
            count[row.state] += row.number
    return Funnel(channel, tuple((state, count[state]) for state in STATES if count[state]))


@dataclass(frozen=True, slots=True)
class Intake:
    """Proposals received in a year and how many of them are still under treatment; `assumed` of them not published."""

    year: int | None
    received: int
    open: int
    assumed: int


def intake_by_year(proposals: list[Proposals], channel: Channel) -> tuple[Intake, ...]:
    """Proposals by year of receipt; those whose year nobody published stand apart, last, never in a year."""
    rows = [row for row in proposals if row.channel == channel]
    years = sorted({row.received for row in rows}, key=lambda year: (year is None, year or 0))
    return tuple(_intake(year, [row for row in rows if row.received == year]) for year in years)


def _intake(year: int | None, rows: list[Proposals]) -> Intake:
    still_open = sum(row.number for row in rows if row.state == "under_treatment")
    assumed = sum(row.number for row in rows if row.assumed)
    return Intake(year, sum(row.number for row in rows), still_open, assumed)


@dataclass(frozen=True, slots=True)
class PrintedSum:
    """A printed count beside the computed one."""

    where: str
    printed: int
    computed: int
    source: str
    quote: str


def printed_sums(fund: Fund) -> Iterator[PrintedSum]:
    """Tabel 1 against itself, each total against its own lines, and each line against the proposals.

    A channel whose printed lines leave out a state (the call prints only what was started) has nothing to add up.
    """
    if fund.funnel is None:
        return
    for channel in CHANNELS:
        lines = [line for line in fund.funnel.lines if line.channel == channel]
        yield from _against_itself(channel, lines, fund)
        yield from _against_proposals(channel, lines, fund)


def _against_itself(channel: Channel, lines: list[PrintedLine], fund: Fund) -> Iterator[PrintedSum]:
    states = {line.state for line in lines if line.state}
    told = {state for state, _ in counted(fund, channel).states}
    for line in lines:
        if line.state is None and told <= states:
            computed = sum(part.number for part in lines if part.state)
            yield _sum(f"table1.{channel}.total", line, computed)


def _against_proposals(channel: Channel, lines: list[PrintedLine], fund: Fund) -> Iterator[PrintedSum]:
    numbers = dict(counted(fund, channel).states)
    for line in lines:
        if line.state and fund.proposals:
            yield _sum(f"table1.{channel}.{line.state}", line, numbers.get(line.state, 0))


def counted(fund: Fund, channel: Channel) -> Funnel:
    """The fund's proposals of a channel, counted."""
    return funnel(fund.proposals.proposals if fund.proposals else [], channel)


def _sum(where: str, line: PrintedLine, computed: int) -> PrintedSum:
    return PrintedSum(where, line.number, computed, line.source or "", line.quote or "")
