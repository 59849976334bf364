"""What every action obeys, shown on one that notes where the head of a chain was shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from pytest_django import DjangoAssertNumQueries
from tests.bundlinje_web import made
from tests.bundlinje_web.once import happens_once

from bundlinje.problems import Refused, error
from bundlinje_web.acting import ANYONE, EVERYTHING, Actor, NotAllowed, Policy, Role, open_to_anyone, system
from bundlinje_web.audit import clock
from bundlinje_web.audit.act import Act, BadlyMade
from bundlinje_web.audit.action import Action, NoActor, action
from bundlinje_web.audit.actions.note_examination import note_examination
from bundlinje_web.audit.actions.note_guards import note_guards
from bundlinje_web.audit.actions.witness_head import witness_head
from bundlinje_web.audit.canonical import GENESIS, digest_of
from bundlinje_web.audit.examining import examined_now
from bundlinje_web.audit.models import Record, Seal, Witness
from bundlinje_web.audit.values import NotAValue
from bundlinje_web.audit.verify import Fault, Found
from bundlinje_web.people.models import Delegation

pytestmark = pytest.mark.django_db

CODE = "audit.head.witnessed"
AUDITORS = Policy("audit.witness", {Role.AUDITOR: EVERYTHING})


@pytest.fixture
def head() -> Seal:
    return Seal.objects.latest("number")


def acting(run: Any, policy: Policy = AUDITORS, on: str | None = None) -> Action[Any]:
    """An action for one test alone: it stands in no list."""
    return Action(run, (CODE,), policy, on)


def shown(act: Act, seal: Seal, place: str = "report") -> Witness:
    witness = Witness.objects.create(seal=seal, digest=seal.digest, place=place)
    act.record(witness, place=place)
    return witness


# --- what is left behind ---


def test_an_action_leaves_one_record_and_the_next_seal_of_the_chain(auditor: Actor, head: Seal) -> None:
    witness = witness_head(auditor, head, "half-year-report", key="a-wish")
    record = Record.objects.get(code=CODE)
    sealed = Seal.objects.latest("number")
    assert (record.actor, record.grant, record.key) == (auditor.person, auditor.rights[0].id, "a-wish")
    assert (record.subject_type, record.subject) == ("audit.witness", str(witness.pk))
    assert record.values == {
        "chain": "action",
        "number": head.number,
        "digest": head.digest,
        "place": "half-year-report",
    }
    assert (sealed.number, sealed.previous, sealed.size) == (head.number + 1, head.digest, 1)
    assert record.seal == sealed
    assert (record.digest, sealed.digest) == (record.worked_out(), sealed.worked_out())


def test_the_first_seal_of_a_chain_follows_nothing() -> None:
    assert Seal.objects.get(chain="action", number=1).previous == GENESIS


def test_a_record_says_on_whose_behalf(head: Seal) -> None:
    holder, delegate = made.person("secretariat"), made.person("reader")
    Delegation.objects.create(grant=holder.grants.get(), delegate=delegate, since=made.LONG_AGO, until=date(2999, 1, 1))
    witness_head(made.actor(delegate), head, "report")
    record = Record.objects.get(code=CODE)
    assert (record.actor, record.on_behalf_of) == (str(delegate.pk), str(holder.pk))


def test_what_a_job_does_is_recorded_under_its_name(head: Seal) -> None:
    witness_head(system("witnessing"), head, "report")
    assert Record.objects.get(code=CODE).actor == "system:witnessing"


def test_nothing_is_left_of_an_action_that_fails(auditor: Actor, head: Seal) -> None:
    def fails(act: Act, seal: Seal) -> Witness:
        shown(act, seal)
        raise Refused([error("audit.test")])

    before = Record.objects.count(), Seal.objects.count()
    with pytest.raises(Refused):
        acting(fails)(auditor, head)
    assert (Record.objects.count(), Seal.objects.count(), Witness.objects.count()) == (*before, 0)


# --- once ---


def test_the_same_wish_twice_happens_once_and_answers_the_same(auditor: Actor, head: Seal) -> None:
    first = witness_head(auditor, head, "report", key="a-wish")
    second = witness_head(auditor, head, "report", key="a-wish")
    assert first == second
    assert (Witness.objects.count(), Record.objects.filter(code=CODE).count()) == (1, 1)


def test_every_action_of_the_audit_happens_once(auditor: Actor, head: Seal) -> None:
    happens_once(witness_head, auditor, head, "report")
    happens_once(note_examination, auditor, examined_now())
    happens_once(note_examination, auditor, Found(faults=[Fault("row.changed")]))
    happens_once(note_guards, system("installation"), "sqlite", 3, "a" * 64)


def test_another_wish_or_another_actor_happens_too(auditor: Actor, head: Seal) -> None:
    witness_head(auditor, head, "report", key="a-wish")
    witness_head(auditor, head, "report", key="another-wish")
    witness_head(system("witnessing"), head, "report", key="a-wish")
    witness_head(auditor, head, "report")
    assert Record.objects.filter(code=CODE).count() == 4


def test_a_wish_that_crossed_itself_on_the_way_answers_with_the_first(
    auditor: Actor, head: Seal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two at once: the second looked before the first was there, and is stopped by the database."""
    first = witness_head(auditor, head, "report", key="a-wish")
    looked = Action._before
    seen = iter([lambda *_: None, looked])
    monkeypatch.setattr(Action, "_before", lambda *asked: next(seen)(*asked))  # noqa: PLW0108 - bound to the action
    assert witness_head(auditor, head, "report", key="a-wish") == first
    assert (Witness.objects.count(), Record.objects.filter(code=CODE).count()) == (1, 1)


