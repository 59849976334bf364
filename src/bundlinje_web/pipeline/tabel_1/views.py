"""The page of Tabel 1: counted for a day, beside what was printed, and each count with its rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from bundlinje.words.numbers import day as day_in_words
from bundlinje_web.audit import clock
from bundlinje_web.bridge.funnel import ChannelCount, Counted, by_channel, by_year
from bundlinje_web.frame.exports import exported
from bundlinje_web.frame.fields import DayField
from bundlinje_web.frame.forms import PageForm
from bundlinje_web.frame.papers import answered
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import language_now, say_now
from bundlinje_web.pipeline.inbox.policy import LIST, READ_ALL
from bundlinje_web.pipeline.models import PrintedCount
from bundlinje_web.pipeline.tabel_1.counting import counted_on, not_yet_known
from bundlinje_web.pipeline.tabel_1.lines import Line, lines_of, printed_on
from bundlinje_web.pipeline.tabel_1.paper import paper

PDF = "pdf"


class DayForm(PageForm):
    """The day the table is asked for."""

    words = "inbox.table"
    pr = DayField(required=False)


def tabel_1(request: Request, export: str = "") -> HttpResponse:
    """Every inquiry by category on a day; the categories always add up to all (INB-11)."""
    form = DayForm(request.GET or None)
    asked = form.cleaned_data.get("pr") if form.is_bound and form.is_valid() else None
    day = asked or clock.today()
    counted = counted_on(day)
    printed = printed_on(day)
    tables = [(channel, lines_of(channel, day, printed)) for channel in by_channel(counted)]
    lines = [line for _, of_channel in tables for line in of_channel]
    if export == PDF:
        return answered(paper(lines, day, _conclusion(counted, day)), f"tabel-1-{day}")
    if export:
        return exported(export, f"tabel-1-{day}", *_as_file(lines))
    return render(request, "pipeline/inbox/tabel_1.html", _context(request, day, counted, tables))


def _conclusion(counted: Sequence[Counted], day: date) -> str:
    return say_now(
        "inbox.table.conclusion",
        all=len(counted),
        day=day_in_words(day, language_now()),
        calls=sum(one.channel == "call" for one in counted),
        open=sum(one.category == "under_treatment" for one in counted),
    )


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
        "conclusion": _conclusion(counted, day),
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
        "exports": (PDF, "csv", "xlsx", "json"),
    }
