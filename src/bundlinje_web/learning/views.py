"""The pages of learning."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bundlinje_web.audit.rows import Conflict
from bundlinje_web.frame.lists import Column, Filter, Kind, Listing
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import in_language, say_now
from bundlinje_web.learning import queries
from bundlinje_web.learning.actions.change_lesson import change_lesson
from bundlinje_web.learning.actions.keep_method import keep_method
from bundlinje_web.learning.actions.move_barrier import move_barrier
from bundlinje_web.learning.actions.note_barrier import note_barrier
from bundlinje_web.learning.actions.note_lesson import note_lesson
from bundlinje_web.learning.actions.note_visit import note_visit
from bundlinje_web.learning.forms import STEPS, THEMES, BarrierForm, LessonForm, MethodForm, VisitForm
from bundlinje_web.learning.models import Barrier, Lesson, Method, Visit
from bundlinje_web.learning.policy import CHANGE, KEEP, READ, WRITE


def _crumbs(here: str) -> list[tuple[str, str]]:
    return [(say_now("learning.title"), reverse("lessons")), (here, "")]


def _project(lesson: Lesson | Visit) -> str | None:
    return in_language(lesson.contract.titles) if lesson.contract else None


COLUMNS = (
    Column("learning.column.text", lambda lesson: lesson.text, link=lambda lesson: reverse("lesson", args=[lesson.pk])),
    Column("learning.column.kind", lambda lesson: f"learning.kind.{lesson.kind}", Kind.CODE, ("kind",)),
    Column("learning.column.theme", lambda lesson: f"learning.theme.{lesson.theme}", Kind.CODE, ("theme",)),
    Column("learning.column.project", _project, sort=("contract__title_da",)),
    Column(
        "learning.column.step",
        lambda lesson: f"learning.step.{lesson.step}" if lesson.step else None,
        Kind.CODE,
        ("step",),
    ),
    Column("learning.column.on", lambda lesson: lesson.on, Kind.DAY, ("on",)),
)


def _of(name: str, rows: QuerySet[Lesson], value: str) -> QuerySet[Lesson]:
    return rows.filter(**{name: value})


def _filters() -> list[Filter]:
    by = (("kind", Lesson.Kind.values), ("theme", THEMES), ("step", STEPS), ("speaks", Lesson.Speaks.values))
    staff = [("staff", say_now("learning.third_line"))]
    return [
        *_by_code(by),
        Filter("learning.column.bottom_line", staff, lambda rows, _: rows.filter(third_line=True)),
    ]


def _by_code(by: Iterable[tuple[str, Sequence[str]]]) -> list[Filter]:
    return [
        Filter(
            f"learning.column.{name}",
            [(code, say_now(f"learning.{name}.{code}")) for code in codes],
            partial(_of, name),
        )
        for name, codes in by
    ]


def lessons(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001 - the list looks at the address
    """Every lesson, and beside them the three kinds summed up across projects."""
    rows = READ.among(request.actor, Lesson.objects.select_related("contract"))
    listing = Listing(
        request, rows, COLUMNS, "laering", _filters(), ("text", "advice"), "-on", empty="learning.lesson.empty"
    )
    context = {
        "title": say_now("learning.title"),
        "summaries": queries.by_kind(rows),
        "staff": rows.filter(third_line=True).count(),
        "may_write": WRITE.may(request.actor),
    }
    return listing.answer("learning/lessons.html", context)


def lesson(request: Request, lesson_id: UUID) -> HttpResponse:
    """One lesson."""
    found = READ.one(request.actor, Lesson.objects.select_related("contract", "by"), pk=lesson_id)
    title = say_now("learning.lesson.title")
    may_change = CHANGE.among(request.actor, Lesson.objects.filter(pk=found.pk)).exists()
    context = {"title": title, "lesson": found, "may_change": may_change, "crumbs": _crumbs(title)}
    return render(request, "learning/lesson.html", context)


def _form_page(request: Request, form: object, title: str) -> HttpResponse:
    context = {"form": form, "title": title, "do": say_now("learning.save"), "crumbs": _crumbs(title)}
    return render(request, "frame/form_page.html", {**context, "back": reverse("lessons")})


def add_lesson(request: Request) -> HttpResponse:
    """Two fields are enough to add a lesson."""
    told = {"contract": request.GET.get("projekt"), "theme": request.GET.get("tema")}
    form = LessonForm(request.POST or None, initial=told)
    if request.method == "POST" and form.submit(lambda told: note_lesson(request.actor, told)) is not None:
        messages.success(request, say_now("learning.lesson.saved"))
        return redirect("lessons")
    return _form_page(request, form, say_now("learning.lesson.add"))


def edit_lesson(request: Request, lesson_id: UUID) -> HttpResponse:
    """Correct a lesson; where somebody else has meanwhile, what was typed is kept and both are shown."""
    found = CHANGE.one(request.actor, Lesson.objects.all(), pk=lesson_id)
    initial = {name: getattr(found, name) for name in LessonForm.base_fields}
    form = LessonForm(request.POST or None, initial=initial)
    version = int(request.POST.get("row_version") or found.row_version)
    title = say_now("learning.lesson.edit")
    try:
        saved = form.submit(lambda told: change_lesson(request.actor, found, told, version)) if form.is_bound else None
        if saved is not None:
            messages.success(request, say_now("learning.lesson.saved"))
            return redirect("lesson", lesson_id)
    except Conflict:
        found.refresh_from_db()
        form.meet(say_now("learning.somebody"), {name: getattr(found, name) for name in form.fields})
    context = {"form": form, "title": title, "lesson": found, "crumbs": _crumbs(title), "do": say_now("learning.save")}
    return render(request, "learning/edit_lesson.html", context)


def atlas(request: Request) -> HttpResponse:
    """The map: under which conditions social investments pay, and when to think otherwise."""
    rows = READ.among(request.actor, Lesson.objects.select_related("contract"))
    title = say_now("learning.atlas.title")
    context = {
        "title": title,
        "crumbs": _crumbs(title),
        "conditions": queries.conditions(rows),
        "barriers": READ.among(request.actor, Barrier.objects.exclude(state=Barrier.GONE)),
        "may_write": WRITE.may(request.actor),
    }
    return render(request, "learning/atlas.html", context)


BARRIER_COLUMNS = (
    Column("learning.barrier.text.label", lambda barrier: barrier.text, sort=("text",)),
    Column("learning.column.kind", lambda barrier: f"learning.barrier_kind.{barrier.kind}", Kind.CODE, ("kind",)),
    Column("learning.column.state", lambda barrier: f"learning.barrier_state.{barrier.state}", Kind.CODE, ("state",)),
    Column("learning.barrier.working_on_it.label", lambda barrier: barrier.working_on_it or None),
)


def barriers(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001
    """What stands in the way, and who works on it."""
    rows = READ.among(request.actor, Barrier.objects.all())
    listing = Listing(request, rows, BARRIER_COLUMNS, "barrierer", search=("text",), order="kind")
    may = KEEP.may(request.actor)
    context = {"title": say_now("learning.barriers"), "may_keep": may, "crumbs": _crumbs(say_now("learning.barriers"))}
    context["open"] = [(barrier, Barrier.MOVES[barrier.state]) for barrier in rows] if may else []
    return listing.answer("learning/barriers.html", context)


def add_barrier(request: Request) -> HttpResponse:
    """Add a barrier."""
    form = BarrierForm(request.POST or None)
    if request.method == "POST" and form.submit(lambda told: note_barrier(request.actor, told)) is not None:
        messages.success(request, say_now("learning.barrier.saved"))
        return redirect("barriers")
    return _form_page(request, form, say_now("learning.barrier.add"))


def barrier_move(request: Request, barrier_id: UUID, to: str) -> HttpResponse:
    """Say how far the work on a barrier has come."""
    if request.method == "POST":
        barrier = KEEP.one(request.actor, Barrier.objects.all(), pk=barrier_id)
        if to in Barrier.MOVES[barrier.state]:
            move_barrier(request.actor, barrier, to)
            messages.success(request, say_now("learning.barrier.saved"))
    return redirect("barriers")


VISIT_COLUMNS = (
    Column("learning.column.project", _project, sort=("contract__title_da",)),
    Column("learning.column.on", lambda visit: visit.on, Kind.DAY, ("on",)),
    Column("learning.visit.text.label", lambda visit: visit.text),
)


def visits(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001
    """The projects the Council has met, and those it has not."""
    rows = READ.among(request.actor, Visit.objects.select_related("contract"))
    listing = Listing(request, rows, VISIT_COLUMNS, "besoeg", search=("text",), order="-on")
    title = say_now("learning.visits")
    context = {"title": title, "crumbs": _crumbs(title), "may_keep": KEEP.may(request.actor)}
    context["unvisited"] = [in_language(contract.titles) for contract in queries.unvisited(timezone.localdate())]
    return listing.answer("learning/visits.html", context)


def add_visit(request: Request) -> HttpResponse:
    """Add a visit."""
    form = VisitForm(request.POST or None)
    if request.method == "POST" and form.submit(lambda told: note_visit(request.actor, told)) is not None:
        messages.success(request, say_now("learning.visit.saved"))
        return redirect("visits")
    return _form_page(request, form, say_now("learning.visit.add"))


METHOD_COLUMNS = (
    Column("learning.method.title.label", lambda method: method.title, sort=("title",)),
    Column("learning.method.text.label", lambda method: method.text or None),
    Column("learning.column.projects", lambda method: method.contracts.count(), Kind.NUMBER),
)


def methods(request: Request, export: str = "") -> HttpResponse:  # noqa: ARG001
    """Methods and protocols that projects share."""
    rows = READ.among(request.actor, Method.objects.all())
    listing = Listing(request, rows, METHOD_COLUMNS, "metoder", search=("title", "text"), order="title")
    title = say_now("learning.methods")
    context = {"title": title, "crumbs": _crumbs(title), "may_keep": KEEP.may(request.actor)}
    return listing.answer("learning/methods.html", context)


def add_method(request: Request) -> HttpResponse:
    """Add a method."""
    form = MethodForm(request.POST or None)
    if request.method == "POST" and form.submit(lambda told: keep_method(request.actor, told)) is not None:
        messages.success(request, say_now("learning.method.saved"))
        return redirect("methods")
    return _form_page(request, form, say_now("learning.method.add"))