def test_a_row_that_stands_already_is_a_refusal_and_not_an_accident(auditor: Actor, head: Seal) -> None:
    def doubles(act: Act, seal: Seal) -> Witness:
        witness = shown(act, seal)
        Witness.objects.create(id=witness.pk, seal=seal, digest=seal.digest, place="report")
        return witness

    with pytest.raises(NotAllowed) as no:
        acting(doubles)(auditor, head)
    assert (no.value.code, no.value.reason) == ("audit.guard", "stands")


def test_a_broken_rule_of_the_database_that_is_no_guard_is_not_hidden(auditor: Actor, head: Seal) -> None:
    def dangles(act: Act, seal: Seal) -> Witness:
        witness = shown(act, seal)
        Witness.objects.create(seal_id=witness.pk, digest=seal.digest, place="nowhere")
        connection.check_constraints()
        return witness

    with pytest.raises(IntegrityError):
        acting(dangles)(auditor, head)


# --- who may ---


def refusals() -> list[tuple[str, str]]:
    return [(each.values["reason"], each.actor) for each in Record.objects.filter(code=f"{CODE}.refused")]


def test_without_an_actor_nothing_runs(head: Seal) -> None:
    for nobody in (None, "auditor", head):
        with pytest.raises(NoActor):
            witness_head(nobody, head, "report")  # type: ignore[arg-type]
    assert not Record.objects.filter(code__startswith=CODE).exists()


def test_a_stranger_is_refused_and_that_is_recorded(head: Seal) -> None:
    with pytest.raises(NotAllowed):
        witness_head(ANYONE, head, "report")
    assert refusals() == [("unknown", "anyone")]
    assert not Witness.objects.exists()
    assert Record.objects.get(code=f"{CODE}.refused").is_refusal


def test_the_wrong_role_is_refused_and_that_is_recorded(auditor: Actor, head: Seal) -> None:
    reader = replace(auditor, rights=(replace(auditor.rights[0], role=Role.READER),))
    with pytest.raises(NotAllowed):
        witness_head(reader, head, "report")
    assert refusals() == [("role", auditor.person)]


def test_somebody_elses_row_is_refused_and_named(auditor: Actor, head: Seal) -> None:
    from django.db.models import Q

    first_only = Policy("audit.witness", {Role.AUDITOR: lambda _right: Q(number__lt=0)})
    with pytest.raises(NotAllowed):
        acting(shown, first_only, on="seal")(auditor, head)
    assert refusals() == [("row", auditor.person)]
    assert Record.objects.get(code=f"{CODE}.refused").subject == str(head.pk)


def test_a_row_that_is_missing_is_refused(auditor: Actor) -> None:
    with pytest.raises(NotAllowed):
        acting(shown, on="seal")(auditor, None)
    assert refusals() == [("row", auditor.person)]


def test_where_a_second_factor_is_asked_it_must_be_fresh(auditor: Actor, head: Seal) -> None:
    careful = acting(shown, replace(AUDITORS, step_up=True))
    now = datetime.now(UTC)
    for fresh in (None, now - timedelta(minutes=11)):
        with pytest.raises(NotAllowed):
            careful(replace(auditor, fresh=fresh), head)
    assert {reason for reason, _ in refusals()} == {"factor"}
    assert careful(replace(auditor, fresh=now), head)


def test_what_is_open_to_anyone_is_recorded_as_anyones(head: Seal) -> None:
    acting(shown, open_to_anyone("audit.open"))(ANYONE, head)
    assert Record.objects.get(code=CODE).actor == "anyone"


