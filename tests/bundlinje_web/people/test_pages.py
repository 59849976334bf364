"""The pages of users, rights, organisations and interests, as administrators and others walk them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone
from tests.bundlinje_web import made

from bundlinje_web.audit.models import Record
from bundlinje_web.people.models import Body, Grant, Interest, Organisation, Person
from bundlinje_web.people.period import Period
from bundlinje_web.people.queries import coordinator_of
from bundlinje_web.people.rights import rights_on

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = timezone.localdate


@pytest.fixture
def vita(client: Client) -> Client:
    """An administrator who has just logged in."""
    return made.logged_in(client, made.person("access", name="Vita Kornmod"))


@pytest.fixture
def asta() -> Person:
    return Person.objects.create_user("asta@fonden.example", name="Asta Lundvig")


def text(answer: object) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())  # type: ignore[attr-defined]


# --- users ---


def test_a_user_is_added_and_then_waits_for_a_right(vita: Client) -> None:
    told = {"name": "Asta Lundvig", "email": "Asta@fonden.example", "language": "da"}
    page = text(vita.post("/brugere/ny/", told, follow=True))
    assert "Asta Lundvig er oprettet" in page
    assert "Brugeren har ingen rettigheder" in page
    assert "Giv en bruger en rettighed" in text(vita.get("/opgaver/"))


def test_an_address_that_is_taken_is_told_beside_the_field(vita: Client, asta: Person) -> None:
    page = text(vita.post("/brugere/ny/", {"name": "En anden", "email": asta.email.upper(), "language": "da"}))
    assert "Mailadressen hører til en anden bruger" in page
    assert "En anden" in page


def test_a_right_is_given_in_three_pages_that_say_what_it_means(vita: Client, asta: Person) -> None:
    made.organisation("msb", name="Sociale Forhold og Beskæftigelse")
    form = vita.get(f"/brugere/{asta.pk}/giv-rettighed/?rolle=alderman", follow=True)
    there = form.redirect_chain[-1][0]
    assert "Sociale Forhold og Beskæftigelse" in text(form)
    told = {"on": ["msb"], "since": str(TODAY()), "until": "", "reason": "Valgt"}
    check = text(vita.post(there, told))
    assert "Godkende afdelingens deltagelse" in check
    assert "Rollen kræver to-faktor" in check
    assert Grant.objects.filter(person=asta).count() == 0
    done = text(vita.post(there, {**told, "give": "once"}, follow=True))
    assert "En anden administrator skal bekræfte den" in done
    vita.post(there, {**told, "give": "once"})
    assert Grant.objects.filter(person=asta).count() == 1


def test_ret_on_the_check_page_leads_back_with_every_letter_kept(vita: Client, asta: Person) -> None:
    told = {"since": str(TODAY()), "until": "", "reason": "Afløser for Birk"}
    page = text(vita.post(f"/brugere/{asta.pk}/giv-rettighed/reader/", {**told, "change": "1"}))
    assert "Afløser for Birk" in page
    assert 'type="date"' in page


def test_the_other_administrator_has_it_as_a_task_and_confirms(vita: Client, asta: Person) -> None:
    told = {"since": str(TODAY()), "until": "", "reason": "Ny", "give": "x"}
    vita.post(f"/brugere/{asta.pk}/giv-rettighed/secretariat/", told)
    grant = Grant.objects.get(person=asta)
    assert vita.get(f"/brugere/rettighed/{grant.pk}/bekraeft").status_code == 404
    walther = made.logged_in(Client(), made.person("access", name="Walther Egedal"))
    assert "Bekræft eller afvis en rettighed" in text(walther.get("/opgaver/"))
    page = text(walther.get(f"/brugere/rettighed/{grant.pk}/bekraeft"))
    assert "givet af Vita Kornmod" in page
    walther.post(f"/brugere/rettighed/{grant.pk}/bekraeft")
    assert [right.role for right in rights_on(asta, TODAY())] == ["secretariat"]
    assert "bekræftet af Walther Egedal" in text(vita.get(f"/brugere/{asta.pk}/"))


def test_a_right_is_ended_with_a_reason_and_at_once(vita: Client) -> None:
    reader = made.person("reader")
    vita.post(f"/brugere/rettighed/{reader.grants.get().pk}/afslut", {"reason": "Stoppet"})
    assert rights_on(reader, TODAY()) == ()


def test_who_has_not_just_shown_a_factor_is_asked_and_then_gives_without_typing_again(asta: Person) -> None:
    client, vita = Client(), made.person("access")
    vita.set_password("en lang sætning om havnen")
    vita.save()
    client.force_login(vita)
    there = f"/brugere/{asta.pk}/giv-rettighed/reader/"
    sent = client.post(there, {"since": str(TODAY()), "reason": "Ny læser", "give": "x"})
    assert sent.headers["Location"].startswith("/konto/bekraeft/")
    client.post(sent.headers["Location"], {"password": "en lang sætning om havnen"})
    assert Grant.objects.get(person=asta).reason == "Ny læser"
    assert Record.objects.filter(code="people.login.stepped-up").count() == 1


def test_the_list_is_filtered_by_role_and_state_and_exported_with_the_same_query(vita: Client, asta: Person) -> None:
    made.person("mayor", name="Ebba Strandtoft")
    page = text(vita.get("/brugere/?role=mayor"))
    assert "Ebba Strandtoft" in page
    assert "Asta Lundvig" not in page
    assert "Asta Lundvig" in text(vita.get("/brugere/?state=no-rights"))
    export = vita.get("/brugere/eksport.csv?role=mayor").content.decode("utf-8-sig")
    assert "Borgmester" in export
    assert "Asta" not in export


def test_a_closed_account_is_a_stranger_at_the_next_request(vita: Client) -> None:
    reader = made.person("reader")
    other = made.logged_in(Client(), reader)
    assert other.get("/rettigheder/").status_code == 200
    vita.post(f"/brugere/{reader.pk}/luk", {"reason": "left"})
    assert other.get("/rettigheder/").status_code == 302


def test_two_who_correct_a_user_at_once_are_told(vita: Client, asta: Person) -> None:
    Person.objects.filter(pk=asta.pk).update(row_version=2, name="Asta L.")
    told = {"name": "Asta Lundvig Holm", "email": asta.email, "language": "da", "row_version": "1"}
    page = text(vita.post(f"/brugere/{asta.pk}/ret", told))
    assert "Asta Lundvig Holm" in page
    assert "har ændret det samme" in page


@pytest.mark.parametrize("role", ["secretariat", "council", "mayor", "provider", "reader"])
def test_users_are_nobody_elses_business(client: Client, role: str) -> None:
    client.force_login(made.person(role))
    assert client.get("/brugere/").status_code == 403


def test_the_table_of_roles_and_pages_is_made_of_the_policies_of_the_addresses(vita: Client) -> None:
    page = text(vita.get("/brugere/tabel/"))
    row = re.search(r"<th[^>]*>Se interesser.*?/interesser/.*?</th>(.*?)</tr>", page)
    assert row
    assert re.findall(r"<td>(.*?)</td>", row[1])[:2] == ["Ja", "Egne"]


# --- one's own ---


def test_a_role_is_chosen_shown_and_goes_back_where_one_came_from(client: Client) -> None:
    person = made.person("secretariat")
    made.grant(person, "auditor")
    client.force_login(person)
    answer = client.post("/rolle/", {"role": "auditor", "next": "/rettigheder/"}, follow=True)
    assert answer.redirect_chain == [("/rettigheder/", 302)]
    assert "Rolle: Revisor" in text(answer)
    away = client.post("/rolle/", {"role": "secretariat", "next": "https://evil.example/"})
    assert away.headers["Location"] == "/rettigheder/"


def test_one_lends_a_right_sees_it_and_takes_it_back(client: Client, asta: Person) -> None:
    folmer = made.person("alderman", "msb", name="Folmer Gyldenbæk")
    made.logged_in(client, folmer)
    until = TODAY() + timedelta(days=7)
    told = {"to": str(asta.pk), "since": str(TODAY()), "until": str(until), "reason": "Ferie"}
    page = text(client.post(f"/rettigheder/{folmer.grants.get().pk}/lad-en-anden", told, follow=True))
    assert "Asta Lundvig kan nu handle for dig" in page
    made.logged_in(other := Client(), asta)
    assert "på vegne af Folmer Gyldenbæk" in text(other.get("/rettigheder/"))
    (lent,) = folmer.grants.get().delegations.all()
    client.post(f"/rettigheder/givet-videre/{lent.pk}/afslut")
    assert rights_on(asta, TODAY()) == ()


# --- organisations ---


@pytest.fixture
def secretariat(client: Client) -> Client:
    return made.logged_in(client, made.person("secretariat"))


def test_an_organisation_is_added_with_a_number_that_is_checked(secretariat: Client) -> None:
    told = {"name": "Lær for Livet", "code": "laer-for-livet", "kind": "provider", "cvr": "12345678"}
    assert "som det står i CVR-registret" in text(secretariat.post("/organisationer/ny/", told))
    secretariat.post("/organisationer/ny/", {**told, "cvr": "13 58 56 28"})
    assert Organisation.objects.get().cvr == "13585628"


@pytest.mark.requirement("CON-25")
def test_a_party_changes_name_and_is_succeeded_and_the_old_name_stands_for_its_time(secretariat: Client) -> None:
    elevaid = made.organisation("elevaid", "provider", name="Elevaid")
    secretariat.post("/organisationer/elevaid/navn", {"name": "Companyoung", "since": "2021-01-01"})
    elevaid.refresh_from_db()
    assert elevaid.name == "Companyoung"
    assert [elevaid.name_on(day) for day in (date(2020, 12, 31), date(2021, 1, 1))] == ["Elevaid", "Companyoung"]
    later = made.organisation("companyoung-as", "provider", name="Companyoung A/S")
    secretariat.post("/organisationer/elevaid/efterfoelger", {"successor": str(later.pk)})
    page = text(secretariat.get("/organisationer/elevaid/"))
    assert "Føres videre af" in page
    assert "Companyoung A/S" in page
    assert "Elevaid" in page
    round_ = text(secretariat.post("/organisationer/companyoung-as/efterfoelger", {"successor": str(elevaid.pk)}))
    assert "Vælg" in round_


def test_an_organisation_is_found_by_a_name_it_no_longer_has(secretariat: Client) -> None:
    made.organisation("elevaid", "provider", name="Elevaid")
    secretariat.post("/organisationer/elevaid/navn", {"name": "Companyoung", "since": "2021-01-01"})
    assert "Companyoung" in text(secretariat.get("/organisationer/?q=Elevaid"))


@pytest.mark.requirement("GOV-18")
def test_one_unit_of_a_department_coordinates_and_the_others_run_things(secretariat: Client) -> None:
    msb = made.organisation("msb", name="Sociale Forhold og Beskæftigelse")
    for code, name, coordinates in (("moeb", "Mål, Økonomi og Boliger", "on"), ("job", "Job og Sundhed", "")):
        told = {"code": code, "name": name} | ({"coordinates": coordinates} if coordinates else {})
        secretariat.post("/organisationer/msb/enhed", told)
    moeb = coordinator_of(msb)
    assert moeb is not None
    assert moeb.name == "Mål, Økonomi og Boliger"
    assert msb.units.get(code="job").coordinates is False
    second = secretariat.post("/organisationer/msb/enhed", {"code": "x", "name": "x", "coordinates": "on"})
    assert "En anden enhed koordinerer allerede" in text(second)
    assert "Koordinerer" in text(secretariat.get("/organisationer/msb/"))


# --- interests and seats ---


def test_a_member_declares_an_interest_and_the_secretariat_sees_everybodys(client: Client) -> None:
    carla, provider = made.person("council", name="Carla Nymose"), made.organisation("laer", "provider")
    made.logged_in(client, carla)
    told = {"person": str(carla.pk), "organisation": str(provider.pk), "kind": "board", "since": "2020-01-01"}
    assert "Interessen er oplyst" in text(client.post("/interesser/ny/", told, follow=True))
    made.logged_in(other := Client(), made.person("council"))
    assert "Carla" not in text(other.get("/interesser/"))
    made.logged_in(office := Client(), made.person("secretariat"))
    assert "Carla Nymose" in text(office.get("/interesser/"))
    record = Record.objects.get(code="people.interest.declared")
    assert (record.values["kind"], record.values["organisation"]) == ("board", str(provider.pk))


def test_nobody_declares_for_another_but_the_secretariat(client: Client) -> None:
    carla, provider = made.person("council"), made.organisation("laer", "provider")
    made.logged_in(client, made.person("council"))
    told = {"person": str(carla.pk), "organisation": str(provider.pk), "kind": "board", "since": "2020-01-01"}
    client.post("/interesser/ny/", told)
    assert Interest.objects.count() == 0


def test_an_interest_is_over_today_at_the_latest_and_never_for_a_day_to_come(client: Client) -> None:
    carla, provider = made.person("council"), made.organisation("laer", "provider")
    interest = Interest.objects.create(person=carla, organisation=provider, kind="board", since=date(2020, 1, 1))
    made.logged_in(client, carla)
    tomorrow = TODAY() + timedelta(days=1)
    assert "senest i dag" in text(client.post(f"/interesser/{interest.pk}/afslut", {"on": str(tomorrow)}))
    client.post(f"/interesser/{interest.pk}/afslut", {"on": str(TODAY())})
    assert list(Interest.objects.on(TODAY())) == []
    assert list(Interest.objects.on(TODAY() - timedelta(days=1))) == [interest]


@pytest.mark.requirement("GOV-01")
def test_a_council_of_three_has_one_chair_two_members_and_terms_of_office() -> None:
    from bundlinje.problems import Refused
    from bundlinje_web.people.actions.add_body import add_body
    from bundlinje_web.people.actions.begin_mandate import begin_mandate
    from bundlinje_web.people.actions.end_mandate import end_mandate

    office = made.actor(made.person("secretariat"))
    council = add_body(office, "rsi", "Rådet for Sociale Investeringer", Body.Kind.COUNCIL, seats=3)
    term = Period(date(2020, 1, 1), date(2025, 1, 1))
    birk, carla, ditlev, fourth = (made.person("council") for _ in range(4))
    begin_mandate(office, council, birk, "chair", term, "Byrådet 2020")
    first = begin_mandate(office, council, carla, "member", term)
    begin_mandate(office, council, ditlev, "member", term)
    with pytest.raises(Refused) as refused:
        begin_mandate(office, council, fourth, "chair", term)
    assert {each.code for each in refused.value.problems} == {"people.problem.chaired", "people.problem.full"}
    end_mandate(office, first, date(2023, 6, 1))
    begin_mandate(office, council, fourth, "member", Period(date(2023, 6, 1), date(2025, 1, 1)))
    assert council.quorum == 2
    for day, seats in ((date(2022, 1, 1), {birk, carla, ditlev}), (date(2024, 1, 1), {birk, ditlev, fourth})):
        assert {each.person for each in council.sitting_on(day)} == seats
    assert list(council.sitting_on(date(2025, 1, 1))) == []


# --- a new office ---


def test_a_new_office_gets_two_administrators_who_each_choose_a_password(client: Client) -> None:
    said = StringIO()
    call_command("administrators", "v@fonden.example", "Vita", "w@fonden.example", "Walther", stdout=said)
    addresses = re.findall(r"http://\S+?(/konto/\S+)", said.getvalue())
    assert len(addresses) == 2
    form = client.get(addresses[0], follow=True)
    assert "Vælg adgangskode" in text(form)
    with pytest.raises(CommandError, match="two administrators already"):
        call_command("administrators", "x@fonden.example", "X", "y@fonden.example", "Y")


def test_one_person_is_not_two_administrators() -> None:
    with pytest.raises(CommandError, match="two different people"):
        call_command("administrators", "v@fonden.example", "Vita", "V@fonden.example", "Vita")


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_of_people_is_drawn_in_both_languages(vita: Client, asta: Person, language: str) -> None:
    made.organisation("msb")
    made.grant(asta, "reader")
    interest = Interest.objects.create(
        person=asta, organisation=Organisation.objects.get(), kind="board", since=date(2020, 1, 1)
    )
    made.grant(Person.objects.get(name="Vita Kornmod"), "secretariat")
    grant = asta.grants.get().pk
    for address in (
        "/rolle/", "/rettigheder/", "/brugere/", "/brugere/ny/", "/brugere/tabel/", f"/brugere/{asta.pk}/",
        f"/brugere/{asta.pk}/ret", f"/brugere/{asta.pk}/luk", f"/brugere/{asta.pk}/giv-rettighed/mayor/",
        f"/brugere/rettighed/{grant}/bekraeft", f"/brugere/rettighed/{grant}/afslut", "/organisationer/",
        "/organisationer/ny/", "/organisationer/msb/", "/organisationer/msb/navn", "/organisationer/msb/enhed",
        "/organisationer/msb/efterfoelger", "/interesser/", "/interesser/ny/", f"/interesser/{interest.pk}/afslut",
    ):  # fmt: skip
        assert vita.get(f"{language}{address}").status_code == 200, address
