"""A stranger sends a proposal: in steps, at any time, without losing a letter; and follows it by number and code."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.bundlinje_web.pipeline.proposal import ANSWERS, begun, filled_in

from bundlinje_web.audit.models import Record
from bundlinje_web.frame.models import Draft
from bundlinje_web.frame.steps import forget_expired
from bundlinje_web.pipeline.models import Attachment, Call, Proposal
from bundlinje_web.pipeline.proposing.codes import plain_code, status_code
from bundlinje_web.pipeline.proposing.files import harmless_name
from bundlinje_web.pipeline.proposing.hints import hints

pytestmark = pytest.mark.django_db(transaction=True)
DIGITS = "0101701234"


@pytest.fixture(autouse=True)
def nobody_has_been_here() -> None:
    """The limits of an address are kept in the cache, which outlives a test."""
    cache.clear()


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.requirement("INB-01", "INB-02", "INB-14", "GOV-21", "GOV-22")
def test_a_stranger_sends_a_proposal_in_eight_steps_and_a_check_and_gets_a_number(client: Client) -> None:
    secret = filled_in(client)
    assert "1.620.000,50" in page(client, f"/forslag/{secret}/tjek/")
    answer = client.post(f"/forslag/{secret}/tjek/", follow=True)
    proposal = Proposal.objects.get()
    assert proposal.number == f"{timezone.localdate().year}-001"
    text = answer.content.decode()
    assert f"Dit forslag er modtaget og har nummer {proposal.number}" in text
    assert status_code(secret) in text
    assert proposal.text is not None
    told = proposal.text.answers
    assert told["costs"] == [{"what": "Tre mentorer", "ore": 150_000_000}, {"what": "Lokaler", "ore": 12_000_050}]
    assert (told["aim"], told["evidence"], told["falls_on"]) == ("preventive", "tried", ["municipality", "region"])
    assert (told["partners"], told["adds"]) == ("Jobcentret", "En fast voksen efter kl. 16")
    assert "Xenia" not in str(told)
    assert not Draft.objects.exists()


def test_pressing_send_twice_makes_one_proposal_and_shows_the_same_receipt(client: Client) -> None:
    secret = filled_in(client)
    first = client.post(f"/forslag/{secret}/tjek/", follow=True)
    second = client.post(f"/forslag/{secret}/tjek/", follow=True)
    assert first.redirect_chain == second.redirect_chain
    assert Proposal.objects.count() == 1
    assert Record.objects.filter(code="pipeline.proposal.received").count() == 1


def test_the_record_of_a_proposal_holds_no_name_and_no_mail(client: Client) -> None:
    client.post(f"/forslag/{filled_in(client)}/tjek/")
    record = Record.objects.get(code="pipeline.proposal.received")
    assert record.actor == "anyone"
    assert record.values["source"] == "citizen"
    assert "xenia" not in str(record.values).casefold()


def test_what_is_written_with_a_mistake_is_kept_letter_for_letter(client: Client) -> None:
    secret = begun(client)
    answer = client.post(f"/forslag/{secret}/indsatsen/", {"what": "Halvt færdig\r\ntekst", "aim": ""})
    assert "fejl: Indsatsen" in answer.content.decode()
    assert 'href="#id_title"' in answer.content.decode()
    assert "Halvt færdig" in answer.content.decode()
    assert "Halvt færdig" in page(Client(), f"/forslag/{secret}/indsatsen/")


def test_a_draft_is_saved_unfinished_and_goes_on_from_a_mailed_link_elsewhere(client: Client) -> None:
    secret = begun(client)
    client.post(f"/forslag/{secret}/indsatsen/", ANSWERS["indsatsen"])
    answer = client.post(f"/forslag/{secret}/maalgruppen/", {"target": "Unge", "gem": "1"}, follow=True)
    assert "Kladden er gemt" in answer.content.decode()
    client.post(f"/forslag/{secret}/gemt/", {"mail": "xenia@broen.example"})
    assert f"/forslag/{secret}/" in mail.outbox[0].body
    assert "Mentor" not in mail.outbox[0].body
    assert Draft.objects.get().secret not in secret
    other = Client().get(f"/forslag/{secret}/", follow=True)
    assert other.redirect_chain[-1][0] == f"/forslag/{secret}/maalgruppen/"
    assert ">Unge</textarea>" in other.content.decode().replace("\r\n", "").replace("\n", "")


def test_a_number_of_a_person_goes_no_further_and_is_not_kept(client: Client) -> None:
    secret = begun(client)
    answer = client.post(
        f"/forslag/{secret}/indsatsen/", {**ANSWERS["indsatsen"], "what": f"Hanne {DIGITS}", "gem": "1"}
    )
    assert "ligner et CPR-nummer" in answer.content.decode()
    assert DIGITS not in str(Draft.objects.get().answers)


def test_nothing_is_sent_while_a_step_is_missing_and_each_missing_step_is_named(client: Client) -> None:
    secret = begun(client)
    client.post(f"/forslag/{secret}/indsatsen/", ANSWERS["indsatsen"])
    text = client.post(f"/forslag/{secret}/tjek/").content.decode()
    assert f'href="/forslag/{secret}/maalgruppen/?ret=1"' in text
    assert not Proposal.objects.exists()


def test_correcting_from_the_check_leads_back_to_it(client: Client) -> None:
    secret = filled_in(client)
    answer = client.post(f"/forslag/{secret}/parterne/?ret=1", {**ANSWERS["parterne"], "agreed": "agreed"})
    assert answer["Location"] == f"/forslag/{secret}/tjek/"


@pytest.mark.requirement("INB-16")
def test_without_a_gain_for_the_municipality_both_conditions_are_ticked(client: Client) -> None:
    secret = filled_in(client)
    told = {"falls_on": ["others"], "no_gain": "on", "would_not_start": "on"}
    answer = client.post(f"/forslag/{secret}/udgifter/", told)
    assert "Bekræft, at indsatsen ikke passer ind i et budget" in answer.content.decode()
    client.post(f"/forslag/{secret}/udgifter/", {**told, "no_budget": "on"})
    client.post(f"/forslag/{secret}/tjek/")
    text = Proposal.objects.get().text
    assert text is not None
    assert [text.answers[name] for name in ("no_gain", "would_not_start", "no_budget")] == [True, True, True]


def test_an_untried_intervention_says_why_it_is_worth_trying(client: Client) -> None:
    secret = begun(client)
    answer = client.post(f"/forslag/{secret}/viden/", {"evidence": "untried"})
    assert "hvorfor det er værd at prøve" in answer.content.decode()


@pytest.mark.requirement("PP-18")
def test_hints_follow_the_checklist_and_stop_nobody(client: Client) -> None:
    assert hints({"target": "x", "per_year": 8, "evidence": "untried", "cost_ore": 10_000_000}) == (
        "size",
        "mature",
        "cost",
    )
    assert hints({}) == ()
    secret = filled_in(client, maalgruppen={"target": "Få", "unit": "person", "per_year": "8"})
    assert "Gruppen er lille" in page(client, f"/forslag/{secret}/udgifter/")
    text = page(client, f"/forslag/{secret}/indsatsen/")
    assert "Hvorfor spørger vi?" in text
    assert "Se et eksempel" in text
    assert client.post(f"/forslag/{secret}/tjek/").status_code == 302


@pytest.mark.requirement("INB-08")
def test_a_proposal_in_an_open_call_belongs_to_it_and_a_closed_call_is_not_offered(client: Client) -> None:
    today = timezone.localdate()
    call = Call.objects.create(number="2026-ensomhed", title_da="Ensomhed", opens=today, closes=today)
    Call.objects.create(number="2022-gammel", title_da="Gammelt tema", opens=date(2022, 1, 1), closes=date(2022, 2, 1))
    secret = filled_in(client, **{"om-dig": {**ANSWERS["om-dig"], "call": call.number}})
    text = page(client, f"/forslag/{secret}/om-dig/")
    assert "Ensomhed" in text
    assert "Gammelt tema" not in text
    assert "Ensomhed" in page(client, "/calls/2026-ensomhed/")
    client.post(f"/forslag/{secret}/tjek/")
    assert Proposal.objects.get().call == call


def test_a_call_that_closes_meanwhile_is_told_at_the_check_and_nothing_is_lost(client: Client) -> None:
    today = timezone.localdate()
    call = Call.objects.create(number="2026-x", title_da="X", opens=today, closes=today)
    secret = filled_in(client, **{"om-dig": {**ANSWERS["om-dig"], "call": call.number}})
    call.closes = today - timedelta(days=1)
    call.opens = today - timedelta(days=2)
    call.save()
    assert client.post(f"/forslag/{secret}/tjek/", follow=True).status_code == 200
    assert Draft.objects.count() + Proposal.objects.count() == 1


# --- files ---


def office(*extra: tuple[str, bytes], text: str = "Budget") -> bytes:
    """A small Word document."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f"<w:document><w:p>{text}</w:p></w:document>")
        for name, content in extra:
            package.writestr(name, content)
    return out.getvalue()


