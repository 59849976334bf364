"""The lines of Tabel 1: each count with what was printed and where its rows are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from bundlinje_web.bridge.funnel import CATEGORIES, ChannelCount
from bundlinje_web.pipeline.models import PrintedCount

ALL = "all"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: its channel and category (`all` for the sum), the count, what was printed, and the rows."""

    channel: str
    category: str
    number: int
    printed: PrintedCount | None
    url: str

    @property
    def differs(self) -> bool:
        """Whether something else was printed."""
        return self.printed is not None and self.printed.number != self.number


def _address(channel: str, category: str, day: date) -> str:
    """Where the rows of a count are."""
    asked = {"channel": channel} | ({} if category == ALL else {"category": f"{category}@{day}"})
    return f"{reverse('inbox')}?{urlencode(asked)}"


def lines_of(channel: ChannelCount, day: date, printed: dict[tuple[str, str], PrintedCount]) -> list[Line]:
    """The lines of a channel, the sum first as the report has it; a printed line nothing is counted for stands as 0."""
    numbers = dict(channel.categories)
    numbers |= {
        category: numbers.get(category, 0) for name, category in printed if name == channel.channel and category
    }
    ordered = [category for category in CATEGORIES if category in numbers]
    name = channel.channel
    all_of_it = Line(name, ALL, channel.total, printed.get((name, "")), _address(name, ALL, day))
    return [
        all_of_it,
        *(Line(name, each, numbers[each], printed.get((name, each)), _address(name, each, day)) for each in ordered),
    ]


def printed_on(day: date) -> dict[tuple[str, str], PrintedCount]:
    """What was printed of that day, by channel and category."""
    return {(one.channel, one.category): one for one in PrintedCount.objects.filter(as_of=day)}
