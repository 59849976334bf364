"""The trail: every action and refusal with its place in the chain, for those who audit. No text, no citizens."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from bundlinje.words import numbers
from bundlinje_web.audit.actions.note_examination import note_examination
from bundlinje_web.audit.codes import CODES, REFUSED
from bundlinje_web.audit.examining import examined_now
from bundlinje_web.audit.models import Record
from bundlinje_web.audit.policy import READ
from bundlinje_web.audit.verify import Fault
from bundlinje_web.frame.errors import error_page
from bundlinje_web.frame.lists import Column, Filter, Kind, Listing
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import language_now, say_now
from bundlinje_web.people.models import Grant, Person

AREAS = tuple(dict.fromkeys(code.partition(".")[0] for code in CODES))
_EXAMINED = ("audit.chain.verified", "audit.chain.broken")


class Names:
    """Who is behind the ids of records: names and roles live in rows of their own, never in the chain."""

    @cached_property
    def _persons(self) -> dict[str, str]:
        return {str(key): name for key, name in Person.objects.values_list("pk", "name")}

    @cached_property
    def _roles(self) -> dict[str, str]:
        return {str(key): role for key, role in Grant.objects.values_list("pk", "role")}

    def who(self, record: Record) -> str:
        """The person, the job or a stranger."""
        if record.actor == "anyone":
            return say_now("audit.page.anyone")
        return self._persons.get(record.actor, record.actor.removeprefix("system:"))

    def role(self, record: Record) -> str | None:
        """The code of the role that was used; none where none was."""
        role = "system" if record.actor.startswith("system:") else self._roles.get(record.grant)
        return f"people.role.{role}" if role else None


def _did(record: Record) -> str:
    return f"audit.code.{record.code if record.code in CODES else record.code.removesuffix(REFUSED)}"


def _outcome(record: Record) -> str:
    return f"audit.outcome.{'refused' if record.is_refusal else 'done'}"


def _about(record: Record) -> str | None:
    """What it was about: the contract, the case number, or the kind of row it was."""
    number = record.values.get("number")
    return record.contract or (number if isinstance(number, str) else "") or record.subject_type or None


def _columns(names: Names) -> tuple[Column, ...]:
    return (
        Column("audit.page.number", lambda row: row.seal.number, Kind.NUMBER, ("seal__number",), link=_address),
        Column("audit.page.moment", lambda row: row.recorded_at, Kind.MOMENT, ("recorded_at",)),
        Column("audit.page.role", names.role, Kind.CODE),
        Column("audit.page.who", names.who),
        Column("audit.page.action", _did, Kind.CODE, ("code",)),
        Column("audit.page.about", _about, sort=("contract", "subject_type", "subject")),
        Column("audit.page.version", lambda row: row.after[:12] or None),
        Column("audit.page.outcome", _outcome, Kind.CODE),
    )


def _address(record: Record) -> str:
    return reverse("trail-record", args=[record.seal.number])


def _of_area(rows: QuerySet[Record], area: str) -> QuerySet[Record]:
    return rows.filter(code__startswith=f"{area}.")


def _of_outcome(rows: QuerySet[Record], outcome: str) -> QuerySet[Record]:
    done = Q(code__in=CODES)
    return rows.filter(done if outcome == "done" else ~done)


def _listing(request: Request) -> Listing:
    return Listing(
        request,
        READ.among(request.actor, Record.objects.select_related("seal")),
        _columns(Names()),
        name="revisionsspor",
        filters=(
            Filter("audit.page.area", [(area, say_now(f"audit.area.{area}")) for area in AREAS], _of_area),
            Filter(
                "audit.page.outcome",
                [(outcome, say_now(f"audit.outcome.{outcome}")) for outcome in ("done", "refused")],
                _of_outcome,
            ),
        ),
        search=("contract", "subject", "code", "actor", "after"),
        order="-number",
    )


def _lead() -> str:
    """How the chain was when it was last examined."""
    last = Record.objects.filter(code__in=_EXAMINED).order_by("seal__number").last()
    if last is None:
        return say_now("audit.page.never")
    day = numbers.day(last.happened_on, language_now())
    return say_now(f"audit.page.{last.code.rpartition('.')[2]}", number=last.values["number"], day=day)


def trail(request: Request, **_export: str) -> HttpResponse:
    """Everything that was done and refused, the newest first; as a file where the address asks for one."""
    context = {"title": say_now("audit.page.title"), "lead": _lead()}
    return _listing(request).answer("workplace/trail.html", context)


def record(request: Request, number: int) -> HttpResponse:
    """One block of the chain: what was done, with every value and digest."""
    found: Record = READ.one(request.actor, Record.objects.select_related("seal"), seal__number=number)
    names = Names()
    context: dict[str, Any] = {
        "title": say_now("audit.page.record", number=number),
        "record": found,
        "did": _did(found),
        "outcome": _outcome(found),
        "who": names.who(found),
        "role": names.role(found),
        "crumbs": [(say_now("audit.page.title"), reverse("trail")), (str(number), "")],
    }
    return render(request, "workplace/trail_record.html", context)


def examine(request: Request) -> HttpResponse:
    """Examine the chain now, note that it was, and say what is broken."""
    if request.method != "POST":
        return error_page(request, 405)
    found = examined_now()
    note_examination(request.actor, found, key=request.POST.get("key") or None)
    if found.is_whole:
        messages.success(request, say_now("audit.page.whole", rows=found.rows))
        return redirect("trail")
    faults = sorted(found.faults, key=_place)
    context = {
        "title": say_now("audit.page.broken_title"),
        "faults": faults[:100],
        "first": next((fault.block for fault in faults if fault.block), ""),
        "count": len(faults),
    }
    return render(request, "workplace/trail_broken.html", context)


def _place(fault: Fault) -> tuple[str, int, str]:
    """The order of the chain: what stands in no block comes first."""
    chain, _, number = fault.block.partition("/")
    return chain, int(number or 0), fault.code
