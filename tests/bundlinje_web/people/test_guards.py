"""The database refuses rights nobody else confirmed, rights lent on, and seats taken twice, past all actions."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.bundlinje_web.people.prey import EARLY, LATE, prepare

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
