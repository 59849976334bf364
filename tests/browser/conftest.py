"""A real browser for the tests: Chromium as it stands on the machine, alone with the application that the test serves.

`page` is a desk in Danish, `phone` a small screen. A page that logs a mistake, loads something that is not there or
asks for another machine fails its test. Where a test fails, a picture of each page lies in its temporary folder.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from tests.application import django_db_use_migrations, tables_can_be_emptied
from tests.browser.office import Office, office_of_ones_own

from browser import BROWSER, FLAGS, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

__all__ = ["django_db_use_migrations", "tables_can_be_emptied"]

# Playwright drives the browser from a loop of its own, in which Django would refuse to read the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 780}
_FAILED = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of this process."""
    from playwright.sync_api import sync_playwright

    program = chromium()
    if program is None:
        raise FileNotFoundError(BROWSER.advice())
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, chromium_sandbox=False, args=[*FLAGS])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The demonstration office, open for one file of tests: what they do in it no other file sees."""
    with office_of_ones_own(tmp_path_factory) as running:
        yield running


class Mistakes:
    """What went wrong in pages without anybody asking; a test that means a mistake takes it out by `expect`."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self._meant: list[str] = []

    def expect(self, part: str) -> None:
        """From now on a mistake whose text holds this part is meant."""
        self._meant.append(part)

    @property
    def unmeant(self) -> list[str]:
        """The mistakes that no test meant."""
        return [text for text in self.seen if not any(part in text for part in self._meant)]

    def watch(self, context: BrowserContext) -> None:
        """Listen to every page of a context."""
        context.on("console", self._said)
        context.on("weberror", lambda wrong: self.seen.append(f"script: {wrong.error}"))
        context.on("response", self._answered)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.seen.append(f"console: {message.text}")

    def _answered(self, answer: Response) -> None:
        is_part_of_a_page = not answer.request.is_navigation_request()
        if answer.status >= 500 or (answer.status >= 400 and is_part_of_a_page):
            self.seen.append(f"{answer.status}: {answer.url}")


@pytest.fixture
def mistakes() -> Iterator[Mistakes]:
    """What went wrong in the pages of this test; it fails at the end where something was not meant."""
    found = Mistakes()
    yield found
    assert found.unmeant == []


@pytest.fixture
def context_of(
    browser: Browser, mistakes: Mistakes, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Callable[..., BrowserContext]]:
    """Makes browsers' contexts, each somebody else: own cookies, own screen. They are put away after the test."""
    opened: list[BrowserContext] = []

    def new(**options: Any) -> BrowserContext:
        said = {"locale": "da-DK", "timezone_id": "Europe/Copenhagen", "viewport": DESK, **options}
        context = browser.new_context(**said)
        context.set_default_timeout(15_000)
        context.route(lambda address: not _is_here(address), lambda route: _refuse(route, mistakes))
        mistakes.watch(context)
        opened.append(context)
        return context

    yield new
    if request.node.stash.get(_FAILED, False):
        _pictures(opened, tmp_path)
    for context in opened:
        context.close()


@pytest.fixture
def page(context_of: Callable[..., BrowserContext]) -> Page:
    """A page at a desk, in Danish."""
    return context_of().new_page()


@pytest.fixture
def phone(context_of: Callable[..., BrowserContext]) -> Page:
    """A page on a phone: a small screen that is touched."""
    return context_of(viewport=PHONE, has_touch=True, is_mobile=True).new_page()


@pytest.fixture
def without_script(context_of: Callable[..., BrowserContext]) -> Page:
    """A page in a browser that runs no script."""
    return context_of(java_script_enabled=False).new_page()


def _is_here(address: str) -> bool:
    return urlsplit(address).hostname in {"localhost", "127.0.0.1", None}


def _refuse(route: Any, mistakes: Mistakes) -> None:
    asked: Request = route.request
    mistakes.seen.append(f"elsewhere: {asked.url}")
    route.abort()


def _pictures(contexts: list[BrowserContext], folder: Path) -> None:
    pages = [page for context in contexts for page in context.pages]
    for number, page in enumerate(pages, 1):
        page.screenshot(path=folder / f"failed-{number}.png", full_page=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember whether a test failed, so that its pictures are taken before its pages are closed."""
    report: Any = yield
    if report.when == "call" and report.failed:
        item.stash[_FAILED] = True
        report.sections.append(("pictures", str(getattr(item, "funcargs", {}).get("tmp_path", ""))))
    return report
