"""A demonstration does not start among other people's keys, data or networks, and says everything that is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.bundlinje_web.demo.conftest import AARHUS

from bundlinje.problems import Refused
from bundlinje_web.acting import NotAllowed, system
from bundlinje_web.audit.actions.note_guards import note_guards
from bundlinje_web.audit.actions.witness_head import witness_head
from bundlinje_web.audit.models import Seal
from bundlinje_web.demo import mark
from bundlinje_web.demo.actions.begin_demo import begin_demo
from bundlinje_web.demo.pass_phrases import drawn, stored
from bundlinje_web.demo.refusing import refuse_unless_safe
from bundlinje_web.demo.serving import is_local
from bundlinje_web.settings.environment import DEMO_KEY

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def demo(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The settings of a demonstration, and an environment without an office in use."""
    settings.IS_DEMO, settings.SECRET_KEY = True, DEMO_KEY
    monkeypatch.delenv("BUNDLINJE_DATABASE_URL", raising=False)
    return settings


def refused(host: str = "127.0.0.1", folder: Path = AARHUS) -> list[str]:
    try:
        refuse_unless_safe(host, folder)
    except Refused as all_wrong:
        return [problem.code for problem in all_wrong.problems]
    return []


@pytest.mark.usefixtures("demo")
def test_an_empty_office_on_this_machine_is_safe() -> None:
    assert refused() == []


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "::", "fond.example.org"])  # noqa: S104
def test_an_address_that_others_reach_is_refused(host: str) -> None:
    assert refused(host) == ["demo.problem.not_local"]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "localhost", "::1", "[::1]"])
def test_an_address_of_this_machine_is_local(host: str) -> None:
    assert is_local(host)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("name", ["BUNDLINJE_SECRET_KEY", "BUNDLINJE_DATABASE_URL", "BUNDLINJE_OIDC_SECRET"])
def test_keys_of_an_office_in_use_are_refused(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "something real")
    assert refused() == ["demo.problem.real_key"]


def test_another_key_and_other_settings_are_refused_together(demo: Any) -> None:
    demo.IS_DEMO, demo.SECRET_KEY = False, "a real key"
    assert refused() == ["demo.problem.not_demo", "demo.problem.real_key"]


@pytest.mark.usefixtures("demo")
def test_a_folder_without_a_fund_is_refused(tmp_path: Path) -> None:
    assert refused(folder=tmp_path) == ["demo.problem.no_examples"]


@pytest.mark.usefixtures("demo")
def test_an_office_that_began_as_something_else_is_refused_and_cannot_be_marked_afterwards() -> None:
    note_guards(system("installation"), "sqlite", 1, "0" * 64)
    witness_head(system("reports"), Seal.objects.latest("number"), "half-year-report")
    assert refused() == ["demo.problem.in_use"]
    with pytest.raises(NotAllowed):
        begin_demo(system("demo"))
    assert not mark.is_marked()


def test_an_office_is_marked_once() -> None:
    begin_demo(system("demo"), key="begin")
    begin_demo(system("demo"), key="begin")
    assert mark.is_marked()
    assert not mark.is_told()


def test_pass_phrases_differ_and_are_not_kept() -> None:
    phrases = {drawn() for _ in range(100)}
    assert len(phrases) == 100
    assert all(phrase not in stored(phrase) for phrase in phrases)
