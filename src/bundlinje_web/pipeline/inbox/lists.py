"""The list of what has come in, and the list of calls."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, DateField, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.urls import reverse

from bundlinje.words.numbers import day as day_in_words
from bundlinje_web.audit import clock
from bundlinje_web.bridge.funnel import CATEGORIES
from bundlinje_web.frame.lists import Column, Filter, Kind, Listing
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import in_language, language_now, say_now
from bundlinje_web.pipeline.inbox import waiting
from bundlinje_web.pipeline.inbox.policy import CALLS, LIST, REGISTER, TABEL_1
from bundlinje_web.pipeline.models import Call, Proposal
from bundlinje_web.pipeline.tabel_1.counting import keys_on

Rows = QuerySet[Proposal]


def address(proposal: Proposal) -> str:
    """The page of an inquiry."""
    return reverse("proposal", args=[proposal.number])


def _columns(today: date) -> Sequence[Column]:
    return (
        Column("inbox.column.number", lambda row: row.number, sort=("number",), link=address),
        Column("inbox.column.received", lambda row: row.received_on, Kind.DAY, ("ordered_on", "number")),
        Column("inbox.column.title", lambda row: row.title, sort=("title",)),
        Column(
            "inbox.column.source",
            lambda row: f"inbox.source.{row.source}" if row.source else "frame.not_stated",
            Kind.CODE,
            ("source",),
        ),
        Column("inbox.column.channel", lambda row: f"inbox.channel.{_channel(row)}", Kind.CODE, ("call__number",)),
        Column("inbox.column.state", lambda row: f"inbox.state.{row.state}", Kind.CODE, ("state",)),
        Column("inbox.column.waits_for", lambda row: f"inbox.waits.{waiting.waits_for(row)}", Kind.CODE),
        Column("inbox.column.age", lambda row: waiting.age(row, today), Kind.NUMBER),
    )


def _channel(proposal: Proposal) -> str:
    return "call" if proposal.call_id else "ordinary"


def _of_channel(rows: Rows, value: str) -> Rows:
    return rows.filter(call__isnull=value == "ordinary")


def _as_counted(rows: Rows, value: str) -> Rows:
    """The rows that stood under a heading of Tabel 1 on a day: `started@2024-12-31`."""
    category, _, day = value.partition("@")
    return rows.filter(pk__in=keys_on(date.fromisoformat(day), category))


def _counted_day(request: Request, today: date) -> date:
    """The day a count of Tabel 1 that led here was for."""
    try:
        return date.fromisoformat(request.GET.get("category", "").partition("@")[2])
    except ValueError:
        return today


def _filters(request: Request, today: date) -> list[Filter]:
    day = _counted_day(request, today)
    said = "" if day == today else f" ({day_in_words(day, language_now())})"
    counted = [(f"{code}@{day}", say_now(f"inbox.category.{code}") + said) for code in CATEGORIES]
    states = [(code, say_now(f"inbox.state.{code}")) for code in Proposal.MOVES]
    sources = [(code, say_now(f"inbox.source.{code}")) for code in Proposal.Source.values]
    channels = [(code, say_now(f"inbox.channel.{code}")) for code in ("ordinary", "call")]
    return [
        Filter("inbox.column.state", states, lambda rows, value: rows.filter(state=value)),
        Filter("inbox.column.source", sources, lambda rows, value: rows.filter(source=value)),
        Filter("inbox.column.channel", channels, _of_channel),
        Filter("inbox.column.category", counted, _as_counted),
    ]


def inbox(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001 - the list looks at the address
    """What has come in, the newest first, with how many are new, wait, and have had no answer."""
    today = clock.today()
    # One server sorts what is not known first, the other last: here it always counts as the oldest.
    ordered = Proposal.objects.annotate(ordered_on=Coalesce("received_on", Value(date.min), output_field=DateField()))
    rows = LIST.among(request.actor, ordered.select_related("call").prefetch_related("screenings"))
    listing = Listing(
        request, rows, _columns(today), "henvendelser", _filters(request, today),
        ("number", "title", "organisation"), "-received", empty="inbox.empty",
    )  # fmt: skip
    counts = waiting.counts(rows, today)
    context = {
        "title": say_now("inbox.title"),
        "lead": _lead(rows, counts),
        "next": waiting.next_new(rows),
        "may_register": REGISTER.may(request.actor),
        "may_calls": CALLS.may(request.actor),
        "may_count": TABEL_1.may(request.actor),
    }
    return listing.answer("pipeline/inbox/inbox.html", context)


def _lead(rows: Rows, counts: waiting.Counts) -> str:
    """The counts; where nothing is new or waits, when the latest came."""
    if counts.new or counts.waiting or counts.silent:
        return say_now("inbox.lead", new=counts.new, waiting=counts.waiting, silent=counts.silent)
    latest = rows.filter(received_on__isnull=False).order_by("-received_on").first()
    if latest is None or latest.received_on is None:
        return ""
    return say_now("inbox.none_new", day=day_in_words(latest.received_on, language_now()))


CALL_COLUMNS = (
    Column(
        "inbox.calls.column.number", lambda call: call.number, sort=("number",),
        link=lambda call: reverse("call", args=[call.number]),
    ),
    Column("inbox.calls.column.title", lambda call: in_language({"da": call.title_da, "en": call.title_en})),
    Column("inbox.calls.column.opens", lambda call: call.opens, Kind.DAY, ("opens",)),
    Column("inbox.calls.column.closes", lambda call: call.closes, Kind.DAY, ("closes",)),
    Column("inbox.calls.column.proposals", lambda call: call.count, Kind.NUMBER, ("count",)),
)  # fmt: skip


def calls(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001 - the list looks at the address
    """Every call with how many proposals came in by it."""
    rows = Call.objects.annotate(count=Count("proposals"))
    listing = Listing(request, rows, CALL_COLUMNS, "calls", order="-opens", empty="inbox.calls.empty")
    today = clock.today()
    context = {
        "title": say_now("inbox.calls.title"),
        "may_keep": CALLS.may(request.actor),
        "open": Call.objects.filter(opens__lte=today, closes__gte=today),
        "crumbs": [(say_now("inbox.title"), reverse("inbox")), (say_now("inbox.calls.title"), "")],
    }
    return listing.answer("pipeline/inbox/calls.html", context)
