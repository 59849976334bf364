"""What there is in the loaded office to ask for, by the words that `rights.py` says pages are about.

Each thing is the row it is about, and the values that stand in its address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.utils import timezone

from bundlinje_web.audit.models import Record
from bundlinje_web.bridge.portfolio import ROOT as A_CONTRACT
from bundlinje_web.contracts.models import Contract, Document, Version
from bundlinje_web.contracts.stepping import STEPS
from bundlinje_web.contracts.views.stepping import address_of
from bundlinje_web.council.models import Decision, Meeting, Point, Task, WheelEntry
from bundlinje_web.learning.models import Barrier, Lesson
from bundlinje_web.people.models import Body, Delegation, Grant, Interest, Mandate, Organisation, Person, Unit
from bundlinje_web.pipeline.casework.forms import PARTS
from bundlinje_web.pipeline.models import Assessment, Attachment, Call, Case, Proposal
from bundlinje_web.workplace.models import SavedView

Values = dict[str, object]
Thing = tuple[Any, Values]


def _person(key: str) -> Person:
    return Person.objects.get(email=f"{key}@fonden.example")


def fill() -> None:
    """What the story does not tell: papers with citizens in them, ideas sent while logged in, rights that wait."""
    today = timezone.localdate()
    _documents()
    _sent_by("xenia", "maja", day=today)
    _lent(today)
    _a_forum(today)
    for person in Person.objects.all():
        SavedView.objects.create(person=person, name="x", address="/laering/")
    for key in ("birk", "maja", "folmer"):
        Interest.objects.create(
            person=_person(key), organisation=Organisation.objects.get(code="sosu"), kind="board", since=today
        )
    for key, contract in (("maja", "laer-for-livet"), ("ludvig", "havnen"), ("palle", "havnen"), ("asta", "havnen")):
        Lesson.objects.create(
            contract=Contract.objects.get(code=contract), text="x", theme="data", kind="practical", by=_person(key),
            on=today,
        )  # fmt: skip


def _documents() -> None:
    for number, code in enumerate(("havnen", "laer-for-livet", "familiestuen", "flere-kloge-haender", "din-vej-i-job")):
        for has_citizens in (True, False):
            Document.objects.create(
                contract=Contract.objects.get(code=code), kind="annex", title="Annex", sha256=f"{number}{has_citizens}",
                file=ContentFile(b"x", name="x.pdf"), size=1, media_type="application/pdf",
                has_personal_data=has_citizens,
            )  # fmt: skip


def _sent_by(*keys: str, day: date) -> None:
    for key in keys:
        idea = Proposal.objects.create(
            number=f"1999-{key}",
            title=f"Idea of {key}",
            source=Proposal.Source.values[0],
            received_on=day,
            sender=_person(key),
        )
        for about in (idea, Proposal.objects.get(number="2026-001")):
            Attachment.objects.create(
                proposal=about, name="x.pdf", file=ContentFile(b"x", name="x"), sha256="0", size=1, scanned=True,
                media_type="application/pdf",
            )  # fmt: skip


def _lent(today: date) -> None:
    Grant.objects.create(
        person=_person("uffe"), role="evaluator", scope="contract", on=["ungifokus"], since=today, origin="hand",
        given_by=_person("vita"), until=today + timedelta(days=400),
    )  # fmt: skip
    for key, to in (("folmer", "gro"), ("gerda", "ida"), ("maja", "nor")):
        (grant,) = Grant.objects.filter(person=_person(key))
        Delegation.objects.create(
            grant=grant, delegate=_person(to), since=today + timedelta(days=30), until=today + timedelta(days=60)
        )


def _a_forum(today: date) -> None:
    """A body on which no member of the Council sits, with a meeting and a point."""
    forum = Body.objects.create(code="another-forum", name="Another forum", kind="forum", seats=3)
    Mandate.objects.create(body=forum, person=_person("asta"), seat="chair", since=today - timedelta(days=900))
    meeting = Meeting.objects.create(body=forum, day=today + timedelta(days=9), slug=f"{today}-another-forum")
    Point.objects.create(meeting=meeting, number=1, title="Point")
    decision = Decision.objects.first()
    assert decision is not None
    for unit in Unit.objects.all():
        Task.objects.create(decision=decision, text=f"Task of {unit.code}", unit=unit)


def _by(rows: Any, **values: str) -> Iterator[Thing]:
    """Every row, with the values of an address by the names of the row's fields."""
    for row in rows:
        yield row, {name: _value(row, field) for name, field in values.items()}


