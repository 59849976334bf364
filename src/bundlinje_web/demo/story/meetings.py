"""The Council's meetings: two that were held, with minutes and what followed; one whose agenda is sent; some ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any

from bundlinje_web.contracts.models import Version
from bundlinje_web.council.actions.add_point import add_point
from bundlinje_web.council.actions.approve_minutes import approve_minutes
from bundlinje_web.council.actions.decide_point import decide_point
from bundlinje_web.council.actions.plan_meeting import plan_meeting
from bundlinje_web.council.actions.plan_wheel import plan_wheel
from bundlinje_web.council.actions.send_agenda import send_agenda
from bundlinje_web.council.concerned import interests
from bundlinje_web.council.minuting import FollowUp, Minutes, Outcome, Part
from bundlinje_web.council.models import Decision, Meeting, Participation, Point, WheelEntry
from bundlinje_web.council.prefilled import invest, of_proposal, of_state, of_version
from bundlinje_web.demo.stage import Stage
from bundlinje_web.demo.story.council import SECRETARY
from bundlinje_web.demo.story.ideas import proposal_of
from bundlinje_web.people.models import Body, Organisation, Unit

CHAIR = "birk"
SENT_BEFORE = 7
"""Days before a meeting its agenda is due."""
PLACE = "Mødelokale 3 (opdigtet)"
FIRST_HELD, SECOND_HELD, LATEST, NEXT = 285, 49, 12, 8
"""Days before today the meetings were held, and the days until the next."""
STEERING_HELD, STEERING_NEXT = 35, 40
"""Days before today a steering group met, and the days until it does again."""
THEMED, THEME = 18, "Budget og råderum"
"""Days until a meeting whose agenda is to be made now, and what it is for."""
AHEAD = (64, 120, 183, 245, 302)
"""Days until the others: six a year (GOV-14)."""
_WHEEL = (
    ("Årsrapport til Byrådet", WheelEntry.Kind.DELIVERABLE, 3),
    ("Regnskab for året før", WheelEntry.Kind.DEADLINE, 2),
    ("Besøg hos et projekt", WheelEntry.Kind.THEME, 6),
    ("Halvårsstatus til rådmændene", WheelEntry.Kind.DELIVERABLE, 9),
    (THEME, WheelEntry.Kind.THEME, 11),
)


def council() -> Body:
    """The Council."""
    return Body.objects.get(kind=Body.Kind.COUNCIL)


def plan(stage: Stage, day: date, key: str, on: date, theme: str = "") -> Meeting:
    """A meeting of the Council on that day."""
    due = day - timedelta(days=SENT_BEFORE)
    told = {"day": day, "begins": time(13), "place": PLACE, "theme": theme, "agenda_due": due}
    return stage.does(SECRETARY, plan_meeting, council(), told, on=on, key=f"meeting:{key}")


def tell_first(stage: Stage) -> None:
    """Four ideas that departments have answered become cases; one member steps aside at one of them."""
    day = stage.ago(FIRST_HELD)
    meeting = plan(stage, day, "first", day - timedelta(days=30))
    ideas = ("familiestuen", "robuste-overgange", "naeste-skridt", "sammen-om-skolestart")
    points = [_about(stage, meeting, name) for name in ideas]
    hold(stage, meeting, points, "first")
    approve(stage, meeting, "first")


def tell_second(stage: Stage, versions: Sequence[Version]) -> None:
    """Three contracts are approved on their premises."""
    day = stage.ago(SECOND_HELD)
    meeting = plan(stage, day, "second", day - timedelta(days=30))
    points = [_investing(stage, meeting, version) for version in versions]
    hold(stage, meeting, points, "second", _follow_up(stage))
    approve(stage, meeting, "second")


def tell_last(stage: Stage) -> None:
    """One held whose minutes nobody has approved yet, one with its agenda sent, one whose is due, the year ahead."""
    _latest(stage)
    _steering(stage)
    day = stage.ahead(NEXT)
    meeting = plan(stage, day, "next", stage.ago(30))
    for name in ("mestring-foer-udskrivning", "busture-til-alle"):
        _about(stage, meeting, name)
    meeting.refresh_from_db()
    stage.does(SECRETARY, send_agenda, meeting, on=stage.ago(1), key="agenda:next")
    plan(stage, stage.ahead(THEMED), "themed", stage.ago(30), THEME)
    for nth, days in enumerate(AHEAD):
        plan(stage, stage.ahead(days), f"ahead:{nth}", stage.ago(30))
    for nth, (title, kind, month) in enumerate(_WHEEL):
        told = {"title": title, "kind": kind, "month": month}
        stage.does(SECRETARY, plan_wheel, told, on=stage.ago(300), key=f"wheel:{nth}")


def _steering(stage: Stage) -> None:
    """The steering group of a project met, and meets again."""
    body = Body.objects.get(kind=Body.Kind.STEERING)
    day = stage.ago(STEERING_HELD)
    meeting = stage.does(
        SECRETARY, plan_meeting, body, {"day": day, "theme": "Indtag og økonomi"}, on=day - timedelta(days=30),
        key="meeting:steering",
    )  # fmt: skip
    told = {"title": "Indtag, resultater og projektets økonomi", "kind": Point.Kind.DECISION, "minutes": 30}
    recommended = ({"text": "At styregruppen tager status til efterretning.", "does": "note"},)
    point = stage.does(
        SECRETARY, add_point, meeting, told, recommended, on=day - timedelta(days=10), key="point:steering"
    )  # fmt: skip
    hold(stage, meeting, [point], "steering", outcome=Decision.Outcome.NOTED)
    meeting.refresh_from_db()
    stage.does(SECRETARY, approve_minutes, meeting, on=day + timedelta(days=8), key="minutes:steering")
    coming = {"day": stage.ahead(STEERING_NEXT), "begins": time(10), "theme": "Halvårsstatus"}
    stage.does(SECRETARY, plan_meeting, body, coming, on=stage.ago(20), key="meeting:steering:next")


def _latest(stage: Stage) -> None:
    day = stage.ago(LATEST)
    meeting = plan(stage, day, "latest", stage.ago(40))
    told = {"title": "Status på indsatser under udvikling", "kind": Point.Kind.DECISION, "minutes": 20}
    recommended = ({"text": "At Rådet tager status til efterretning.", "does": "note"},)
    point = stage.does(
        SECRETARY, add_point, meeting, told, recommended, on=day - timedelta(days=10), key="point:latest"
    )  # fmt: skip
    hold(stage, meeting, [point], "latest", outcome=Decision.Outcome.NOTED)


def _about(stage: Stage, meeting: Meeting, name: str) -> Point:
    """A point on an idea, with what is recommended by what departments answered."""
    proposal = proposal_of(name)
    told = {
        "title": proposal.title,
        "proposal": proposal,
        "recommendation": of_proposal(proposal),
        "concerns": tuple(Organisation.objects.filter(name=proposal.organisation)),
    }
    return _added(stage, meeting, told, of_state(proposal), name)


def _investing(stage: Stage, meeting: Meeting, version: Version) -> Point:
    told = {"title": version.contract.title_da, "version": version, "recommendation": of_version(version)}
    return _added(stage, meeting, told, (invest(version),), version.contract.code)


def _added(
    stage: Stage, meeting: Meeting, told: Mapping[str, Any], recommended: Sequence[Mapping[str, Any]], name: str
) -> Point:
    on = min(meeting.day, stage.today) - timedelta(days=SENT_BEFORE + 3)
    return stage.does(SECRETARY, add_point, meeting, told, recommended, on=on, key=f"point:{meeting.slug}:{name}")


def hold(
    stage: Stage, meeting: Meeting, points: Sequence[Point], key: str, follow_up: tuple[FollowUp, ...] = (),
    outcome: str = Decision.Outcome.APPROVED,
) -> None:  # fmt: skip
    """The agenda is sent and every point decided; what follows stands with the first."""
    meeting.refresh_from_db()
    stage.does(SECRETARY, send_agenda, meeting, on=meeting.day - timedelta(days=SENT_BEFORE), key=f"agenda:{key}")
    for point in points:
        minutes = Minutes(
            tuple(Outcome(each.number, outcome) for each in point.recommended.all()),
            _parts(point, meeting.day),
            follow_up if point == points[0] else (),
            "Sagen blev drøftet (opdigtet referat).",
        )
        fresh = Point.objects.get(pk=point.pk)
        stage.does(SECRETARY, decide_point, fresh, minutes, on=meeting.day, key=f"decided:{key}:{point.number}")


def approve(stage: Stage, meeting: Meeting, key: str) -> None:
    """The chair approves the minutes, and from then on they stand."""
    meeting.refresh_from_db()
    stage.does(CHAIR, approve_minutes, meeting, on=meeting.day + timedelta(days=8), key=f"minutes:{key}")


def _parts(point: Point, day: date) -> dict[str, Part]:
    """Everybody takes part but those with an interest."""
    aside = interests(point, day)
    took_part, recused = Participation.Part.TOOK_PART, Participation.Part.RECUSED
    return {
        str(mandate.pk): Part(recused if mandate.pk in aside else took_part)
        for mandate in point.meeting.body.sitting_on(day)
    }


def _follow_up(stage: Stage) -> tuple[FollowUp, ...]:
    told = (
        ("MØB følger op på visitationen efter det første halve år (opdigtet)", "moeb", 6),
        ("Økonomi lægger investeringerne ind i budgettet (opdigtet)", "oekonomi", 20),
    )
    return tuple(FollowUp(text, Unit.objects.get(code=unit), stage.ahead(days)) for text, unit, days in told)
