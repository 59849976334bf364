"""The page of Tabel 1: counted for a day, beside what was printed, and each count with its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from bundlinje.words.numbers import day as day_in_words
from bundlinje_web.audit import clock
from bundlinje_web.bridge.funnel import CATEGORIES, ChannelCount, Counted, by_channel, by_year
from bundlinje_web.frame.exports import exported
from bundlinje_web.frame.fields import DayField
from bundlinje_web.frame.forms import PageForm
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import language_now, say_now
from bundlinje_web.pipeline.inbox.policy import LIST, READ_ALL
from bundlinje_web.pipeline.models import PrintedCount
from bundlinje_web.pipeline.tabel_1.counting import counted_on, not_yet_known

ALL = "all"


class DayForm(PageForm):
    """The day the table is asked for."""

    words = "inbox.table"
    pr = DayField(required=False)


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


def _printed(day: date) -> dict[tuple[str, str], PrintedCount]:
    return {(one.channel, one.category): one for one in PrintedCount.objects.filter(as_of=day)}


def tabel_1(request: Request, export: str = "") -> HttpResponse:
    """Every inquiry by category on a day; the categories always add up to all (INB-11)."""
    form = DayForm(request.GET or None)
    asked = form.cleaned_data.get("pr") if form.is_bound and form.is_valid() else None
    day = asked or clock.today()
    counted = counted_on(day)
    printed = _printed(day)
    tables = [(channel, lines_of(channel, day, printed)) for channel in by_channel(counted)]
    if export:
        return exported(export, f"tabel-1-{day}", *_as_file([line for _, lines in tables for line in lines]))
    return render(request, "pipeline/inbox/tabel_1.html", _context(request, day, counted, tables))


def _other_printed_days(day: date) -> list[date]:
    days = PrintedCount.objects.exclude(as_of=day).values_list("as_of", flat=True)
    return sorted(set(days), reverse=True)


def _as_file(lines: Sequence[Line]) -> tuple[list[tuple[str, str, str]], list[list[Any]]]:
    heads = [
        ("channel", say_now("inbox.column.channel"), "code"),
        ("category", say_now("inbox.table.what"), "code"),
        ("number", say_now("inbox.table.number"), "number"),
        ("printed", say_now("inbox.table.printed"), "number"),
    ]
    rows = [
        [
            f"inbox.channel.{line.channel}",
            f"inbox.category.{line.category}",
            line.number,
            line.printed.number if line.printed else None,
        ]
        for line in lines
    ]
    return heads, rows


def _context(
    request: Request, day: date, counted: Sequence[Counted], tables: list[tuple[ChannelCount, list[Line]]]
) -> dict[str, Any]:
    sources = PrintedCount.objects.filter(as_of=day).values_list("source", flat=True)
    crumbs = [(say_now("inbox.title"), reverse("inbox") if LIST.may(request.actor) else "")]
    return {
        "title": say_now("inbox.table.title"),
        "day": day,
        "conclusion": say_now(
            "inbox.table.conclusion",
            all=len(counted),
            day=day_in_words(day, language_now()),
            calls=sum(one.channel == "call" for one in counted),
            open=sum(one.category == "under_treatment" for one in counted),
        ),
        "tables": tables,
        "has_printed": bool(sources),
        "source": next(iter(sources), ""),
        "printed_days": PrintedCount.objects.exclude(as_of=day)
        .order_by("-as_of")
        .values_list("as_of", flat=True)
        .distinct(),
        "years": [(channel.channel, by_year(counted, channel.channel)) for channel, _ in tables if channel.total],
        "before_known": not_yet_known(day),
        "opens_rows": READ_ALL.may(request.actor),
        "crumbs": [*crumbs, (say_now("inbox.table.link"), "")],
        "exports": ("csv", "xlsx", "json"),
    }
