"""A production office starts with everything it needs, safely, or not at all; it says what to do, all at once."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bundlinje.problems import Refused
from bundlinje_web.said import sayings
from bundlinje_web.settings.environment import DEMO_KEY, NEEDED, in_words, told

WHOLE = {
    "BUNDLINJE_SECRET_KEY": "0123456789" * 5,
    "BUNDLINJE_DATABASE_URL": "postgresql://app@db.example.org/office",
    "BUNDLINJE_ADDRESS": "https://fond.example.org/",
    "BUNDLINJE_HOSTS": "fond.example.org, office.example.org",
    "BUNDLINJE_FILES": "/var/lib/office/files",
    "BUNDLINJE_STATIC": "/var/lib/office/static",
    "BUNDLINJE_MAIL_HOST": "mail.example.org",
    "BUNDLINJE_MAIL_FROM": "fond@example.org",
}
LOGIN = {
    "BUNDLINJE_OIDC_SERVER": "https://login.example.org/realm",
    "BUNDLINJE_OIDC_CLIENT": "office",
    "BUNDLINJE_OIDC_SECRET": "a secret",
}


def refused(**changes: str) -> list[tuple[str, str]]:
    """Codes of what is wrong when the environment is changed so, with the name each one is about."""
    with pytest.raises(Refused) as caught:
        told({**WHOLE, **changes})
    return [
        (problem.code.removeprefix("settings."), str(problem.values.get("name", "")))
        for problem in caught.value.problems
    ]


def test_a_whole_environment_is_read() -> None:
    said = told(WHOLE)
    assert said.hosts == ("fond.example.org", "office.example.org")
    assert said.address == "https://fond.example.org"
    assert said.database["HOST"] == "db.example.org"
    assert said.login is None
    assert not said.behind_proxy


def test_everything_missing_is_named_at_once() -> None:
    with pytest.raises(Refused) as caught:
        told({})
    assert {problem.values["name"] for problem in caught.value.problems} == set(NEEDED)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("BUNDLINJE_SECRET_KEY", DEMO_KEY, "demo_key"),
        ("BUNDLINJE_SECRET_KEY", "short", "short_key"),
        ("BUNDLINJE_HOSTS", "fond.example.org,*", "any_host"),
        ("BUNDLINJE_DEBUG", "1", "debug"),
        ("BUNDLINJE_DATABASE_URL", "mysql://db/office", "database"),
    ],
)
def test_what_would_run_but_must_not_is_refused(name: str, value: str, code: str) -> None:
    assert refused(**{name: value}) == [(code, "")]


def test_a_login_service_is_told_whole_and_over_https() -> None:
    assert refused(BUNDLINJE_OIDC_CLIENT="office") == [
        ("missing", "BUNDLINJE_OIDC_SECRET"),
        ("missing", "BUNDLINJE_OIDC_SERVER"),
    ]
    assert refused(**{**LOGIN, "BUNDLINJE_OIDC_SERVER": "http://login.example.org"}) == [
        ("not_https", "BUNDLINJE_OIDC_SERVER")
    ]


def test_the_address_that_mails_lead_to_is_https() -> None:
    assert refused(BUNDLINJE_ADDRESS="http://fond.example.org") == [("not_https", "BUNDLINJE_ADDRESS")]


def test_a_browser_may_follow_the_form_to_the_login_service_only() -> None:
    login = told({**WHOLE, **LOGIN}).login
    assert login is not None
    assert login.origin == "https://login.example.org"


@pytest.mark.parametrize(
    ("spoken", "words"), [("da_DK.UTF-8", "Sæt den i miljøet"), ("C", "Set it in the environment")]
)
def test_what_is_wrong_is_said_in_the_language_of_the_machine(spoken: str, words: str) -> None:
    with pytest.raises(Refused) as caught:
        told({})
    assert words in in_words(caught.value.problems, {"LANG": spoken})


def test_each_refusal_has_words() -> None:
    codes = {"missing", "demo_key", "short_key", "any_host", "debug", "database", "not_https"}
    assert codes == set(sayings("settings"))


def _checked(**changes: str) -> subprocess.CompletedProcess[str]:
    """Django's own check of the office as it is deployed, in a process with this environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BUNDLINJE_", "DJANGO_"))}
    env = {**kept, "LANG": "C", "LC_ALL": "C", "DJANGO_SETTINGS_MODULE": "bundlinje_web.settings.production", **changes}
    command = [sys.executable, "-m", "bundlinje_web", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def test_the_office_as_deployed_passes_djangos_own_check() -> None:
    done = _checked(**{**WHOLE, **LOGIN})
    assert done.returncode == 0, done.stderr


def test_an_office_that_is_told_nothing_does_not_start_and_says_why() -> None:
    done = _checked(BUNDLINJE_DEBUG="yes")
    assert done.returncode != 0
    assert "BUNDLINJE_SECRET_KEY is missing. Set it in the environment and start again." in done.stderr
    assert "BUNDLINJE_DEBUG is set." in done.stderr
