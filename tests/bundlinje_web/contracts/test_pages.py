"""The pages of contracts as each role meets them."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.bundlinje_web import made
from tests.bundlinje_web.contracts.test_versions import accepted, drafted, offered, taken_in, text_of

from bundlinje_web.audit.models import Record
from bundlinje_web.contracts.models import Contract, Document, ExitPlan, RiskAssessment, StartList, Version
from bundlinje_web.council.actions.take_in_started import take_in_started

pytestmark = pytest.mark.django_db(transaction=True)

TAB = "/investeringer/ips-plus"


def html(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


@pytest.fixture
def secretary(client: Client) -> Client:
    client.force_login(made.person("secretariat", name="Asta Lundvig"))
    return client


@pytest.mark.parametrize("start", ["investment", "light", "donation"])
@pytest.mark.requirement("PP-01")
def test_a_new_agreement_starts_from_a_template_without_mistakes(secretary: Client, start: str) -> None:
    told = {"title_da": "Grønne hænder", "kind": "investment", "start": start, "year": "2027"}
    answer = secretary.post("/aftaler/ny/", told)
    assert answer.status_code == 302
    assert answer["Location"] == "/investeringer/groenne-haender/aftale/rediger/"
    text = html(secretary, answer["Location"])
    assert "Grønne hænder" in text
    assert "Ingen fejl" in text


@pytest.mark.requirement("PP-01")
def test_a_new_agreement_starts_from_an_earlier_one_and_takes_single_clauses_from_others(secretary: Client) -> None:
    (ips,) = taken_in("ips-plus")
    taken_in("havnen")
    told = {"title_da": "IPS to", "code": "ips-to", "kind": "investment", "start": str(ips.contract.pk), "year": "2027"}
    secretary.post("/aftaler/ny/", told)
    contract = Contract.objects.get(code="ips-to")
    assert contract.drafting.text == ips.text.replace("contract: ips-plus", "contract: ips-to")
    path = "/investeringer/ips-to/aftale/klausuler/?fra=havnen"
    assert "forsorgshjem" in html(secretary, path)
    secretary.post(path, {"key": "corrections"})
    contract.drafting.refresh_from_db()
    havnen = text_of("havnen")
    section = havnen[havnen.index("\ncorrections:") + 1 :].split("\n")[0]
    assert section in contract.drafting.text
    assert contract.drafting.text.count("\ncorrections:") == 1


def test_a_mistake_is_shown_with_its_line_while_writing_and_nothing_is_saved(secretary: Client) -> None:
    drafted()
    text = text_of("ips-plus").replace("currency", "currency").replace("title:", "titel:", 1)
    line = next(number for number, one in enumerate(text.split("\n"), start=1) if one.startswith("titel:"))
    answer = secretary.post(f"{TAB}/aftale/kontrol/", {"text": text}).content.decode()
    assert f'href="#L{line}"' in answer
    assert "<html" not in answer
    assert Record.objects.filter(code="contracts.version.drafted").count() == 0


def test_the_editor_saves_checks_and_shows_the_same_text_in_three_views(secretary: Client) -> None:
    contract = drafted()
    text = contract.drafting.text + "# en bemærkning\n"
    told = {"text": text, "row_version": "1"}
    unsaved = secretary.post(f"{TAB}/aftale/rediger/", {**told, "check": ""}).content.decode()
    assert "# en bemærkning" in unsaved
    assert secretary.post(f"{TAB}/aftale/rediger/", told).status_code == 302
    contract.drafting.refresh_from_db()
    assert contract.drafting.text == text
    assert "Hvem betaler" in html(secretary, f"{TAB}/aftale/rediger/?vis=trin")
    assert "deltager som" in html(secretary, f"{TAB}/aftale/rediger/?vis=laes")
    assert "takes part as" in html(secretary, f"/en{TAB}/aftale/rediger/?vis=laes")
    assert "kr." in html(secretary, f"{TAB}/aftale/forventet/")


def test_two_who_write_at_once_are_shown_both_texts_and_choose(secretary: Client) -> None:
    contract = drafted()
    secretary.post(f"{TAB}/aftale/rediger/", {"text": "den enes", "row_version": "1"})
    text = secretary.post(f"{TAB}/aftale/rediger/", {"text": "min egen", "row_version": "1"})
    both = text.content.decode()
    assert "Asta Lundvig har ændret sagen, mens du skrev" in both
    assert "min egen" in both
    assert "den enes" in both
    assert 'name="row_version" value="2"' in both
    contract.drafting.refresh_from_db()
    assert contract.drafting.text == "den enes"


def test_a_text_with_a_persons_number_stays_in_the_editor_and_is_not_saved(secretary: Client) -> None:
    contract = drafted()
    told = {"text": "note: 010158-1234", "row_version": "1"}
    text = secretary.post(f"{TAB}/aftale/rediger/", told).content.decode()
    assert "ligner et CPR-nummer" in text
    assert "Kladden er ikke gemt" in text
    contract.drafting.refresh_from_db()
    assert "1234" not in contract.drafting.text


def test_a_text_is_sent_for_approval_when_every_warning_is_ticked(secretary: Client) -> None:
    contract = drafted()
    path = f"{TAB}/aftale/send/"
    assert "Sæt kryds" in html(secretary, path)
    told = {"effective_from": "2023-01-01"}
    assert "mangler et kryds" in secretary.post(path, told).content.decode()
    ticked = {**told, "accepted": accepted(contract.drafting.text, "ips-plus")}
    answer = secretary.post(path, ticked, follow=True).content.decode()
    assert "Udgave 1 er sendt til godkendelse" in answer
    assert "Mangler underskrift fra" in answer
    assert Version.objects.get().digest in answer


@pytest.mark.requirement("CON-23")
def test_a_version_is_read_in_both_languages_from_the_text_that_is_calculated_with(secretary: Client) -> None:
    taken_in("havnen")
    danish = html(secretary, "/investeringer/havnen/aftale/version/1/laes/")
    english = html(secretary, "/en/investeringer/havnen/aftale/version/1/laes/")
    assert "deltager som" in danish
    assert "takes part as" in english
    assert Version.objects.get().digest[:12] in danish


def test_two_versions_are_compared_old_new_in_words_and_in_kroner(secretary: Client) -> None:
    taken_in("sammen-om-diabetes")
    text = html(secretary, "/investeringer/sammen-om-diabetes/aftale/sammenlign/1..2/")
    assert "Det er planlagt at visitere 300 forløb" in text
    assert "<td>450</td><td>300</td>" in text
    assert "Den ventede tilbagebetaling går fra" in text
    html(secretary, "/investeringer/sammen-om-diabetes/aftale/sammenlign/2..1/", 404)


def test_every_tab_of_every_contract_of_the_fund_opens(secretary: Client) -> None:
    for code in ("job-bootcamp", "fundamentet", "forvandlingen", "laer-for-livet", "dialog-mod-vold"):
        taken_in(code)
        for tab in ("aftale", "dokumenter", "risiko-og-laering", "udgang", "aftale/version/1"):
            html(secretary, f"/investeringer/{code}/{tab}/")
            html(secretary, f"/en/investeringer/{code}/{tab}/")


@pytest.mark.requirement("CON-25")
def test_a_party_that_was_renamed_stands_under_the_name_of_the_time_and_todays_beside_it(secretary: Client) -> None:
    made.organisation("sociallaegeinstitutionen", "provider", name="Sociallægeinstitutionen")
    (version,) = taken_in("ips-plus")
    assert "Hedder nu" not in html(secretary, f"{TAB}/aftale/version/1/")
    organisation = version.parties.get(party="sociallaegeinstitutionen", role="provider").organisation
    assert organisation is not None
    organisation.name = "Kompas"
    organisation.save()
    text = html(secretary, f"{TAB}/aftale/version/1/")
    assert "Sociallægeinstitutionen" in text
    assert "Hedder nu Kompas" in text


def test_whoever_takes_part_sees_their_own_contracts_and_no_others(client: Client) -> None:
    taken_in("ips-plus")
    taken_in("laer-for-livet")
    client.force_login(made.person("provider", "sociallaegeinstitutionen"))
    html(client, f"{TAB}/aftale/version/1/")
    html(client, "/investeringer/laer-for-livet/aftale/", 404)
    html(client, "/investeringer/laer-for-livet/aftale/version/1/laes/", 404)
    html(client, f"{TAB}/aftale/rediger/", 403)


def test_a_reader_sees_the_text_only_when_it_is_signed(client: Client) -> None:
    version = offered(drafted())
    client.force_login(made.person("reader"))
    html(client, f"{TAB}/aftale/", 404)
    version.signatures.create(party="sociallaegeinstitutionen", signer="Maja Fjordtoft", on=version.effective_from)
    html(client, f"{TAB}/aftale/version/1/laes/")


PDF = b"%PDF-1.7 et bilag"


def test_a_document_is_told_by_its_content_kept_once_and_downloaded_by_those_who_may(client: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    taken_in("ips-plus")
    client.force_login(made.person("secretariat"))

    def sent(content: bytes, **more: str) -> str:
        told = {"title": "Bilag B", "kind": "annex", "file": SimpleUploadedFile("x.exe", content), **more}
        return client.post(f"{TAB}/dokumenter/tilfoej/", told, follow=True).content.decode()

    assert "af en slags, der ikke modtages" in sent(b"MZ\x90\x00\xff")
    assert "ligner et CPR-nummer" in sent(b"nr. 010158-1234")
    assert "Dokumentet er gemt" in sent(PDF)
    assert "Filen ligger her allerede" in sent(PDF)
    assert "Dokumentet er gemt" in sent(b"nr. 010158-1234", has_personal_data="on", title="Liste")
    plain, personal = Document.objects.get(title="Bilag B"), Document.objects.get(title="Liste")
    answer = client.get(f"{TAB}/dokumenter/{plain.pk}/")
    assert (b"".join(answer.streaming_content), answer["Content-Type"]) == (PDF, "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment")
    answer.close()
    client.force_login(made.person("investor", "raadet"))
    opened = client.get(f"{TAB}/dokumenter/{plain.pk}/")
    assert opened.status_code == 200
    opened.close()
    assert client.get(f"{TAB}/dokumenter/{personal.pk}/").status_code == 404
    assert "1 dokumenter med personoplysninger" in html(client, f"{TAB}/dokumenter/")


@pytest.mark.requirement("RSK-01")
@pytest.mark.requirement("RSK-04")
def test_the_council_assesses_the_risk_with_the_typical_risks_on_the_list(secretary: Client) -> None:
    taken_in("ips-plus")
    assert "endnu ikke vurderet risikoen" in html(secretary, f"{TAB}/risiko-og-laering/")
    form = html(secretary, f"{TAB}/risiko-og-laering/vurder/")
    assert form.count('type="checkbox"') == 8
    told = {"level": "medium", "risks": ["recruitment", "small_group"], "text": "Få borgere", "carried_by": "Rådet"}
    secretary.post(f"{TAB}/risiko-og-laering/vurder/", told)
    assessed = RiskAssessment.objects.get()
    assert [one["kind"] for one in assessed.risks] == ["recruitment", "small_group"]
    assert "Få borgere" in html(secretary, f"{TAB}/risiko-og-laering/")


@pytest.mark.requirement("PRC-08")
def test_the_start_list_says_which_agreements_are_missing_before_the_first_citizen(secretary: Client) -> None:
    taken_in("ips-plus")
    assert html(secretary, f"{TAB}/risiko-og-laering/").count(": mangler") == 3
    told = {"admission": "Jobcentret henviser", "admission_on": "2022-11-01", "registration_on": "2022-11-02"}
    secretary.post(f"{TAB}/opstart/", told)
    assert StartList.objects.get().missing == ("follow_up",)
    assert html(secretary, f"{TAB}/risiko-og-laering/").count(": mangler") == 1


PLAN = {
    "decide_by": "2026-05-01",
    "budget_by": "2026-08-15",
    "wind_down_from": "2026-10-01",
    "options": ["permanent", "stopped"],
    "financing": "Afdelingens ramme",
    "procurement": "Skal i udbud",
    "reuse": "Henvisningsaftalen",
}


@pytest.mark.requirement("PRC-09")
@pytest.mark.requirement("PRC-14")
@pytest.mark.requirement("LRN-06")
def test_an_exit_is_decided_before_winding_down_and_in_time_for_the_budget(secretary: Client) -> None:
    taken_in("ips-plus")
    path = f"{TAB}/udgang/plan/"
    late = secretary.post(path, {**PLAN, "decide_by": "2026-10-01", "budget_by": ""}).content.decode()
    assert "før nedlukningen begynder" in late
    assert (
        "i tide til budgetforhandlingen" in secretary.post(path, {**PLAN, "decide_by": "2026-09-01"}).content.decode()
    )
    assert ExitPlan.objects.count() == 0
    secretary.post(path, PLAN)
    text = html(secretary, f"{TAB}/udgang/")
    for words in ("Gøres permanent", "Afdelingens ramme", "Skal i udbud", "Henvisningsaftalen", "1. maj 2026"):
        assert words in text


@pytest.mark.requirement("PP-12")
def test_decision_budget_winding_down_and_follow_ups_stand_in_one_calendar(
    secretary: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    (version,) = taken_in("ips-plus")
    secretary.post(f"{TAB}/udgang/plan/", PLAN)
    today = version.follow_ups.get(number=2).cut_off
    monkeypatch.setattr("bundlinje_web.contracts.views.ending.timezone.localdate", lambda: today)
    text = html(secretary, f"{TAB}/udgang/")
    calendar = text[text.index("bl-calendar") : text.index("</ol>", text.index("bl-calendar"))]
    for words in ("Beslutning senest", "Budgetforhandling", "Nedlukningen begynder"):
        assert words in calendar
    assert "Opfølgning 1" not in calendar
    assert calendar.count("Opfølgning ") == version.follow_ups.count() - 1
    assert "også indtil virkningen er kendt" in html(secretary, f"{TAB}/udgang/plan/")


@pytest.mark.requirement("PRC-11")
@pytest.mark.requirement("PRC-13")
def test_ended_and_closed_are_different_and_come_in_their_order(secretary: Client) -> None:
    (version,) = taken_in("ips-plus")
    path = f"{TAB}/udgang"

    def noted(kind: str, **told: str) -> str:
        return secretary.post(f"{path}/{kind}/", told, follow=True).content.decode()

    ended = {"on": "2025-12-31", "outcome": "continued"}
    assert "når aftalen er startet" in noted("intervention-ended", **ended)
    started(version)
    assert "Det er noteret" in noted("intake-paused", on="2023-03-01")
    assert "allerede noteret" in noted("intake-paused", on="2023-04-01")
    assert "Det er noteret" in noted("intake-resumed", on="2023-05-01")
    assert "Det er noteret" in noted("intervention-ended", **ended)
    assert "når tilbagebetalingen er slut" in noted("closed", on="2026-01-01", outcome="continued")
    assert "Det er noteret" in noted("repayment-ended", on="2026-06-30")
    assert "Det er noteret" in noted("closed", on="2026-07-01", outcome="continued")
    kinds = list(version.contract.events.values_list("kind", "outcome"))
    assert kinds[-3:] == [("intervention-ended", "continued"), ("repayment-ended", ""), ("closed", "continued")]


def started(version: Version) -> None:
    """The contract as one that started in the past."""
    secretary = made.actor(made.person("secretariat"))
    take_in_started(secretary, version, version.effective_from, "Rådets årsrapport 2024")
