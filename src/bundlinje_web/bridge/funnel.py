"""Tabel 1 by the engine's own counting: what the office knows of each inquiry, handed over as the engine's rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bundlinje.fund.funnel import CHANNELS, STATES, Intake, funnel, intake_by_year
from bundlinje.fund.proposals_file import Channel, Proposals

APART = ("duplicate", "withdrawn")
"""What an office in use meets and no report has printed yet: counted, so that the sum is always all."""

CATEGORIES: tuple[str, ...] = (*STATES, *APART)
_FROM = "office"


@dataclass(frozen=True, slots=True)
class Counted:
    """An inquiry as Tabel 1 counts it: its key, channel, category, and the year it came, if that is known."""

    key: str
    channel: Literal["ordinary", "call"]
    category: str
    year: int | None


@dataclass(frozen=True, slots=True)
class ChannelCount:
    """A channel's inquiries by category, in the order Tabel 1 has them; `total` is their sum and so cannot differ."""

    channel: Channel
    categories: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """All inquiries of the channel."""
        return sum(number for _, number in self.categories)


def _rows(counted: Iterable[Counted]) -> list[Proposals]:
    """The inquiries the engine has a state for, as its rows."""
    return [
        Proposals(channel=one.channel, state=one.category, received=one.year, source=_FROM, quote=_FROM)
        for one in counted
        if one.category in STATES
    ]


def by_channel(counted: Iterable[Counted]) -> tuple[ChannelCount, ...]:
    """Every inquiry counted once, by channel and category."""
    held = tuple(counted)
    rows = _rows(held)
    found = []
    for channel in CHANNELS:
        apart = Counter(one.category for one in held if one.channel == channel and one.category in APART)
        own = tuple((category, apart[category]) for category in APART if apart[category])
        found.append(ChannelCount(channel, (*funnel(rows, channel).states, *own)))
    return tuple(found)


def by_year(counted: Iterable[Counted], channel: Channel) -> tuple[Intake, ...]:
    """Inquiries received each year and how many of them are still under treatment (INB-12).

    Those withdrawn or merged were received too, and are closed.
    """
    rows = _rows(
        Counted(one.key, one.channel, "not_stated" if one.category in APART else one.category, one.year)
        for one in counted
    )
    return intake_by_year(rows, channel)
