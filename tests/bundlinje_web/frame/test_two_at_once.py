"""Two people change the same thing: nothing is lost, both texts are seen, and the next press is a choice (M31)."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.bundlinje_web.made import person

from bundlinje_web.acting import Role
from bundlinje_web.learning.models import Lesson
from bundlinje_web.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
TOLD = {"text": "Begynd tidligt", "theme": "method", "kind": Lesson.Kind.values[0]}


@pytest.fixture
def lesson() -> Lesson:
    """A lesson that somebody else has saved again since the page was opened at its first version."""
    found = Lesson.objects.create(**TOLD, on=date(2024, 5, 1))
    found.text = "Begynd med en fælles dag"
    found.save()
    return found


@pytest.fixture
def asta(client: Client) -> Client:
    """Somebody of the secretariat, logged in."""
    client.force_login(person(Role.SECRETARIAT))
    return client


def test_both_texts_are_seen_beside_each_other(asta: Client, lesson: Lesson) -> None:
    said = asta.post(f"/laering/{lesson.pk}/ret/", {**TOLD, "text": "Min tekst", "row_version": 1}).content.decode()
    assert "har ændret det samme, mens du skrev. Din tekst er gemt. Se begge, og vælg" in said
    assert "Min tekst</textarea>" in said
    assert "Sådan står det nu:</strong> Begynd med en fælles dag" in said


def test_a_field_that_is_alike_is_not_shown_twice(asta: Client, lesson: Lesson) -> None:
    said = asta.post(f"/laering/{lesson.pk}/ret/", {**TOLD, "text": "Min tekst", "row_version": 1}).content.decode()
    assert said.count("Sådan står det nu:") == 1


def test_nothing_is_saved_until_it_is_chosen_and_then_it_is(asta: Client, lesson: Lesson) -> None:
    address, sent = f"/laering/{lesson.pk}/ret/", {**TOLD, "text": "Min tekst"}
    asta.post(address, {**sent, "row_version": 1})
    assert Lesson.objects.get().text == "Begynd med en fælles dag"
    assert asta.post(address, {**sent, "row_version": 2}).status_code == 302
    assert Lesson.objects.get().text == "Min tekst"


def test_what_is_known_of_a_person_is_shown_beside_what_was_typed(client: Client) -> None:
    client.force_login(person(Role.ACCESS))
    other = person(Role.READER, name="Uffe Sandager")
    Person.objects.filter(pk=other.pk).update(name="Uffe Sandholt", row_version=other.row_version + 1)
    sent = {"name": "Uffe Sandvig", "email": other.email, "language": "da", "row_version": other.row_version}
    said = client.post(f"/brugere/{other.pk}/ret", sent).content.decode()
    assert "Sådan står det nu:</strong> Uffe Sandholt" in said
    assert 'value="Uffe Sandvig"' in said
    assert Person.objects.get(pk=other.pk).name == "Uffe Sandholt"
