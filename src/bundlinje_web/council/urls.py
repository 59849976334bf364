"""The addresses of the Council's room."""

from __future__ import annotations

from bundlinje_web.council.policy import (
    APPROVALS,
    APPROVE_FOR_DEPARTMENT,
    APPROVE_FORMALLY,
    APPROVE_MINUTES,
    BODIES,
    DECIDE,
    DECISIONS,
    FINISH,
    MANDATES,
    MEETINGS,
    MEMBER,
    PREPARE,
    RETURN,
    START,
    TASKS,
    WHEEL,
)  # fmt: skip
from bundlinje_web.council.views import approvals, bodies, decisions, given, meetings, points, years
from bundlinje_web.frame.pages import list_page, page
from bundlinje_web.people.policy import SEAT

_MEETING = "moeder/<slug:slug>/"
_POINT = "moeder/<slug:slug>/punkt/<int:number>/"
_APPROVAL = "godkendelser/<uuid:version_id>/"

urlpatterns = [
    *list_page("moeder/", meetings.meetings, name="meetings", policy=MEETINGS),
    page("moeder/nyt/", meetings.add_meeting, name="meeting-add", policy=PREPARE),
    page("moeder/nyt-aar/", meetings.plan_year, name="meetings-plan", policy=PREPARE),
    page(_MEETING, meetings.meeting, name="meeting", policy=MEETINGS),
    page(f"{_MEETING}dagsorden/", meetings.propose, name="agenda-propose", policy=PREPARE),
    page(f"{_MEETING}dagsorden/send", meetings.send, name="agenda-send", policy=PREPARE),
    page(f"{_MEETING}flyt/", meetings.move, name="meeting-move", policy=PREPARE),
    page(f"{_MEETING}aflys/", meetings.cancel, name="meeting-cancel", policy=PREPARE),
    page(f"{_MEETING}hold", meetings.hold, name="meeting-hold", policy=DECIDE),
    page(f"{_MEETING}moedepakke/", meetings.package, name="package", policy=MEETINGS),
    page(f"{_MEETING}referat/", meetings.minutes, name="minutes", policy=MEETINGS),
    page(f"{_MEETING}referat/godkend", meetings.approve, name="minutes-approve", policy=APPROVE_MINUTES),
    page(f"{_MEETING}punkt/nyt/", points.add, name="point-add", policy=PREPARE),
    page(_POINT, points.point, name="point", policy=MEETINGS),
    page(f"{_POINT}ret/", points.edit, name="point-edit", policy=PREPARE),
    page(f"{_POINT}flyt/<slug:way>", meetings.shift, name="point-shift", policy=PREPARE),
    page(f"{_POINT}tag-af/", points.withdraw, name="point-withdraw", policy=PREPARE),
    page(f"{_POINT}beslutning/", points.decide, name="decide", policy=DECIDE),
    page(f"{_POINT}interesser/", points.confirm, name="interests-confirm", policy=MEMBER),
    page(f"{_POINT}svar/", points.answer, name="answer-writing", policy=MEMBER),
    *list_page("beslutninger/", decisions.decisions, name="decisions", policy=DECISIONS),
    page("beslutninger/<uuid:decision_id>/", decisions.decision, name="decision", policy=DECISIONS),
    *list_page("opfoelgningspunkter/", decisions.tasks, name="council-tasks", policy=TASKS),
    page("opfoelgningspunkter/<uuid:task_id>/loest", decisions.finish, name="council-task-done", policy=FINISH),
    page("opfoelgningspunkter/<uuid:task_id>/fortryd", decisions.undo, name="council-task-undo", policy=FINISH),
    page("aarshjul/", years.wheel, name="wheel", policy=WHEEL),
    page("aarshjul/nyt/", years.add_wheel, name="wheel-add", policy=PREPARE),
    page("aarshjul/<uuid:entry_id>/fjern", years.remove_wheel, name="wheel-remove", policy=PREPARE),
    page("fora/", bodies.bodies, name="bodies", policy=BODIES),
    page("fora/nyt/", bodies.add, name="body-add", policy=SEAT),
    page("fora/plads/<uuid:mandate_id>/afslut", bodies.end_seat, name="body-seat-end", policy=SEAT),
    page("fora/<slug:code>/", bodies.body, name="body", policy=BODIES),
    page("fora/<slug:code>/plads/", bodies.seat, name="body-seat", policy=SEAT),
    page("mandater/", years.mandates, name="mandates", policy=MANDATES),
    page("godkendelser/", approvals.approvals, name="approvals", policy=APPROVALS),
    *list_page("godkendelser/givne/", given.given, name="approvals-given", policy=APPROVALS),
    page(_APPROVAL, approvals.approval, name="approval", policy=APPROVALS),
    page(
        f"{_APPROVAL}raadmand/godkend", approvals.approve_as_alderman, name="approve-alderman",
        policy=APPROVE_FOR_DEPARTMENT,
    ),
    page(f"{_APPROVAL}borgmester/godkend", approvals.approve_as_mayor, name="approve-mayor", policy=APPROVE_FORMALLY),
    page(f"{_APPROVAL}returner/", approvals.send_back, name="approval-return", policy=RETURN),
    page(f"{_APPROVAL}start/", approvals.start, name="contract-start", policy=START),
]  # fmt: skip
