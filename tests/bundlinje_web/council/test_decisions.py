"""A decision is recorded with who took part; nobody with an interest does; what it decides is carried out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.bundlinje_web import made
from tests.bundlinje_web.council import office

from bundlinje.problems import Refused
from bundlinje_web.acting import NotAllowed
from bundlinje_web.audit.guarding import register
from bundlinje_web.audit.models import Record
from bundlinje_web.council.actions.approve_minutes import approve_minutes
from bundlinje_web.council.actions.decide_point import decide_point
from bundlinje_web.council.actions.finish_task import finish_task
from bundlinje_web.council.minuting import FollowUp, Minutes, Outcome
from bundlinje_web.council.models import Approval, Decision, Participation, Task
from bundlinje_web.people.models import Mandate, Organisation, Person, Unit
from bundlinje_web.pipeline.models import Case, Proposal

pytestmark = pytest.mark.django_db(transaction=True)


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {problem.code.removeprefix("council.problem.") for problem in refused.value.problems}


@pytest.mark.requirement("GOV-08")
def test_each_numbered_point_gets_an_outcome_and_the_decision_keeps_what_was_read() -> None:
    council = office.council()
    point = office.point(council, office.meeting(council))
    office.decided(council, point, "noted")
    decision = Decision.objects.get()
    assert (decision.outcome, decision.text, decision.on) == ("noted", "At det godkendes", office.DAY)
    assert (decision.body, decision.recorded_by) == (council.body, council.secretary)
    record = Record.objects.get(code="council.decision.made")
    assert record.values["digest"] == decision.digest
    assert (record.values["took_part"], record.values["recused"]) == (3, 0)


def test_a_point_without_every_outcome_and_part_is_refused_with_all_that_is_missing() -> None:
    council = office.council()
    point = office.point(council, office.meeting(council))
    with pytest.raises(Refused) as refused:
        decide_point(council.asta, point, Minutes())
    assert codes(refused) == {"outcome", "part", "quorum"}
    assert not Decision.objects.exists()


@pytest.mark.requirement("GOV-25")
def test_a_member_with_a_board_seat_at_the_provider_steps_aside_and_it_is_recorded() -> None:
    council = office.council()
    version = office.version(office.department("msb"))
    seat = office.interest(council.members[1], version.parties.get(role="provider").organisation)
    point = office.point(council, office.meeting(council), "invest", version=version)
    with pytest.raises(Refused) as refused:
        office.decided(council, point)
    assert codes(refused) == {"interest"}
    office.decided(council, point, "approved", "took-part", "recused")
    part = Participation.objects.get(mandate=council.mandates[1])
    assert (part.part, part.interest) == ("recused", seat)


def took_part(decision: Decision, mandate: Mandate, part: str = "took-part") -> None:
    with transaction.atomic():
        Participation.objects.create(decision=decision, mandate=mandate, part=part)


def _concerning(way: str, carla: Person, firm: Organisation) -> dict[str, Any]:
    """A point that concerns a firm in this way, in which a member has an interest."""
    if way == "sender":
        return {"proposal": office.proposal(sender=carla)}
    office.interest(carla, firm)
    if way == "party":
        return {"version": office.version(office.department("msb"))}
    if way == "named on the point":
        return {"concerns": [firm]}
    if way == "sender's own":
        sender = made.person("proposer")
        sender.organisation = firm
        sender.save()
        return {"proposal": office.proposal(sender=sender)}
    firm.names.create(name="Elevaid", since=date(2015, 1, 1))
    return {"proposal": office.proposal(organisation="Elevaid" if way == "renamed" else "COMPANYOUNG")}


@pytest.mark.requirement("GOV-25")
@pytest.mark.parametrize("way", ["party", "proposer", "renamed", "named on the point", "sender", "sender's own"])
def test_the_database_refuses_an_interest_however_the_organisation_is_concerned(way: str) -> None:
    council = office.council()
    firm = made.organisation("companyoung", "provider", name="Companyoung")
    point = office.point(council, office.meeting(council), **_concerning(way, council.members[1], firm))
    office.decided(council, point, "noted", "took-part", "absent")
    decision = Decision.objects.get()
    register.remove(connection)
    Participation.objects.all()._raw_delete("default")
    register.install(connection)
    took_part(decision, council.mandates[0])
    with pytest.raises(IntegrityError, match=r"guard:council\.recusal"):
        took_part(decision, council.mandates[1])
    took_part(decision, council.mandates[1], "recused")


def test_the_database_refuses_a_vote_after_the_mandate_and_a_vote_of_another_body() -> None:
    council = office.council()
    point = office.point(council, office.meeting(council))
    office.decided(council, point)
    decision = Decision.objects.get()
    past = Mandate.objects.create(
        body=council.body, person=made.person("council"), seat="member", since=date(2019, 1, 1), until=office.DAY
    )
    other = office.council("forum", "chefforum").mandates[0]
    for mandate in (past, other):
        for part in Participation.Part.values:
            with pytest.raises(IntegrityError, match=r"guard:council\.mandate"):
                took_part(decision, mandate, part)
    with pytest.raises(IntegrityError, match=r"guard:audit\.stands|UNIQUE|unique"):
        took_part(decision, council.mandates[0])


def test_too_few_members_left_cannot_decide() -> None:
    council = office.council()
    point = office.point(council, office.meeting(council))
    with pytest.raises(Refused) as refused:
        office.decided(council, point, "approved", "absent", "recused")
    assert codes(refused) == {"quorum"}


@pytest.mark.requirement("GOV-09")
def test_what_follows_is_given_to_a_unit_and_stays_open_until_it_is_done() -> None:
    council = office.council()
    unit = Unit.objects.create(organisation=office.department("msb"), code="moeb", name="MØB")
    follow_up = (FollowUp("Status på et udvalgsmøde", unit, date(2025, 5, 1)),)
    office.decided(council, office.point(council, office.meeting(council)), follow_up=follow_up)
    task = Task.objects.get()
    assert (task.state, task.unit, task.due) == ("open", unit, date(2025, 5, 1))
    with pytest.raises(NotAllowed):
        finish_task(made.actor(made.person("economist", "mbu")), task)
    ida = made.person("economist", "msb")
    finish_task(made.actor(ida), task)
    task.refresh_from_db()
    assert (task.state, task.done_by) == ("done", ida)


@pytest.mark.requirement("INB-04")
def test_a_decision_carries_out_a_direct_rejection_with_its_reason() -> None:
    council = office.council()
    proposal = office.proposal("screened")
    meeting = office.meeting(council)
    office.decided(council, office.point(council, meeting, "reject-directly", proposal=proposal, reason="immature"))
    proposal.refresh_from_db()
    assert (proposal.state, proposal.reason, proposal.decided_on) == ("rejected-directly", "immature", office.DAY)


@pytest.mark.requirement("INB-07")
def test_a_decision_opens_the_case_or_gives_a_smaller_amount() -> None:
    council = office.council()
    first, second = office.proposal(), office.proposal()
    office.decided(council, office.point(council, office.meeting(council), "open-case", proposal=first))
    later = office.meeting(council, date(2025, 5, 13))
    office.decided(council, office.point(council, later, "donate", proposal=second, amount=5_000_000))
    assert Case.objects.get().proposal == first
    assert [each.state for each in Proposal.objects.order_by("number")] == ["case", "donation"]


def test_a_decision_that_cannot_be_carried_out_is_not_made() -> None:
    council = office.council()
    proposal = office.proposal("screened")
    point = office.point(council, office.meeting(council), "donate", proposal=proposal, amount=5_000_000)
    with pytest.raises(Refused):
        office.decided(council, point)
    assert not Decision.objects.exists()
    proposal.refresh_from_db()
    assert proposal.state == "screened"


def test_what_is_postponed_brings_nothing_about() -> None:
    council = office.council()
    version = office.version(office.department("msb"))
    office.decided(council, office.point(council, office.meeting(council), "invest", version=version), "postponed")
    assert not Approval.objects.exists()


@pytest.mark.requirement("GOV-02")
def test_the_councils_approval_is_of_the_premises_it_decided_on() -> None:
    council = office.council()
    version = office.version(office.department("msb"))
    office.decided(council, office.point(council, office.meeting(council), "invest", version=version))
    approval = Approval.objects.get()
    assert (approval.giver, approval.of, approval.digest) == ("council", "premises", version.premises)
    assert approval.decision == Decision.objects.get()


def test_approved_minutes_are_locked_for_everybody() -> None:
    council = office.council()
    meeting = office.meeting(council)
    point = office.point(council, meeting)
    with pytest.raises(Refused):
        approve_minutes(council.asta, meeting)
    office.decided(council, point)
    meeting.refresh_from_db()
    approve_minutes(made.actor(council.members[0]), meeting)
    meeting.refresh_from_db()
    assert (meeting.state, len(meeting.minutes_digest)) == ("approved", 64)
    point.refresh_from_db()
    point.said = "Noget andet"
    with pytest.raises(IntegrityError, match=r"guard:council\.minutes"), transaction.atomic():
        point.save()
    with pytest.raises(IntegrityError, match=r"guard:council\.minutes"), transaction.atomic():
        point.recommended.update(text="Noget andet")
    with pytest.raises(IntegrityError, match=r"guard:council\.minutes"), transaction.atomic():
        meeting.points.create(number=9, title="Et nyt punkt")


def test_nothing_is_decided_before_the_agenda_is_sent() -> None:
    council = office.council()
    point = office.point(council, office.meeting(council), sent=False)
    with pytest.raises(Refused) as refused:
        office.decided(council, point)
    assert codes(refused) == {"not_sent"}
    with pytest.raises(IntegrityError, match=r"guard:council\.not-open"), transaction.atomic():
        Decision.objects.create(
            recommended=point.recommended.get(), body=council.body, outcome="approved", digest="a" * 64, on=office.DAY
        )


@pytest.mark.requirement("GOV-27")
def test_a_forum_of_chiefs_decides_like_the_council_and_a_steering_group_does_not() -> None:
    forum = office.council("forum", "chefforum")
    proposal = office.proposal()
    office.decided(forum, office.point(forum, office.meeting(forum), "open-case", proposal=proposal))
    assert Case.objects.get().proposal == proposal
    steering = office.council("steering", "styregruppe")
    with pytest.raises(Refused) as refused:
        office.point(steering, office.meeting(steering), "open-case", proposal=office.proposal())
    assert codes(refused) == {"body_cannot"}


def test_the_same_minutes_sent_twice_are_recorded_once() -> None:
    council = office.council()
    point = office.point(council, office.meeting(council))
    minutes = Minutes((Outcome(1, "noted"),), office.parts(council))
    for _ in range(2):
        decide_point(council.asta, point, minutes, key="one-wish")
    assert Record.objects.filter(code="council.point.decided").count() == 1
    assert Decision.objects.count() == 1
