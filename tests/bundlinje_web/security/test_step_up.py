"""The steps of weight: each asks whoever takes it to show once more who it is, and does nothing before that."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.test import Client
from tests.bundlinje_web.addresses import Address, guarded
from tests.bundlinje_web.made import logged_in, person
from tests.bundlinje_web.once import everything

from bundlinje_web.acting import Role

pytestmark = pytest.mark.django_db

WEIGHTY = {
    # the three approvals that are pressed, the signature of a party, and what it accepts of a change
    "approve-alderman", "approve-mayor", "version-sign", "version-accept",
    # opening a door to somebody
    "grant-choose", "grant-give", "grant-confirm", "delegate",
}  # fmt: skip
WITH_A_FILE = {"version-sign"}
"""What was sent is kept while one shows who one is; a file cannot be, so it is asked before."""
STEPS = [each for each in guarded() if each.policy and each.policy.step_up]
every_step = pytest.mark.parametrize("step", STEPS, ids=lambda each: each.name)


def _who_may(step: Address) -> Role:
    return min(set(step.policy.allows) - {Role.SYSTEM}) if step.policy else Role.READER


def _asked(client: Client, method: str, step: Address) -> bool:
    answer = getattr(client, method)(step.at())
    return answer.status_code == 302 and urlsplit(answer.headers["Location"]).path.startswith("/konto/")


def test_the_steps_of_weight_are_these() -> None:
    assert {each.name for each in STEPS} == WEIGHTY
    assert {each.name for each in STEPS if each.policy and each.policy.asks_first} == WITH_A_FILE


@every_step
def test_who_did_not_just_show_who_it_is_is_asked_and_nothing_is_done(client: Client, step: Address) -> None:
    client.force_login(person(_who_may(step)))
    before = everything()
    assert _asked(client, "post", step)
    assert _asked(client, "get", step) == (step.name in WITH_A_FILE)
    assert everything() == before


@every_step
def test_who_just_did_is_not_asked_again(client: Client, step: Address) -> None:
    logged_in(client, person(_who_may(step)))
    assert not _asked(client, "post", step)
    assert not _asked(client, "get", step)
