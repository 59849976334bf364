"""The story is told by the actions of the office, obeys all its guards, and leaves something to do for everybody."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from tests.bundlinje_web.demo.conftest import AARHUS, TODAY

from bundlinje_web.acting import Role
from bundlinje_web.audit.examining import examined_now
from bundlinje_web.audit.models import Record
from bundlinje_web.contracts.models import Contract, Version
from bundlinje_web.contracts.standing import is_approved, unsigned
from bundlinje_web.council.models import Participation
from bundlinje_web.council.standing import standing
from bundlinje_web.demo import mark
from bundlinje_web.demo.loading import load
from bundlinje_web.demo.people import User, everybody, one_of_each
from bundlinje_web.learning.models import Lesson
from bundlinje_web.people.models import Person
from bundlinje_web.people.rights import actor_of
from bundlinje_web.pipeline.casework.spent import priced, summed
from bundlinje_web.pipeline.inbox.policy import LIST
from bundlinje_web.pipeline.models import Assessment, Case, HourPrice, Proposal
from bundlinje_web.workplace.tasks import tasks_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]

WAITED_FOR = {
    "asta": "inbox.task.new",
    "birk": "council.todo.read",
    "carla": "",
    "ditlev": "",
    "ebba": "council.todo.mayor-text",
    "folmer": "contracts.task.sign",
    "gro": "",
    "hjalte": "assessing.task.answer",
    "ida": "assessing.task.answer",
    "gerda": "",
    "jeppe": "council.todo.follow_up",
    "karla": "council.todo.follow_up",
    "ludvig": "contracts.task.prepare",
    "maja": "contracts.task.sign",
    "nor": "contracts.task.sign",
    "oda": "contracts.task.sign",
    "yrsa": "contracts.task.sign",
    "palle": "learning.task.after",
    "rigmor": "inbox.task.erase",
    "sofus": "inbox.task.erase",
    "tora": "",
    "vita": "people.task.confirm",
    "walther": "people.task.confirm",
}
"""Those the story leaves something to do for, and what it is where that is the point of it."""


def version_of(code: str) -> Version:
    return Version.objects.get(contract__code=code, number=1)


def told() -> dict[str, Any]:
    """How many rows there are of each kind, and the version of each row that is kept."""
    found: dict[str, Any] = {}
    for model in apps.get_models():
        rows, label = model._base_manager, model._meta.label
        kept = any(field.name == "row_version" for field in model._meta.fields)
        found[label] = sorted(map(str, rows.values_list("pk", "row_version"))) if kept else rows.count()
    return found


def test_telling_it_again_changes_nothing() -> None:
    before = told()
    load(AARHUS, TODAY)
    assert told() == before


def test_no_guard_and_no_policy_refused_anything() -> None:
    assert [record.code for record in Record.objects.all() if record.is_refusal] == []


def test_its_chain_is_whole() -> None:
    assert not examined_now().faults


def test_everything_in_it_happened_after_the_mark() -> None:
    assert mark.is_marked()
    assert mark.is_told()
    assert not mark.is_untouched()


def test_everybody_holds_the_one_role_they_have_in_it() -> None:
    for user in everybody():
        assert actor_of(Person.objects.get(email=user.mail), TODAY).roles == (user.role,), user.name


def test_every_role_that_people_can_hold_can_be_tried() -> None:
    assert {user.role for user in one_of_each()} == set(Role) - {Role.SYSTEM}


@pytest.mark.parametrize("user", [user for user in everybody() if user.key in WAITED_FOR], ids=lambda user: user.key)
def test_whoever_is_waited_for_has_something_to_do_on_the_first_page(user: User) -> None:
    found = [task.code for task in tasks_of(actor_of(Person.objects.get(email=user.mail), TODAY), TODAY)]
    assert found
    assert WAITED_FOR[user.key] in {*found, ""}


def test_whoever_has_sent_an_idea_while_logged_in_follows_it_there() -> None:
    xenia = actor_of(Person.objects.get(email=next(user.mail for user in everybody() if user.key == "xenia")), TODAY)
    assert [each.title for each in LIST.among(xenia, Proposal.objects.all())] == ["Læsevenner i udskolingen"]


@pytest.mark.requirement("INB-11")
def test_the_proposals_of_the_annual_report_are_there_by_number_and_say_no_more() -> None:
    known = Proposal.objects.filter(published_only=True)
    assert known.filter(call=None).count() == 53
    assert known.exclude(call=None).count() == 12
    assert not known.exclude(source="").exists()
    assert not known.filter(texts__isnull=False).exists()


@pytest.mark.requirement("CON-21")
def test_all_thirteen_agreements_are_there_with_their_amendments_as_later_versions() -> None:
    files = {file.stem for file in (AARHUS / "contracts").glob("*.yaml")}
    assert len(files) == 13
    assert files <= set(Contract.objects.values_list("code", flat=True))
    versions = {code: Contract.objects.get(code=code).versions.count() for code in files}
    assert versions["dialog-mod-vold"] == 2
    assert versions["sammen-om-diabetes"] == 2
    assert versions["hjem-job-og-helhed"] == 1


def test_an_agreement_of_which_only_the_name_is_known_never_started_and_stands_on_no_step() -> None:
    unknown = Contract.objects.get(code="forvandlingen")
    assert not unknown.events.exists()
    assert not Case.objects.filter(contract=unknown).exists()


def test_approvals_of_before_are_there_where_their_day_is_published_and_nowhere_else() -> None:
    given = version_of("din-vej-i-job").approvals
    assert sorted(given.values_list("giver", flat=True)) == ["alderman", "council"]
    assert not version_of("havnen").approvals.exists()


def test_every_lesson_comes_from_an_agreement_and_names_its_source() -> None:
    assert Lesson.objects.count() == 13
    assert not Lesson.objects.filter(contract=None).exists()
    assert not Lesson.objects.filter(source="").exists()


@pytest.mark.requirement("GOV-25")
def test_the_member_on_a_providers_board_stepped_aside_where_the_provider_was_concerned_and_only_there() -> None:
    aside = Participation.objects.filter(part=Participation.Part.RECUSED)
    assert {each.mandate.person.name for each in aside} == {"Carla Nymose"}
    about = {each.decision.recommended.point.title for each in aside}
    assert about == {"Familiestuen", "Næste skridt"}
    assert all(each.interest is not None for each in aside)


def test_one_agreement_is_approved_by_all_and_waits_for_its_parties_to_sign() -> None:
    version = version_of("naeste-skridt")
    assert is_approved(version)
    assert set(unsigned(version)) == {"msb", "lysbro", "raadet", "nordlys", "egefonden", "kystskolen"}


def test_what_working_on_a_case_costs_is_told_in_kroner_by_a_price_that_is_marked_as_assumed() -> None:
    assert "Antaget" in HourPrice.objects.get().source
    case = Case.objects.get(title="Familiestuen")
    total = summed("", case.efforts.all(), priced())
    assert (total.minutes, total.in_all) == (54 * 60, 54 * 45_000)


def test_one_agreement_waits_for_an_alderman_and_one_for_the_mayor() -> None:
    (waits_for,) = standing(version_of("robuste-overgange")).next[:1]
    assert waits_for.giver == "alderman"
    (last,) = standing(version_of("familiestuen")).next
    assert last.giver == "mayor"


def test_departments_are_asked_and_some_have_not_answered() -> None:
    assert sorted(
        Assessment.objects.filter(state=Assessment.ASKED).values_list("department__code", flat=True)
    ) == ["msb", "mso"]  # fmt: skip
