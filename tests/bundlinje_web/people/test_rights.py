"""A right is given by one administrator, confirmed by another, held for its period, lent for a while, and ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.bundlinje_web import made

from bundlinje.problems import Refused
from bundlinje_web.acting import Actor, NotAllowed, Role, Scope, system
from bundlinje_web.audit import clock
from bundlinje_web.audit.models import Record
from bundlinje_web.people import queries
from bundlinje_web.people.actions.act_as import act_as
from bundlinje_web.people.actions.close_person import close_person
from bundlinje_web.people.actions.confirm_grant import confirm_grant
from bundlinje_web.people.actions.delegate import delegate
from bundlinje_web.people.actions.end_delegation import end_delegation
from bundlinje_web.people.actions.end_grant import end_grant
from bundlinje_web.people.actions.give_grant import give_grant
from bundlinje_web.people.actions.install_administrator import install_administrator
from bundlinje_web.people.models import Delegation, Grant, Person
from bundlinje_web.people.period import Period
from bundlinje_web.people.rights import actor_of, rights_on

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = timezone.localdate
DAY = timedelta(days=1)


def acting(person: Person, day: date | None = None) -> Actor:
    """The person, who has just shown a second factor."""
    return actor_of(person, day or TODAY(), fresh=timezone.now())


@pytest.fixture
def vita() -> Person:
    return made.person("access", name="Vita Kornmod")


@pytest.fixture
def walther() -> Person:
    return made.person("access", name="Walther Egedal")


@pytest.fixture
def asta() -> Person:
    return Person.objects.create_user("asta@fonden.example", name="Asta Lundvig")


def held(person: Person, day: date | None = None) -> set[str]:
    return {right.role.value for right in rights_on(person, day or TODAY())}


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_a_right_holds_when_another_administrator_confirmed_it(vita: Person, walther: Person, asta: Person) -> None:
    grant = give_grant(acting(vita), asta, Role.SECRETARIAT, reason="Ny sekretær")
    assert held(asta) == set()
    confirm_grant(acting(walther), grant)
    assert held(asta) == {"secretariat"}
    given_, confirmed = Record.objects.filter(code__startswith="people.grant").order_by("seal__number")
    assert (given_.actor, confirmed.actor) == (str(vita.pk), str(walther.pk))


@pytest.mark.parametrize("who", ["giver", "receiver"])
def test_neither_giver_nor_receiver_confirms(vita: Person, walther: Person, who: str) -> None:
    grant = give_grant(acting(vita), walther, Role.SECRETARIAT)
    with pytest.raises(NotAllowed):
        confirm_grant(acting({"giver": vita, "receiver": walther}[who]), grant)
    assert held(walther) == {"access"}
    assert Record.objects.filter(code="people.grant.confirmed.refused").count() == 1


def test_nobody_gives_rights_to_oneself(vita: Person) -> None:
    with pytest.raises(Refused) as refused:
        give_grant(acting(vita), vita, Role.MAYOR)
    assert codes(refused) == ["people.problem.to_oneself"]


def test_a_right_needs_a_fresh_second_factor(vita: Person, asta: Person) -> None:
    with pytest.raises(NotAllowed) as refused:
        give_grant(actor_of(vita, TODAY()), asta, Role.READER)
    assert refused.value.reason == "factor"


def test_a_right_holds_from_its_first_day_to_the_day_before_its_last(
    vita: Person, walther: Person, asta: Person
) -> None:
    since, until = TODAY() + 10 * DAY, TODAY() + 20 * DAY
    confirm_grant(acting(walther), give_grant(acting(vita), asta, Role.COUNCIL, period=Period(since, until)))
    days = [since - DAY, since, until - DAY, until]
    assert [held(asta, day) for day in days] == [set(), {"council"}, {"council"}, set()]


def test_a_limited_role_names_its_limit_and_others_have_none(vita: Person, asta: Person) -> None:
    made.organisation("msb")
    for role, on in ((Role.ALDERMAN, []), (Role.MAYOR, ["msb"])):
        with pytest.raises(Refused):
            give_grant(acting(vita), asta, role, on)
    assert give_grant(acting(vita), asta, Role.ALDERMAN, ["msb"]).scope == Scope.DEPARTMENT


def test_the_same_right_twice_at_once_is_refused_and_after_its_end_given_again(vita: Person, asta: Person) -> None:
    first = give_grant(acting(vita), asta, Role.READER)
    with pytest.raises(Refused) as refused:
        give_grant(acting(vita), asta, Role.READER, period=Period(TODAY() + 5 * DAY))
    assert codes(refused) == ["people.problem.held"]
    end_grant(acting(vita), first)
    give_grant(acting(vita), asta, Role.READER)


def test_an_end_takes_effect_at_once_and_only_once(vita: Person, walther: Person, asta: Person) -> None:
    grant = give_grant(acting(vita), asta, Role.READER)
    confirm_grant(acting(walther), grant)
    end_grant(acting(vita), Grant.objects.get(pk=grant.pk), reason="Stoppet")
    assert held(asta) == set()
    with pytest.raises(Refused):
        end_grant(acting(vita), Grant.objects.get(pk=grant.pk))


def test_the_last_administrator_stays(vita: Person) -> None:
    with pytest.raises(Refused) as refused:
        end_grant(acting(vita), vita.grants.get())
    assert codes(refused) == ["people.problem.last_administrator"]
    with pytest.raises(Refused):
        close_person(acting(vita), vita)


def test_a_closed_account_holds_nothing(vita: Person, walther: Person) -> None:
    close_person(acting(vita), walther, "left")
    walther.refresh_from_db()
    assert (walther.is_active, held(walther)) == (False, set())


def test_the_first_two_administrators_come_from_the_installation_and_no_third() -> None:
    for name in ("vita", "walther"):
        install_administrator(system("installation"), f"{name}@fonden.example", name)
    assert queries.administrators(TODAY()).count() == 2
    with pytest.raises(Refused):
        install_administrator(system("installation"), "x@fonden.example", "x")


def test_acting_in_a_role_one_does_not_hold_is_refused(vita: Person) -> None:
    act_as(acting(vita), Role.ACCESS)
    with pytest.raises(Refused):
        act_as(acting(vita), Role.MAYOR)
    assert Record.objects.get(code="people.role.chosen").values == {"role": "access"}


# --- acting on another's behalf ---


@pytest.fixture
def folmer() -> Person:
    return made.person("alderman", "msb", name="Folmer Gyldenbæk")


def test_who_is_lent_a_right_acts_by_it_for_its_holder(folmer: Person, asta: Person) -> None:
    lent = delegate(acting(folmer), folmer.grants.get(), asta, Period(TODAY(), TODAY() + 14 * DAY), "Ferie")
    (right,) = rights_on(asta, TODAY())
    assert (right.role, right.on, right.person, right.on_behalf_of) == (
        Role.ALDERMAN, frozenset({"msb"}), str(asta.pk), str(folmer.pk),
    )  # fmt: skip
    end_delegation(acting(asta), lent)
    assert rights_on(asta, TODAY()) == ()


def test_what_is_lent_cannot_be_lent_on(folmer: Person, asta: Person) -> None:
    grant = folmer.grants.get()
    period = Period(TODAY(), TODAY() + 14 * DAY)
    delegate(acting(folmer), grant, asta, period)
    with pytest.raises(NotAllowed):
        delegate(acting(asta), grant, made.person("reader"), period)


@pytest.mark.parametrize("role", ["council", "access", "auditor"])
def test_a_seat_by_appointment_is_not_lent(asta: Person, role: str) -> None:
    holder = made.person(role)
    with pytest.raises(NotAllowed):
        delegate(acting(holder), holder.grants.get(), asta, Period(TODAY(), TODAY() + DAY))


def test_a_delegation_does_not_outlive_the_right(asta: Person) -> None:
    ida = Person.objects.create_user("ida@fonden.example", name="Ida")
    grant = made.grant(ida, "economist", "mso", until=TODAY() + 5 * DAY)
    with pytest.raises(Refused) as refused:
        delegate(acting(ida), grant, asta, Period(TODAY(), TODAY() + 6 * DAY))
    assert codes(refused) == ["people.problem.outlives"]


def test_what_is_lent_ends_with_the_right_and_with_its_holder(vita: Person, folmer: Person, asta: Person) -> None:
    made.person("access")
    delegate(acting(folmer), folmer.grants.get(), asta, Period(TODAY(), TODAY() + 14 * DAY))
    close_person(acting(vita), folmer)
    assert rights_on(asta, TODAY()) == ()


# --- laws ---


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 20)), min_size=1, max_size=6), st.integers(0, 55))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_rights_held_on_a_day_are_those_whose_period_covers_it(periods: list[tuple[int, int]], after: int) -> None:
    """Whatever was given, refused or not: an independent count over the periods says the same."""
    start = date(2030, 1, 1)
    person = Person.objects.create_user(f"p{Person.objects.count()}@fonden.example", name="x")
    kept: list[tuple[date, date]] = []
    for begins, lasts in periods:
        since, until = start + begins * DAY, start + (begins + lasts) * DAY
        if not queries.same_right(person, Role.READER, [], Period(since, until)).exists():
            made.grant(person, "reader", since=since, until=until)
            kept.append((since, until))
    day = start + after * DAY
    assert len(rights_on(person, day)) == sum(since <= day < until for since, until in kept) <= 1


def test_rights_are_read_in_two_queries_however_many_there_are(
    django_assert_max_num_queries: object, folmer: Person, asta: Person
) -> None:
    for role in ("reader", "auditor", "secretariat", "finance"):
        made.grant(asta, role)
    Delegation.objects.create(grant=folmer.grants.get(), delegate=asta, since=TODAY(), until=TODAY() + DAY)
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        assert len(rights_on(asta, TODAY())) == 5


def test_the_past_is_told_with_the_rights_of_the_past(vita: Person, asta: Person) -> None:
    with clock.happening(date(2020, 3, 1)):
        grant = give_grant(acting(vita, date(2020, 3, 1)), asta, Role.READER)
    assert grant.since == date(2020, 3, 1)
