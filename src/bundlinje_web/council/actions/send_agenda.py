"""Send the agenda of a meeting to its members."""

from __future__ import annotations

from django.urls import reverse

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.council.models import Meeting, Point
from bundlinje_web.council.policy import PREPARE
from bundlinje_web.frame.wrong import refuse, wrong
from bundlinje_web.letters.models import Kind
from bundlinje_web.letters.sending import Text, post


@action("council.agenda.sent", policy=PREPARE, on="meeting")
def send_agenda(act: Act, meeting: Meeting) -> Meeting:
    """Send it: from then on its points stand. Every point for decision says what is recommended (GOV-08).

    Each member who wants them gets a mail that it is ready, with a link and nothing else.
    """
    points = list(meeting.agenda.prefetch_related("recommended"))
    problems = [] if meeting.is_open else [wrong("council.problem.sent")]
    if not points:
        problems.append(wrong("council.problem.no_points"))
    problems += [
        wrong("council.problem.no_recommendation", number=point.number)
        for point in points
        if point.kind == Point.Kind.DECISION and not point.recommended.all()
    ]
    refuse(problems)
    meeting.move(Meeting.SENT)
    text = Text("council.mail.agenda", reverse("package", args=[meeting.slug]))
    for mandate in meeting.body.sitting_on(meeting.day).select_related("person"):
        post(mandate.person, Kind.AGENDA, text, f"agenda:{meeting.pk}:{meeting.row_version}:{mandate.person_id}")
    act.record(meeting, number=meeting.slug, points=len(points))
    return meeting
