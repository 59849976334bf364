"""Between meetings: one decision in writing whose minutes are missing, and one that members are still to answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from bundlinje_web.contracts.models import Contract
from bundlinje_web.council.actions.add_point import add_point
from bundlinje_web.council.actions.answer_in_writing import answer_in_writing
from bundlinje_web.council.actions.plan_meeting import plan_meeting
from bundlinje_web.council.actions.send_agenda import send_agenda
from bundlinje_web.council.concerned import interests
from bundlinje_web.council.models import Decision, Meeting, Point
from bundlinje_web.demo.stage import Stage
from bundlinje_web.demo.story.council import SEATS, SECRETARY
from bundlinje_web.demo.story.meetings import council

SENT, ANSWERED, ENDED = 9, 4, 2
"""Days before today the first was sent, answered by the members, and over."""
ASKED, ENDS = 1, 3
"""Days before today the second was sent, and the days until it ends."""
ALLOWED = "naeste-skridt"
"""The agreement whose parties ask for longer: one member sits on the board of its provider."""


def tell(stage: Stage) -> None:
    """One point of the first concerns a provider that a member sits on the board of: there she steps aside."""
    first = _asked(stage, stage.ago(ENDED), stage.ago(SENT), "first", _longer(), _days_of_meetings())
    for point in first.agenda:
        _answer(stage, point)
    _asked(stage, stage.ahead(ENDS), stage.ago(ASKED), "second", _conference())


def _asked(stage: Stage, until: date, on: date, key: str, *points: tuple[dict[str, Any], str]) -> Meeting:
    """Points for decision are sent to the members, who answer one by one until that day."""
    told = {"day": until, "in_writing": True}
    meeting = stage.does(SECRETARY, plan_meeting, council(), told, on=on, key=f"writing:{key}")
    for nth, (about, text) in enumerate(points):
        told = {"kind": Point.Kind.DECISION, "minutes": 5, **about}
        recommended = ({"text": text, "does": "note"},)
        stage.does(SECRETARY, add_point, meeting, told, recommended, on=on, key=f"writing:{key}:{nth}")
    meeting.refresh_from_db()
    return stage.does(SECRETARY, send_agenda, meeting, on=on, key=f"writing:{key}:sent")


def _answer(stage: Stage, point: Point) -> None:
    """Every member answers but those with an interest."""
    day = stage.ago(ANSWERED)
    aside = {mandate.person_id for mandate in point.meeting.body.sitting_on(day) if mandate.pk in interests(point, day)}
    outcomes = {each.number: Decision.Outcome.APPROVED for each in point.recommended.all()}
    for who in SEATS:
        if stage.person(who).pk not in aside:
            stage.does(who, answer_in_writing, point, outcomes, on=day, key=f"writing:{point.number}:{who}")


def _longer() -> tuple[dict[str, Any], str]:
    contract = Contract.objects.get(code=ALLOWED)
    why = "Parterne skal have aftalen igennem deres bestyrelser og når det ikke inden fristen (opdigtet)."
    title, text = f"{contract.title_da}: længere frist", "Parterne får seks uger mere til at underskrive (opdigtet)."
    return {"title": title, "contract": contract, "recommendation": {"summary": why}}, text


def _days_of_meetings() -> tuple[dict[str, Any], str]:
    why = "Dagene er de tirsdage, hvor de fleste kan (opdigtet)."
    title, text = "Rådets mødedage næste år", "Rådet godkender mødedagene (opdigtet)."
    return {"title": title, "recommendation": {"summary": why}}, text


def _conference() -> tuple[dict[str, Any], str]:
    why = "Konferencen holdes til foråret, og tilmeldingen slutter før næste møde (opdigtet)."
    text = "Rådet fortæller om sine erfaringer på konferencen (opdigtet)."
    return {"title": "Oplæg på en konference om sociale investeringer", "recommendation": {"summary": why}}, text
