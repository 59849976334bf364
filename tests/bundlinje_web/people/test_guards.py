"""The database refuses rights nobody else confirmed, rights lent on, and seats taken twice, past all actions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from tests.bundlinje_web import made
from tests.bundlinje_web.people.prey import EARLY, LATE, prepare

from bundlinje_web.acting import NotAllowed, Role
from bundlinje_web.audit.actions.witness_head import witness_head
from bundlinje_web.audit.examining import examined_now
from bundlinje_web.audit.guarding import register
from bundlinje_web.audit.models import Record, Seal
from bundlinje_web.people.models import (
    Body,
    Delegation,
    Grant,
    GrantConfirmation,
    GrantEnd,
    Mandate,
    MandateEnd,
    Person,
)
from bundlinje_web.people.rights import actor_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people() -> tuple[Person, Person, Person]:
    return prepare()


def test_a_right_that_was_ended_is_not_confirmed_after_all(people: tuple[Person, Person, Person]) -> None:
    _, receiver, third = people
    waiting = receiver.grants.get(role="auditor")
    GrantEnd.objects.create(grant=waiting, on=date(2021, 1, 1))
    with pytest.raises(IntegrityError, match="second-person"), transaction.atomic():
        GrantConfirmation.objects.create(grant=waiting, confirmed_by=third)


def test_a_right_that_waits_is_not_lent(people: tuple[Person, Person, Person]) -> None:
    _, receiver, third = people
    made_up = Grant.objects.create(
        person=third, role="finance", scope="all", since=EARLY, origin="hand", given_by=receiver
    )
    with pytest.raises(IntegrityError, match="lending"), transaction.atomic():
        Delegation.objects.create(grant=made_up, delegate=receiver, since=EARLY, until=LATE)


def test_a_seat_is_taken_again_the_day_it_is_free(people: tuple[Person, Person, Person]) -> None:
    giver, receiver, _ = people
    body = Body.objects.create(code="forum", name="Forum", kind="forum", seats=3)
    first = Mandate.objects.create(body=body, person=giver, seat="chair", since=EARLY)
    MandateEnd.objects.create(mandate=first, on=date(2024, 1, 1))
    with pytest.raises(IntegrityError, match="one-seat"), transaction.atomic():
        Mandate.objects.create(body=body, person=receiver, seat="chair", since=date(2023, 12, 31))
    Mandate.objects.create(body=body, person=receiver, seat="chair", since=date(2024, 1, 1))


def behind(*statements: str) -> None:
    """Do it with the guards out of the way, as only the owner of the database can, and put them back."""
    register.remove(connection)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    register.install(connection)


def _not_held() -> set[str]:
    return {fault.row for fault in examined_now().faults if fault.code == "right.not-held"}


@pytest.mark.parametrize(
    "taken",
    [
        "UPDATE people_grant SET since = '2998-01-01', until = NULL",
        "UPDATE people_grant SET since = '1999-01-01', until = '2000-01-02'",
        "UPDATE people_grant SET person_id = given_by_id, given_by_id = person_id WHERE role = 'finance'",
        "DELETE FROM people_grantconfirmation",
    ],
    ids=["begun later", "ended before", "given to another", "never confirmed"],
)
def test_the_verifier_names_a_record_whose_right_was_changed_behind_it(
    people: tuple[Person, Person, Person], taken: str
) -> None:
    giver, _, third = people
    chair = made.person("secretariat")
    ours = Grant.objects.create(person=chair, role="finance", scope="all", since=EARLY, origin="hand", given_by=giver)
    GrantConfirmation.objects.create(grant=ours, confirmed_by=third)
    actor = actor_of(chair, date(2026, 1, 2))
    (right,) = (each for each in actor.rights if each.role == "finance")
    witness_head(replace(actor, rights=(replace(right, role=Role.SECRETARIAT),)), Seal.objects.latest("number"), "x")
    record = Record.objects.get(code="audit.head.witnessed")
    assert (record.grant, _not_held()) == (str(ours.pk), set())
    behind("DELETE FROM people_delegation", taken)
    assert str(record.pk) in _not_held()


def test_an_action_under_anothers_right_is_refused_by_the_database(people: tuple[Person, Person, Person]) -> None:
    giver, _, _ = people
    somebody = made.actor(made.person("secretariat"))
    stolen = replace(made.actor(giver), rights=somebody.rights)
    with pytest.raises(NotAllowed, match=r"people\.guard: own-right"):
        witness_head(stolen, Seal.objects.latest("number"), "x")
