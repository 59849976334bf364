"""Who may open what: every address × role × method, generated from the addresses that there are.

What each policy says is the policies' own business; here it is tried that every address keeps to the one it states.
"""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.test import Client
from tests.bundlinje_web.addresses import Address, addresses, guarded
from tests.bundlinje_web.made import person

from bundlinje_web.acting import Policy, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("errors_are_numbers")]

LOGIN = "/konto/login/"
METHODS = ("get", "head", "post")
OTHER_METHODS = ("PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
PEOPLE = [role for role in Role if role is not Role.SYSTEM]
REFUSED, ABSENT, NOT_SO = 403, 404, 405


@pytest.fixture
def client() -> Client:
    """A browser that is answered 500 where a page breaks."""
    return Client(raise_request_exception=False)


def status_of(answer: Any) -> str | int:
    """Its status; where the page broke, what broke it."""
    return repr(answer.exc_info[1]) if getattr(answer, "exc_info", None) else int(answer.status_code)


# --- what is said of an address ---


def test_every_address_states_its_policy() -> None:
    assert [each.route for each in addresses() if not isinstance(each.policy, Policy)] == []


def test_every_policy_of_an_address_names_who_may_or_says_that_it_is_open() -> None:
    assert [each.route for each in addresses() if each.policy and not (each.policy.allows or each.policy.anyone)] == []


def test_the_system_has_no_page() -> None:
    assert [each.route for each in guarded() if each.policy and set(each.policy.allows) == {Role.SYSTEM}] == []


def test_no_two_addresses_share_a_name() -> None:
    names = Counter(each.name for each in addresses())
    assert [name for name, times in names.items() if times > 1 or not name] == []


def test_no_address_hides_another() -> None:
    assert [route for route, times in Counter(each.route for each in addresses()).items() if times > 1] == []


def test_addresses_are_short_words_in_small_letters() -> None:
    """Danish nouns without its own letters: they can be said over the telephone and typed on any keyboard."""
    said = [word for each in addresses() for word in each.at().split("/")]
    assert [word for word in said if not word.isascii() or word != word.lower()] == []


# --- strangers ---


@pytest.mark.parametrize("method", METHODS)
def test_a_stranger_is_sent_to_log_in_and_back_again(client: Client, method: str) -> None:
    wrong = [each.route for each in guarded() if not _asks_for_login(client, method, each.at())]
    assert wrong == []


def _asks_for_login(client: Client, method: str, path: str) -> bool:
    answer = getattr(client, method)(path)
    went = urlsplit(answer.headers.get("Location", ""))
    return answer.status_code == 302 and went.path == LOGIN and parse_qs(went.query) == {"next": [path]}


def test_a_stranger_who_reads_english_logs_in_in_english(client: Client) -> None:
    went = [unquote(client.get(f"/en{each.at()}").headers["Location"]) for each in guarded()]
    assert [address for address in went if not address.startswith(f"/en{LOGIN}?next=/en/")] == []


def test_what_is_open_to_anyone_breaks_for_no_stranger(client: Client) -> None:
    """Also where what the address asks for is not there."""
    answers = {each.route: status_of(client.get(each.at())) for each in addresses() if each not in guarded()}
    assert {route: status for route, status in answers.items() if status not in {200, 302, 401, ABSENT, NOT_SO}} == {}


# --- roles ---


@pytest.mark.parametrize("role", PEOPLE)
def test_a_role_that_may_not_is_refused_whatever_the_method_and_whatever_is_asked_for(
    client: Client, role: Role
) -> None:
    """Methods take turns, so that over the roles every address meets each of them."""
    client.force_login(person(role))
    wrong = {}
    for number, each in enumerate(guarded(), PEOPLE.index(role)):
        method = METHODS[number % len(METHODS)]
        if role not in _may(each) and (status := status_of(getattr(client, method)(each.at()))) != REFUSED:
            wrong[f"{method} {each.route}"] = status
    assert wrong == {}


@pytest.mark.parametrize("role", PEOPLE)
def test_a_role_that_may_is_told_that_there_is_no_such_thing(client: Client, role: Role) -> None:
    """The arguments are nobody's. A button has no page to read and leads back; weight asks for a factor first."""
    client.force_login(person(role))
    wrong = {}
    for number, each in enumerate(guarded(), PEOPLE.index(role)):
        method = METHODS[number % len(METHODS)]
        if role in _may(each) and set(each.arguments) - {"export"}:
            status = status_of(getattr(client, method)(each.at()))
            leads_away = method != "post" or (each.policy is not None and each.policy.step_up)
            if status not in ({302, ABSENT, NOT_SO} if leads_away else {ABSENT}):
                wrong[f"{method} {each.route}"] = status
    assert wrong == {}


def _may(address: Address) -> set[Role]:
    return set(address.policy.allows) if address.policy else set()


@pytest.mark.parametrize("address", [each for each in guarded() if not each.arguments], ids=lambda each: each.name)
def test_a_page_of_an_office_in_which_nothing_has_happened_yet_opens(client: Client, address: Address) -> None:
    """By one role that may; buttons have no page to read."""
    client.force_login(person(min(_may(address) - {Role.SYSTEM})))
    assert status_of(client.get(address.at())) in {200, 302, NOT_SO}


def test_somebody_without_any_role_opens_nothing_but_what_is_open(client: Client) -> None:
    somebody = person(Role.READER)
    somebody.is_active = False
    somebody.save()
    client.force_login(somebody)
    assert [each.route for each in guarded() if client.get(each.at()).status_code != 302] == []


# --- methods ---


@pytest.mark.parametrize("role", PEOPLE)
def test_a_page_says_of_a_method_it_does_not_know_which_it_knows(client: Client, role: Role) -> None:
    """Each address by one role that may open it."""
    client.force_login(person(role))
    wrong = {}
    for number, each in enumerate(guarded()):
        if min(_may(each) - {Role.SYSTEM}) is role:
            answer = client.generic(OTHER_METHODS[number % len(OTHER_METHODS)], each.at())
            if answer.status_code != NOT_SO or answer.headers.get("Allow") != "GET, HEAD, POST":
                wrong[each.route] = status_of(answer)
    assert wrong == {}


@pytest.mark.parametrize("method", OTHER_METHODS)
def test_no_method_opens_a_page_to_a_stranger(client: Client, method: str) -> None:
    assert [each.route for each in guarded() if client.generic(method, each.at()).status_code != 302] == []
