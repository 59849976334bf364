"""Role × address × method × own and others': every role in a loaded office, against the table written by hand.

What is one's own opens; what is another's is told like what does not exist; where a role may nothing it is refused;
and nothing that is sent to either changes a row.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils import timezone
from tests.bundlinje_web.addresses import Address, guarded
from tests.bundlinje_web.loaded import loaded_office
from tests.bundlinje_web.made import logged_in
from tests.bundlinje_web.once import everything
from tests.bundlinje_web.security.rights import ALL, SUBJECT_OF, Subject
from tests.bundlinje_web.security.things import MORE, THINGS, Thing, Values, fill
from tests.bundlinje_web.security.whose import OWN, Who

from bundlinje_web.acting import EVERYTHING, Actor, Role
from bundlinje_web.demo.people import everybody
from bundlinje_web.people.models import Person
from bundlinje_web.people.rights import actor_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("errors_are_numbers")]

USERS = {user.role: user for user in everybody()}
"""The last of the cast in each role: they have that role alone."""
READING = ("GET", "HEAD")
OTHER_METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS")
METHODS = ("GET", "HEAD", "POST", *OTHER_METHODS)
OPENED, REFUSED, ABSENT, NOT_SO = (200, 302), 403, 404, 405
every_role = pytest.mark.parametrize("role", list(USERS), ids=[role.value for role in USERS])
EXPORTS = ("csv", "xlsx", "json")
COME_AND_GO = {"contract-compare"}
"""Pages of what is only there for a while: in the story as it is told today nothing is at that point."""


@pytest.fixture(scope="module")
def office(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, list[Thing]]]:
    """The office with its story and what `fill` adds, and every thing in it."""
    with django_db_blocker.unblock(), loaded_office(tmp_path_factory, tmp_path_factory.mktemp("whose")):
        fill()
        yield {about: list(things()) for about, things in THINGS.items()}


@pytest.fixture
def who(office: dict[str, list[Thing]], role: Role) -> Who:
    return Who(Person.objects.get(email=USERS[role].mail), role)


@pytest.fixture
def browser(who: Who) -> Browser:
    """Their browser: just logged in, so that no step asks who it is."""
    client = logged_in(Client(raise_request_exception=False), who.person)
    return Browser(client, actor_of(who.person, timezone.localdate(), timezone.now()))


def _told(address: Address) -> Subject:
    return SUBJECT_OF[address.name]


def _asks(address: Address, thing: Thing) -> Iterator[str]:
    """The addresses by which this page of a thing is asked for."""
    for more in MORE.get(address.name, ({},)):
        yield address.at(**thing[1], **more)


def _of(office: dict[str, list[Thing]], address: Address) -> list[Thing]:
    """What the page can be asked about; a page about nothing is one thing, a list is one for each of its exports."""
    if about := _told(address).about:
        return office[about]
    nothing: list[Values] = [{"export": kind} for kind in EXPORTS] if "export" in address.arguments else [{}]
    return [(None, values) for values in nothing]


def _is_open(who: Who, address: Address, thing: Any) -> bool:
    """Whether the table written by hand opens it: everything there, or what is somebody's own."""
    reach = _told(address).who[who.role]
    return reach == ALL or thing is None or OWN[reach](who, thing)


def _may(role: Role) -> list[Address]:
    return [each for each in guarded() if role in _told(each).who]


@dataclass(frozen=True)
class Browser:
    """Somebody who has logged in and asks for pages: by the whole way of a request, or at the door of the page alone.

    At the door a request costs a hundredth: what no middleware answers is asked there by every method.
    """

    client: Client
    actor: Actor

    def status(self, method: str, path: str) -> str | int:
        """How it is answered by the whole way; where the page broke, what broke it."""
        answer = self.client.generic(method, path)
        request_finished.disconnect(close_old_connections)  # A test's database stays open when an answer is closed.
        answer.close()
        request_finished.connect(close_old_connections)
        broke: Any = getattr(answer, "exc_info", None)
        return repr(broke[1]) if broke else int(answer.status_code)

    def at_the_door(self, method: str, path: str) -> str | int:
        """How the page answers this actor before it looks at anything else of the request."""
        request: Any = RequestFactory().generic(method, path)
        request.actor = self.actor
        page = resolve(path)
        try:
            return int(page.func(request, *page.args, **page.kwargs).status_code)
        except Exception as broke:  # noqa: BLE001 - whatever it is, the test tells it
            return repr(broke)


# --- the table ---