def test_an_action_may_refuse_for_a_reason_of_its_own(auditor: Actor, head: Seal) -> None:
    def refuses(act: Act, seal: Seal) -> Witness:
        raise NotAllowed("audit.witness", "too-late")

    with pytest.raises(NotAllowed):
        acting(refuses)(auditor, head)
    assert refusals() == [("too-late", auditor.person)]


def test_what_a_guard_refuses_is_a_refusal_of_its_rule(auditor: Actor, head: Seal) -> None:
    def rewrites(act: Act, seal: Seal) -> Witness:
        witness = shown(act, seal)
        Witness.objects.update(place="elsewhere")
        return witness

    with pytest.raises(NotAllowed) as no:
        acting(rewrites)(auditor, head)
    assert (no.value.code, no.value.reason) == ("audit.guard", "append-only")
    assert refusals() == [("append-only", auditor.person)]
    assert not Witness.objects.exists()


# --- one inside another ---


def test_an_action_may_call_another_and_each_leaves_its_record(auditor: Actor, head: Seal) -> None:
    def calls(act: Act, seal: Seal) -> Witness:
        acting(shown)(system("calling"), seal, "inner")
        return shown(act, seal, "outer")

    with pytest.raises(NotAllowed):
        acting(calls)(auditor, head)  # the job has no right of its own under this policy
    assert refusals() == [("role", "system:calling")]
    assert not Witness.objects.exists()

    def calls_rightly(act: Act, seal: Seal) -> Witness:
        acting(shown)(act.actor, seal, "inner")
        return shown(act, seal, "outer")

    acting(calls_rightly)(auditor, head)
    assert [each.values["place"] for each in Record.objects.filter(code=CODE).order_by("seal__number")] == [
        "inner",
        "outer",
    ]


# --- as it is made ---


def test_a_code_that_is_not_in_the_list_does_not_import() -> None:
    with pytest.raises(BadlyMade):
        action("audit.head.sold", policy=AUDITORS)(shown)


def test_an_argument_that_is_not_there_does_not_import() -> None:
    with pytest.raises(BadlyMade):
        action(CODE, policy=AUDITORS, on="contract")(shown)


def _silent(act: Act, seal: Seal) -> Seal:
    return seal


def _twice(act: Act, seal: Seal) -> Witness:
    shown(act, seal)
    return shown(act, seal)


def _other(act: Act, seal: Seal) -> Seal:
    shown(act, seal)
    return seal


@pytest.mark.parametrize("run", [_silent, _twice, _other], ids=["no record", "two records", "returns another row"])
def test_an_action_records_once_and_returns_what_it_recorded(run: Any, auditor: Actor, head: Seal) -> None:
    with pytest.raises(BadlyMade):
        acting(run)(auditor, head)
    assert not Witness.objects.exists()


@pytest.mark.parametrize(
    "values",
    [
        {"place": "Hjælp til Anna"},
        {"place": "010190-1234"},
        {"place": 1.5},
        {"name": "anna"},
        {"number": -1},
        {"number": True},
    ],
    ids=["sentence", "citizen's number", "float", "not carried", "negative count", "flag for a count"],
)
def test_a_record_carries_nothing_but_what_its_code_says(values: dict[str, Any], auditor: Actor, head: Seal) -> None:
    def talks(act: Act, seal: Seal) -> Witness:
        witness = Witness.objects.create(seal=seal, digest=seal.digest, place="report")
        act.record(witness, **values)
        return witness

    with pytest.raises((NotAValue, TypeError)):
        acting(talks)(auditor, head)


def test_what_happened_in_the_past_is_told_so_and_recorded_now(auditor: Actor, head: Seal) -> None:
    days: list[date] = []

    def tells(act: Act, seal: Seal) -> Witness:
        days.append(act.today)
        return shown(act, seal)

    with clock.happening(date(2021, 3, 4)):
        acting(tells)(auditor, head)
    record = Record.objects.get(code=CODE)
    assert days == [record.happened_on] == [date(2021, 3, 4)]
    assert datetime.now(UTC) - record.recorded_at < timedelta(minutes=5)


def test_a_digest_of_a_row_is_of_the_columns_named(head: Seal) -> None:
    assert digest_of(head) != digest_of(head, "number")
    assert digest_of(head, "number") == digest_of(Seal.objects.get(pk=head.pk), "number")


def test_an_action_asks_the_database_little(
    auditor: Actor, head: Seal, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(8):  # savepoint, key, row, record, turn, head, seal, release
        witness_head(auditor, head, "report", key="a-wish")
