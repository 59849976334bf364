"""What the projects have taught is written down in two fields, found again, and suggested where it fits."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.bundlinje_web import made

from bundlinje_web.acting import NotAllowed
from bundlinje_web.audit.models import Record
from bundlinje_web.contracts.models import Contract, Event, Version
from bundlinje_web.council.models import TakenIn
from bundlinje_web.learning.actions.change_lesson import change_lesson
from bundlinje_web.learning.actions.note_lesson import note_lesson
from bundlinje_web.learning.models import Barrier, Lesson, Method, Visit
from bundlinje_web.learning.queries import by_kind, fitting, unlearnt, unvisited
from bundlinje_web.learning.registered import to_write

pytestmark = pytest.mark.django_db

TOLD = {"text": "Visitationen var formuleret for snævert", "kind": "practical", "theme": "admission"}


@pytest.mark.requirement("LRN-01")
def test_a_lesson_is_added_with_two_fields_and_a_theme_and_tagged_with_its_day(client: Client) -> None:
    havnen = made.contract("havnen")
    client.force_login(made.person("secretariat", name="Asta Lundvig"))
    answer = client.post("/laering/ny/", {**TOLD, "contract": str(havnen.pk), "step": "5"}, follow=True)
    assert "Erfaringen er gemt" in answer.content.decode()
    lesson = Lesson.objects.get()
    assert (lesson.contract, lesson.step, lesson.theme, lesson.by.name) == (havnen, "5", "admission", "Asta Lundvig")
    assert Record.objects.get(code="learning.lesson.noted").values == {"kind": "practical", "theme": "admission"}


def test_a_form_with_a_mistake_keeps_every_letter_and_says_what_to_do(client: Client) -> None:
    client.force_login(made.person("secretariat"))
    text = client.post("/laering/ny/", {"text": "Tempo og tilgængelighed er afgørende"}).content.decode()
    assert "Tempo og tilgængelighed er afgørende" in text
    assert "<title>2 fejl: Tilføj erfaring" in text
    assert 'href="#id_kind_0"' in text
    assert Lesson.objects.count() == 0


@pytest.mark.requirement("LRN-04")
def test_practical_economic_and_methodological_lessons_are_summed_up_apart() -> None:
    havnen, job = made.contract("havnen"), made.contract("job-bootcamp")
    for contract, kind, theme in ((havnen, "practical", "data"), (job, "practical", "data"), (job, "economic", "law")):
        Lesson.objects.create(text="x", contract=contract, kind=kind, theme=theme, on=date(2024, 5, 1))
    practical, economic, method = by_kind(Lesson.objects.all())
    assert (len(practical.lessons), practical.themes, practical.projects) == (2, (("data", 2),), 2)
    assert (len(economic.lessons), len(method.lessons)) == (1, 0)


@pytest.mark.requirement("LRN-05")
def test_lessons_that_fit_a_new_case_are_suggested_and_others_are_not() -> None:
    havnen = made.contract("havnen", area="unge-hjemlose")
    narrow = Lesson.objects.create(
        text="Visitationen var formuleret for snævert",
        advice="Skriv visitationen bredt",
        contract=havnen,
        kind="practical",
        theme="admission",
        step="2",
        on=date(2024, 5, 1),
    )
    Lesson.objects.create(text="Rotter", kind="practical", theme="data", on=date(2024, 5, 2))
    assert fitting(area="unge-hjemlose", step="1") == (narrow,)
    assert fitting(words=["visitationen"]) == (narrow,)
    assert fitting(words=["psykiatri"]) == ()


@pytest.mark.requirement("LRN-08")
def test_a_barrier_says_who_works_on_it_and_moves_until_it_is_gone(client: Client) -> None:
    client.force_login(made.person("secretariat"))
    told = {"text": "Udbudsloven", "kind": "law", "working_on_it": "KL"}
    client.post("/laering/barrierer/ny/", told)
    barrier = Barrier.objects.get()
    client.post(f"/laering/barrierer/{barrier.pk}/gone/")
    barrier.refresh_from_db()
    assert (barrier.state, barrier.working_on_it) == ("gone", "KL")
    assert "KL" in client.get("/laering/barrierer/").content.decode()


@pytest.mark.requirement("LRN-02")
def test_a_running_project_stays_on_the_list_of_the_unvisited_until_the_council_has_met_it(client: Client) -> None:
    havnen = made.contract("havnen")
    version = Version.objects.create(
        contract=havnen,
        number=1,
        text="contract: havnen",
        digest="d" * 64,
        premises="p" * 64,
        effective_from=date(2020, 1, 1),
        offered_on=date(2020, 1, 1),
        source="Opfundet",
    )
    TakenIn.objects.create(contract=havnen, started_on=date(2020, 1, 1), source="Opfundet")
    Event.objects.create(contract=havnen, version=version, kind="started", on=date(2020, 1, 1))
    assert list(unvisited(date(2024, 1, 1))) == [havnen]
    client.force_login(made.person("secretariat"))
    client.post("/laering/besoeg/nyt/", {"contract": str(havnen.pk), "on": "2024-02-01", "text": "Unge fortalte"})
    assert Visit.objects.get().text == "Unge fortalte"
    assert list(unvisited(date(2024, 3, 1))) == []


def ended(code: str) -> Contract:
    """A contract whose intervention is over; it ran before the office did."""
    contract = made.contract(code)
    version = Version.objects.create(
        contract=contract, number=1, text=f"contract: {code}", digest="d" * 64, premises="p" * 64,
        effective_from=date(2020, 1, 1), offered_on=date(2020, 1, 1), source="Opfundet",
    )  # fmt: skip
    TakenIn.objects.create(contract=contract, started_on=date(2020, 1, 1), source="Opfundet")
    for kind, on in (("started", date(2020, 1, 1)), ("intervention-ended", date(2023, 1, 1))):
        Event.objects.create(contract=contract, version=version, kind=kind, on=on)
    return contract


@pytest.mark.requirement("LRN-06")
def test_what_the_next_offer_takes_over_is_asked_for_when_a_project_is_over_until_it_is_written(client: Client) -> None:
    havnen, today = ended("havnen"), date(2024, 1, 1)
    ludvig = made.person("operating", "havnen")
    assert [task.subject for task in to_write(made.actor(ludvig), today)] == ["Havnen"]
    assert not list(to_write(made.actor(made.person("operating", "job-bootcamp")), today))
    assert not list(to_write(made.actor(made.person("council")), today))
    client.force_login(ludvig)
    (task,) = to_write(made.actor(ludvig), today)
    page = client.get(task.url).content.decode()
    assert 'value="after" selected' in page
    client.post("/laering/ny/", {**TOLD, "theme": "after", "contract": str(havnen.pk)})
    assert not unlearnt(today).exists()


@pytest.mark.requirement("LRN-07")
def test_a_map_shows_by_condition_where_social_investments_pay_and_when_to_think_otherwise(client: Client) -> None:
    client.force_login(made.person("secretariat"))
    havnen = made.contract("havnen")
    for text, theme, speaks in (
        ("Målgruppen er stor nok", "recruitment", "for"),
        ("Under 30 borgere", "recruitment", "against"),
        ("Gevinsten falder hos staten", "economy", "against"),
        ("Uden retning", "data", ""),
    ):
        told = {"text": text, "kind": "practical", "theme": theme, "speaks": speaks, "contract": str(havnen.pk)}
        client.post("/laering/ny/", told)
    client.force_login(made.person("reader"))
    for address, pays, otherwise in (
        ("/laering/landkort/", "Kan betale sig, når", "Tænk anderledes, når"),
        ("/en/laering/landkort/", "Can pay when", "Think otherwise when"),
    ):
        page = client.get(address).content.decode()
        rows = page.partition("<tbody>")[2].partition("</tbody>")[0].split("<tr>")[1:]
        assert [("Målgruppen" in row, "Under 30" in row, "Gevinsten" in row) for row in rows] == [
            (True, True, False),
            (False, False, True),
        ]
        assert pays in page
        assert otherwise in page
        assert "Uden retning" not in page
        assert "Havnen" in page


@pytest.mark.requirement("LRN-03")
def test_how_the_staff_fare_is_recorded_counted_and_found_apart(client: Client) -> None:
    client.force_login(made.person("operating", "havnen"))
    client.post("/laering/ny/", {**TOLD, "text": "Færre sygedage", "theme": "staff", "third_line": "on"})
    client.post("/laering/ny/", TOLD)
    assert Lesson.objects.get(third_line=True).text == "Færre sygedage"
    everything = client.get("/laering/").content.decode()
    assert "<strong>1</strong> om den tredje bundlinje" in everything
    narrowed = client.get("/laering/?bottom_line=staff").content.decode()
    assert "Færre sygedage" in narrowed
    assert TOLD["text"] not in narrowed


def test_a_provider_corrects_its_own_lessons_and_nobody_elses(client: Client) -> None:
    maja = made.person("provider", "lysbro")
    own = note_lesson(made.actor(maja), TOLD)
    other = note_lesson(made.actor(made.person("secretariat")), TOLD)
    client.force_login(maja)
    assert client.get(f"/laering/{own.pk}/ret/").status_code == 200
    assert client.get(f"/laering/{other.pk}/ret/").status_code == 404
    assert "/ret/" not in client.get(f"/laering/{other.pk}/").content.decode()
    with pytest.raises(NotAllowed):
        change_lesson(made.actor(maja), other, {"text": "Mit"}, 1)


@pytest.mark.requirement("LRN-10")
def test_a_protocol_is_kept_with_the_projects_that_use_it(client: Client) -> None:
    client.force_login(made.person("secretariat"))
    client.post("/laering/metoder/ny/", {"title": "Mentortilknytning", "contracts": [str(made.contract().pk)]})
    assert [each.code for each in Method.objects.get().contracts.all()] == ["havnen"]


@pytest.mark.requirement("LRN-09")
def test_lessons_are_handed_out_as_a_file_without_anybody_in_it(client: Client) -> None:
    Lesson.objects.create(**TOLD, on=date(2024, 5, 1), by=made.person("secretariat", name="Asta Lundvig"))
    client.force_login(made.person("reader"))
    text = client.get("/laering/eksport.csv").content.decode("utf-8-sig")
    assert "Visitationen var formuleret for snævert" in text
    assert "Asta" not in text


def test_who_only_reads_neither_sees_the_button_nor_gets_past_it(client: Client) -> None:
    reader = made.person("reader")
    client.force_login(reader)
    assert "/laering/ny/" not in client.get("/laering/").content.decode()
    assert client.get("/laering/ny/").status_code == 403
    with pytest.raises(NotAllowed):
        note_lesson(made.actor(reader), TOLD)
    assert Record.objects.filter(code="learning.lesson.noted.refused").count() == 1


def test_two_who_correct_the_same_lesson_are_told_and_nothing_is_lost(client: Client) -> None:
    lesson = Lesson.objects.create(**TOLD, on=date(2024, 5, 1))
    client.force_login(made.person("secretariat"))
    lesson.advice = "Skriv bredt"
    lesson.save()
    sent = {**TOLD, "text": "Min egen tekst", "row_version": "1"}
    text = client.post(f"/laering/{lesson.pk}/ret/", sent).content.decode()
    assert "Min egen tekst" in text
    assert "Skriv bredt" in text
    assert "har ændret det samme" in text
