"""Screening: a checklist of what a social investment requires, overlaps named, and what the work costs."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from tests.bundlinje_web import made

from bundlinje_web.bridge.target_groups import overlaps, telling_words, whom
from bundlinje_web.contracts.models import Event, Version
from bundlinje_web.pipeline.actions.register import register
from bundlinje_web.pipeline.inquiries import Inquiry
from bundlinje_web.pipeline.models import Proposal, Screening
from bundlinje_web.pipeline.screened import POINTS, out_of_proportion, share_of

pytestmark = pytest.mark.django_db(transaction=True)
CONTRACTS = Path(__file__).parents[3] / "examples" / "aarhus" / "contracts"
HAVNEN = (CONTRACTS / "havnen.yaml").read_text("utf-8")
ANSWERS = {f"{point}_answer": "yes" for point in POINTS}


def came(target: str = "Unge hjemløse under 30 med misbrug", **answers: object) -> Proposal:
    actor = made.actor(made.person("secretariat"))
    return register(actor, Inquiry(title="Natcafé", source="citizen", answers={"target": target, **answers}))


def with_version(code: str, text: str) -> None:
    contract = made.contract(code)
    day = timezone.localdate()
    Version.objects.create(
        contract=contract, number=1, text=text, digest="0" * 64, premises="0" * 64, effective_from=day, offered_on=day
    )


@pytest.mark.requirement("INB-09")
def test_the_checklist_asks_what_a_social_investment_requires_and_keeps_each_answer(client: Client) -> None:
    proposal = came()
    client.force_login(made.person("secretariat", name="Asta Lundvig"))
    text = client.get(f"/henvendelser/{proposal.number}/screen/").content.decode()
    for asked in ("resultatmål", "moden", "Målgruppen er relativt stor", "viden nok", "Transaktionsomkostningerne"):
        assert asked in text
    told = {**ANSWERS, "size_answer": "no", "size_text": "Kun 8 om året"}
    answer = client.post(f"/henvendelser/{proposal.number}/screen/", told, follow=True)
    assert "Kun 8 om året" in answer.content.decode()
    screening = Screening.objects.get()
    assert screening.answers["size"] == {"answer": "no", "text": "Kun 8 om året"}
    proposal.refresh_from_db()
    assert proposal.state == Proposal.SCREENED


def test_a_no_is_given_with_its_reason_and_stops_nothing(client: Client) -> None:
    proposal = came()
    client.force_login(made.person("secretariat"))
    answer = client.post(f"/henvendelser/{proposal.number}/screen/", {**ANSWERS, "mature_answer": "no"})
    assert 'href="#id_mature_text"' in answer.content.decode()
    assert not Screening.objects.exists()


@pytest.mark.parametrize(
    ("then", "there"),
    [("assess", "/sager/{number}/belysning/send/"), ("reject", "/henvendelser/{number}/indstil-afvisning/"),
     ("", "/henvendelser/{number}/"), ("elsewhere", "/henvendelser/{number}/")],
)  # fmt: skip
def test_from_a_screening_one_goes_straight_on_to_what_its_button_says(client: Client, then: str, there: str) -> None:
    proposal = came()
    client.force_login(made.person("secretariat"))
    answer = client.post(f"/henvendelser/{proposal.number}/screen/", {**ANSWERS, "then": then})
    assert answer.headers["Location"] == there.format(number=proposal.number)
    assert Screening.objects.count() == 1


def test_a_screening_anew_is_a_new_one_and_begins_with_the_last(client: Client) -> None:
    proposal = came()
    client.force_login(made.person("secretariat"))
    for text in ("Første", "Anden"):
        client.post(f"/henvendelser/{proposal.number}/screen/", {**ANSWERS, "goals_text": text})
    assert Screening.objects.count() == 2
    assert "Anden" in client.get(f"/henvendelser/{proposal.number}/screen/").content.decode()


@pytest.mark.requirement("INB-15")
def test_running_investments_with_a_target_group_like_it_are_named_with_the_words_in_common(client: Client) -> None:
    with_version("havnen", HAVNEN)
    proposal = came("Hjemløse unge med et misbrug, som sover på herberg")
    client.force_login(made.person("secretariat"))
    text = client.get(f"/henvendelser/{proposal.number}/screen/").content.decode()
    assert "Målgruppen ligner den i" in text
    assert "hjemløse" in text
    client.post(f"/henvendelser/{proposal.number}/screen/", ANSWERS)
    overlap = Screening.objects.get().overlaps[0]
    assert overlap["code"] == "havnen"
    assert "misbrug" in overlap["words"]


def test_an_investment_that_has_ended_is_not_named(client: Client) -> None:
    with_version("havnen", HAVNEN)
    contract = Version.objects.get().contract
    Event.objects.create(contract=contract, kind=Event.Kind.INTERVENTION_ENDED, on=timezone.localdate())
    client.force_login(made.person("secretariat"))
    text = client.get(f"/henvendelser/{came().number}/screen/").content.decode()
    assert "Ingen løbende investeringer" in text


def test_each_aarhus_contract_is_most_like_itself() -> None:
    held = [(file.stem, file.stem, whom(file.read_text("utf-8"))) for file in sorted(CONTRACTS.glob("*.yaml"))]
    told = [each for each in held if each[2]]
    assert len(told) >= 8
    for code, _, words in told:
        found = overlaps(words, held)
        assert not found or code in {one.code for one in found if len(one.words) == len(found[0].words)}


def test_words_that_say_nothing_of_who_somebody_is_do_not_count() -> None:
    assert overlaps("Borgere i kommunen med større behov", [("x", "X", "Alle borgere i kommunen, også andre")]) == ()
    assert overlaps("Ældre med ensomhed", [("x", "X", "Unge med diabetes")]) == ()


def test_singular_plural_and_compounds_with_the_same_stem_meet() -> None:
    assert telling_words("familierne").keys() == telling_words("familier").keys()
    assert telling_words("hjemløshed").keys() == telling_words("hjemløse").keys()


def test_a_text_that_cannot_be_read_has_no_target_group() -> None:
    assert [whom(text) for text in ("a: [", "", "cohort: 3", "cohort: {who: Unge}")] == ["", "", "", "Unge"]


def test_what_the_work_costs_is_set_against_the_investment_with_the_threshold_shown(client: Client) -> None:
    proposal = came()
    client.force_login(made.person("secretariat"))
    told = {**ANSWERS, "transaction_cost": "150.000", "investment": "1.000.000"}
    text = client.post(f"/henvendelser/{proposal.number}/screen/", told, follow=True).content.decode()
    assert "15 %" in text.replace("\u00a0", " ")
    assert "overvej en let aftale" in text


def test_proportion_is_not_known_where_either_amount_is_not() -> None:
    assert share_of(None, 100) is None
    assert share_of(10, None) is None
    assert share_of(10, 0) is None
    assert share_of(10, 100) == Fraction(1, 10)
    assert [out_of_proportion(cost, 100) for cost in (None, 10, 11)] == [False, False, True]


@pytest.mark.parametrize("role", ["council", "economist", "reader", "provider"])
def test_nobody_but_the_secretariat_screens(client: Client, role: str) -> None:
    proposal = came()
    client.force_login(made.person(role, "msb"))
    assert client.get(f"/henvendelser/{proposal.number}/screen/").status_code == 403


def test_who_is_overtaken_by_another_screening_is_shown_both_and_loses_nothing(client: Client) -> None:
    proposal = came()
    client.force_login(made.person("secretariat"))
    other = Client()
    other.force_login(made.person("secretariat", name="Birk Overmark"))
    page = f"/henvendelser/{proposal.number}/screen/"
    other.post(page, {**ANSWERS, "goals_text": "Den andens", "seen": "0"})
    answer = client.post(page, {**ANSWERS, "goals_text": "Min egen", "seen": "0"}).content.decode()
    assert "Birk Overmark har ændret det samme, mens du skrev" in answer
    assert "Min egen" in answer
    assert "Den andens" in answer
    assert 'name="seen" value="1"' in answer
    client.post(page, {**ANSWERS, "goals_text": "Min egen", "seen": "1"})
    assert Screening.objects.count() == 2


def test_an_inquiry_that_has_moved_on_is_not_screened(client: Client) -> None:
    proposal = came()
    proposal.move(Proposal.WITHDRAWN)
    client.force_login(made.person("secretariat"))
    answer = client.post(f"/henvendelser/{proposal.number}/screen/", {**ANSWERS, "goals_text": "Min egen"})
    assert "Henvendelsen er kommet videre imens" in answer.content.decode()
    assert "Min egen" in answer.content.decode()


def test_whoever_sent_a_proposal_sees_it_but_not_what_the_secretariat_means_of_it(client: Client) -> None:
    provider = made.person("provider", "broen")
    proposal = came()
    Proposal.objects.filter(pk=proposal.pk).update(sender=provider)
    secretary = Client()
    secretary.force_login(made.person("secretariat"))
    secretary.post(f"/henvendelser/{proposal.number}/screen/", {**ANSWERS, "size_text": "Lille gruppe"})
    client.force_login(provider)
    text = client.get(f"/henvendelser/{proposal.number}/").content.decode()
    assert "Unge hjemløse" in text
    assert "Lille gruppe" not in text
    assert proposal.number in client.get("/henvendelser/").content.decode()