def test_every_page_that_is_not_open_to_all_stands_in_the_table_and_no_other() -> None:
    assert {each.name for each in guarded()} == set(SUBJECT_OF)


@every_role
def test_the_program_gives_a_role_the_pages_of_the_table_and_as_far(role: Role) -> None:
    """All of it where the table says all, less where it says what is one's own."""
    wrong = {}
    for each in guarded():
        allows = each.policy.allows if each.policy else {}
        given = None if role not in allows else ALL if allows[role] is EVERYTHING else "own"
        told = _told(each).who.get(role)
        if given != (told if told in {None, ALL} else "own"):
            wrong[each.name] = (given, told)
    assert wrong == {}


# --- what is refused ---


@every_role
def test_where_a_role_may_nothing_it_is_refused_by_every_method_and_nothing_changes(
    office: dict[str, list[Thing]], role: Role, browser: Browser
) -> None:
    """Asked for something that really is there."""
    before, wrong = everything(), {}
    for each in guarded():
        if role in _told(each).who:
            continue
        first, *others = _asks(each, _of(office, each)[0])
        asked = {f"{method} {first}": browser.status(method, first) for method in ("GET", "POST")}
        for path in (first, *others):
            asked |= {f"{method} {path}, door": browser.at_the_door(method, path) for method in METHODS}
        wrong |= {ask: status for ask, status in asked.items() if status != REFUSED}
    assert wrong == {}
    assert everything() == before


@every_role
def test_what_is_anothers_is_told_like_what_is_not_there_and_nothing_changes(
    office: dict[str, list[Thing]], role: Role, who: Who, browser: Browser
) -> None:
    """A button has no page to read, and leads back from whatever it is asked about."""
    before, wrong = everything(), {}
    for each in _may(role):
        others = [thing for thing in _of(office, each) if not _is_open(who, each, thing[0])]
        for first, *more in (_asks(each, thing) for thing in _ends(others)):
            asked = {f"POST {path}": (browser.status("POST", path), {ABSENT}) for path in (first, *more)}
            asked |= {f"{method} {first}": (browser.status(method, first), {ABSENT, NOT_SO}) for method in READING}
            if any(status == OPENED[1] for status, _ in asked.values()):
                asked = _held_to_nothing(browser, each, asked)
            wrong |= {ask: status for ask, (status, expected) in asked.items() if status not in expected}
    assert wrong == {}
    assert everything() == before


Asked = dict[str, tuple[str | int, set[int]]]


def _held_to_nothing(browser: Browser, address: Address, asked: Asked) -> Asked:
    """Where reading leads back, it must do so from what is not there as well."""
    nothing = next(_asks(address, (None, {})))
    leads_back = all(browser.status(method, nothing) == OPENED[1] for method in READING)
    return {
        ask: (status, expected | {OPENED[1]} if leads_back and not ask.startswith("POST") else expected)
        for ask, (status, expected) in asked.items()
    }


def _ends(things: list[Thing]) -> list[Thing]:
    """The first and the last of them."""
    return [things[0], things[-1]] if len(things) > 1 else things


@every_role
def test_a_role_that_may_is_told_which_methods_there_are(
    office: dict[str, list[Thing]], role: Role, browser: Browser
) -> None:
    before, wrong = everything(), {}
    for each in _may(role):
        path = next(_asks(each, _of(office, each)[0]))
        asked = {method: browser.at_the_door(method, path) for method in OTHER_METHODS}
        wrong |= {f"{method} {path}": status for method, status in asked.items() if status != NOT_SO}
    assert wrong == {}
    assert everything() == before


# --- what is opened ---


@every_role
def test_what_is_ones_own_opens(office: dict[str, list[Thing]], role: Role, who: Who, browser: Browser) -> None:
    """Each page that shows a role only its own, by the first thing that has it.

    Some pages come and go: none of their things may have them now.
    """
    wrong, closed = {}, []
    for each in (page for page in _may(role) if _told(page).who[role] != ALL):
        own = [thing for thing in _of(office, each) if _is_open(who, each, thing[0])]
        answers = []
        for path in (path for thing in own for path in _asks(each, thing)):
            answers.append((path, browser.status("GET", path)))
            if answers[-1][1] in (*OPENED, NOT_SO):
                break
        wrong |= {path: status for path, status in answers if status not in (*OPENED, NOT_SO, ABSENT)}
        if answers and all(status == ABSENT for _, status in answers):
            closed.append(each.name)
    assert wrong == {}
    assert set(closed) <= COME_AND_GO
