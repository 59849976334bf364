"""Django for the tests of the office alone: the engine's tests run without it when they run by themselves."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from tests.application import django_db_use_migrations, tables_can_be_emptied

__all__ = ["django_db_use_migrations", "tables_can_be_emptied"]

_LEFT_OUT = pytest.StashKey[int]()
_TOLD = "tests in which the database has no part"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database-only",
        action="store_true",
        help="Leave out tests that use no database, or only to log in: they ran with the others.",
    )


def _uses_the_database(item: pytest.Item) -> bool:
    """Whether it stands on the tables that Django made for the tests: by its mark or by a fixture, however deep.

    What is worked out of the fund's files stands on them only to log in.
    """
    if item.get_closest_marker("worked_from_files") is not None:
        return False
    return item.get_closest_marker("django_db") is not None or "django_db_setup" in getattr(item, "fixturenames", ())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """A test that asks no database answers on every server what it answered on the first."""
    if not config.getoption("--database-only"):
        return
    left_out = [item for item in items if not _uses_the_database(item)]
    items[:] = [item for item in items if _uses_the_database(item)]
    config.hook.pytest_deselected(items=left_out)
    config.stash[_LEFT_OUT] = len(left_out)


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    """A process that works for another tells it how many were left out."""
    if (told := getattr(session.config, "workeroutput", None)) is not None:
        told[_TOLD] = session.config.stash.get(_LEFT_OUT, 0)
    yield


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash[_LEFT_OUT] = getattr(node, "workeroutput", {}).get(_TOLD, 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if number := config.stash.get(_LEFT_OUT, 0):
        terminalreporter.write_line(f"left out: {number} {_TOLD}")


@pytest.fixture
def errors_are_numbers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Thousands of refusals are asked for their number alone: how their pages look is told in test_error_pages."""

    def number(_request: HttpRequest, _template: str, _context: dict[str, Any], status: int) -> HttpResponse:
        return HttpResponse(status=status)

    monkeypatch.setattr("bundlinje_web.frame.errors.render", number)
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)