def attach(client: Client, secret: str, name: str, content: bytes) -> str:
    sent = {"file": SimpleUploadedFile(name, content), "flere": "1"}
    return client.post(f"/forslag/{secret}/bilag/", sent, follow=True).content.decode()


def test_a_file_is_known_by_its_content_and_follows_the_proposal(client: Client) -> None:
    secret = filled_in(client)
    assert "budget.docx" in attach(client, secret, "budget.exe", office())
    attach(client, secret, "kort.png", b"\x89PNG\r\n\x1a\n....")
    client.post(f"/forslag/{secret}/tjek/")
    files = {each.name: each for each in Attachment.objects.all()}
    assert {each.proposal for each in files.values()} == {Proposal.objects.get()}
    assert (files["budget.docx"].scanned, files["kort.png"].scanned) == (True, False)
    assert "budget" not in files["budget.docx"].file.name
    assert Record.objects.get(code="pipeline.proposal.received").values["attachments"] == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.docx", office(("word/vbaProject.bin", b"macro"))),
        ("a.pdf", b"%PDF-1.7 /OpenAction /JavaScript"),
        ("a.txt", b"MZ\x90\x00\x03"),
        ("a.txt", b"#!/bin/sh\nrm"),
        ("a.html", b"<script>alert(1)</script>"),
        ("a.zip", b"PK\x03\x04 broken"),
    ],
)
def test_what_could_run_is_refused_with_what_to_do(client: Client, name: str, content: bytes) -> None:
    assert "Filen er ikke af en slags" in attach(client, begun(client), name, content)
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("content", [f"Hanne, {DIGITS}".encode(), office(text="010170</w:t><w:t>-1234")])
@pytest.mark.requirement("CNF-09")
def test_a_file_with_a_number_of_a_person_is_not_kept(client: Client, content: bytes) -> None:
    assert "Filen har noget, der ligner et CPR-nummer" in attach(client, begun(client), "liste.txt", content)
    assert not Attachment.objects.exists()


