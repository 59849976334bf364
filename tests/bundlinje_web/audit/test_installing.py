"""Guards come and go with migrations, and nothing is served without them; the clock and the request's number."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, ClassVar

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from tests.bundlinje_web.audit.sample import Errand

from bundlinje_web.audit import clock, installing
from bundlinje_web.audit.asked import RequestIds, request_id
from bundlinje_web.audit.guarding import register
from bundlinje_web.audit.models import Record
from bundlinje_web.audit.moving import check_moves


@pytest.mark.django_db
def test_guards_make_way_for_a_migration_and_come_back_after_it() -> None:
    noted = Record.objects.filter(code="audit.guards.installed").count()
    installing.before_migrating(using="default", plan=[("a migration", False)])
    assert register.differences(connection)
    with pytest.raises(ImproperlyConfigured):
        installing.refuse_to_serve_unguarded()
    assert {error.id for error in installing.check_guards(databases=["default"])} == {"audit.E001"}
    installing.after_migrating(using="default")
    assert register.differences(connection) == ()
    installing.refuse_to_serve_unguarded()
    assert installing.check_guards(databases=["default"]) == []
    assert Record.objects.filter(code="audit.guards.installed").count() == noted  # the same guards as before


@pytest.mark.django_db
def test_a_migration_with_nothing_to_do_leaves_the_guards_alone() -> None:
    installing.before_migrating(using="default", plan=[])
    assert register.differences(connection) == ()


@pytest.mark.django_db
def test_other_guards_than_before_are_noted() -> None:
    noted = Record.objects.filter(code="audit.guards.installed").count()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(register, "guards", lambda: ())
        installing.after_migrating(using="default")
    last = Record.objects.filter(code="audit.guards.installed").latest("seal__number")
    assert last.values["guards"] == 0
    installing.after_migrating(using="default")
    assert Record.objects.filter(code="audit.guards.installed").count() == noted + 2


def test_without_a_database_no_guard_is_looked_for() -> None:
    assert installing.check_guards(databases=None) == []


class _Lost(Errand):
    """Moves to a state that is not in its table."""

    MOVES: ClassVar = {"asked": ("gone",)}

    class Meta:
        apps = Errand._meta.apps
        app_label = "sample"
        proxy = True


def test_a_table_of_moves_that_leads_nowhere_is_a_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    assert check_moves() == []
    monkeypatch.setattr("bundlinje_web.audit.moving.tables_of", lambda _kind: iter([_Lost]))
    assert [error.msg for error in check_moves()] == ["sample._Lost: gone"]


def test_the_past_is_told_only_where_the_settings_say_so(settings: Any) -> None:
    settings.TELLS_THE_PAST = False
    with pytest.raises(ImproperlyConfigured), clock.happening(date(2020, 2, 11)):
        pass


def test_a_day_of_the_past_is_told_at_noon_and_a_moment_as_it_was(settings: Any) -> None:
    settings.TELLS_THE_PAST = True
    with clock.happening(date(2020, 2, 11)):
        assert (clock.today(), clock.now().isoformat()) == (date(2020, 2, 11), "2020-02-11T12:00:00+01:00")
        with clock.happening(datetime(2020, 7, 1, 23, 30, tzinfo=UTC)):
            assert clock.today() == date(2020, 7, 2)
        assert clock.today() == date(2020, 2, 11)
    assert clock.now() > datetime(2026, 1, 1, tzinfo=UTC)


def test_each_request_has_a_number_of_its_own() -> None:
    seen: list[str] = []

    def view(_request: HttpRequest) -> HttpResponse:
        seen.append(request_id())
        return HttpResponse()

    answers: list[Any] = [RequestIds(view)(HttpRequest()) for _ in range(2)]
    assert [answer["X-Request-Id"] for answer in answers] == seen
    assert len({*seen, ""}) == 3
    assert request_id() == ""


@pytest.mark.django_db
def test_an_answer_says_its_number(client: Client) -> None:
    assert len(client.get("/was/")["X-Request-Id"]) == 32