def _value(row: Any, path: str) -> object:
    for name in path.split("."):
        row = getattr(row, name)
    return row


def _two_versions() -> Iterator[Thing]:
    for contract in Contract.objects.all():
        numbers = sorted(contract.versions.values_list("number", flat=True))
        if len(numbers) > 1:
            yield contract, {"code": contract.code, "one": numbers[0], "other": numbers[-1]}


def _numbers() -> Iterator[Thing]:
    for contract in Contract.objects.all():
        yield contract, {"code": f"{A_CONTRACT}.{contract.code}.capital"}


def _attachments() -> Iterator[Thing]:
    for proposal in Proposal.objects.filter(attachments__isnull=False).distinct():
        for each in proposal.attachments.all():
            yield each, {"number": proposal.number, "file": each.pk}


THINGS: dict[str, Callable[[], Iterator[Thing]]] = {
    "record": lambda: _by(Record.objects.order_by("recorded_at")[:3], number="seal.number"),
    "person": lambda: _by(Person.objects.all(), person_id="pk"),
    "grant": lambda: _by(Grant.objects.filter(end=None), grant_id="pk"),
    "delegation": lambda: _by(Delegation.objects.all(), delegation_id="pk"),
    "organisation": lambda: _by(Organisation.objects.all(), code="code"),
    "department": lambda: _by(Organisation.objects.filter(kind=Organisation.Kind.DEPARTMENT), department="code"),
    "interest": lambda: _by(Interest.objects.all(), interest_id="pk"),
    "proposal": lambda: _by(Proposal.objects.filter(published_only=False), number="number"),
    "attachment": _attachments,
    "call": lambda: _by(Call.objects.all(), number="number"),
    "assessment": lambda: _by(Assessment.objects.all(), number="proposal.number", assessment_id="pk"),
    "case": lambda: _by(Case.objects.all(), number="number"),
    "meeting": lambda: _by(Meeting.objects.all(), slug="slug"),
    "point": lambda: _by(Point.objects.all(), slug="meeting.slug", number="number"),
    "wheel": lambda: _by(WheelEntry.objects.all(), entry_id="pk"),
    "decision": lambda: _by(Decision.objects.all(), decision_id="pk"),
    "task": lambda: _by(Task.objects.all(), task_id="pk"),
    "version by id": lambda: _by(Version.objects.all(), version_id="pk"),
    "version": lambda: _by(Version.objects.all(), code="contract.code", number="number"),
    "body": lambda: _by(Body.objects.all(), code="code"),
    "mandate": lambda: _by(Mandate.objects.all(), mandate_id="pk"),
    "view": lambda: _by(SavedView.objects.all(), view_id="pk"),
    "two versions": _two_versions,
    "contract": lambda: _by(Contract.objects.all(), code="code"),
    "document": lambda: _by(Document.objects.all(), code="contract.code", document_id="pk"),
    "number": _numbers,
    "lesson": lambda: _by(Lesson.objects.all(), lesson_id="pk"),
    "barrier": lambda: _by(Barrier.objects.all(), barrier_id="pk"),
}
MORE: dict[str, tuple[Values, ...]] = {
    "case-edit": tuple({"part": part} for part in PARTS),
    "contract-step": tuple({"step": address_of(step)} for step in STEPS),
    "grant-give": ({"role": "reader"}, {"role": "economist"}),
    "point-shift": ({"way": "op"}, {"way": "ned"}),
    "barrier-move": ({"to": "worked-on"}, {"to": "gone"}, {"to": "open"}),
    "reconcile-explain": ({"statement": "table2.total.R2022"},),
    "reconcile-confirm": ({"statement": "table2.total.R2022"},),
    "contract-happen": tuple(
        {"kind": kind} for kind in ("intake-paused", "intervention-ended", "ended-early", "repayment-ended", "closed")
    ),
}
"""What else an address asks for, by the name of the page."""
NOBODYS = UUID(int=0)