def test_a_file_too_large_is_told_with_both_sizes(client: Client) -> None:
    assert "Filen fylder 11 MB. Den må højst fylde 10 MB" in attach(client, begun(client), "a.txt", b"a" * 11 * 2**20)


def test_a_file_is_taken_away_again(client: Client) -> None:
    secret = begun(client)
    attach(client, secret, "a.txt", b"hej")
    client.post(f"/forslag/{secret}/bilag/{Attachment.objects.get().pk}/fjern")
    assert not Attachment.objects.exists()


def test_a_name_from_elsewhere_is_made_harmless() -> None:
    assert harmless_name("..\\..\\C:\\å b<>.exe", "pdf") == "å b.pdf"
    assert harmless_name("%%%.", "txt") == "bilag.txt"


# --- the receipt's number and code ---


def test_status_is_shown_for_number_and_code_and_for_nothing_else(client: Client) -> None:
    secret = filled_in(client)
    client.post(f"/forslag/{secret}/tjek/")
    number, code = Proposal.objects.get().number, status_code(secret)
    told = client.post("/forslag/status/", {"number": number, "code": code.lower().replace("-", " ")})
    assert "Sekretariatet er ved at læse det" in told.content.decode()
    for wrong in ({"number": number, "code": "ABCDE-FGHJK"}, {"number": "2020-001", "code": code}):
        text = client.post("/forslag/status/", wrong).content.decode()
        assert "Nummer og kode passer ikke sammen" in text
        assert "Mentor" not in text


def test_its_sender_withdraws_it_by_the_code_and_nobody_without(client: Client) -> None:
    secret = filled_in(client)
    client.post(f"/forslag/{secret}/tjek/")
    proposal, code = Proposal.objects.get(), status_code(secret)
    client.post("/forslag/status/traek-tilbage/", {"number": proposal.number, "code": "ABCDE-FGHJK", "bekraeft": "1"})
    proposal.refresh_from_db()
    assert proposal.state == Proposal.RECEIVED
    client.post("/forslag/status/traek-tilbage/", {"number": proposal.number, "code": code, "bekraeft": "1"})
    proposal.refresh_from_db()
    assert proposal.state == Proposal.WITHDRAWN


def test_a_code_is_read_as_people_write_it() -> None:
    assert plain_code("k7qf2 – m9xpa") == "K7QF2M9XPA"
    assert plain_code("O0IL1") == "00111"


# --- limits ---


def test_an_address_that_begins_too_often_is_asked_to_wait(client: Client) -> None:
    answers = [client.post("/forslag/").status_code for _ in range(21)]
    assert answers == [302] * 20 + [429]


def test_a_draft_nobody_sends_is_forgotten_with_its_files_after_ninety_days(client: Client) -> None:
    secret = begun(client)
    attach(client, secret, "a.txt", b"hej")
    Draft.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert client.get(f"/forslag/{secret}/").status_code == 404
    assert forget_expired() == 1
    assert not Attachment.objects.exists()


def test_the_form_is_english_where_it_is_asked_for_and_reads_what_was_written_in_danish(client: Client) -> None:
    secret = filled_in(client)
    text = page(client, f"/en/forslag/{secret}/tjek/")
    assert "Check your answers" in text
    assert "1,620,000.50" in text
    assert 'value="1,500,000"' in page(client, f"/en/forslag/{secret}/pris/")
