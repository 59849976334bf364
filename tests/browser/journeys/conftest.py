"""Somebody under way in an office that is open for one file of journeys, each way its own office."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from tests.browser.journeys.journey import Journey
from tests.browser.journeys.ways import WAYS, Way
from tests.browser.office import Office, office_of_ones_own

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext


@pytest.fixture(scope="module", params=WAYS)
def way(request: pytest.FixtureRequest) -> Way:
    """In Danish at a desk by the keyboard, then in English on a phone by touch."""
    return WAYS[request.param]


@pytest.fixture(scope="module")
def office(way: Way, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The demonstration office: what is done in it one way is still to be done the other."""
    with office_of_ones_own(tmp_path_factory) as running:
        yield running


@pytest.fixture(scope="module")
def logged_in() -> dict[tuple[str, str], object]:
    """The cookies of those who have logged in, by office and first name."""
    return {}


@pytest.fixture
def somebody(
    office: Office, way: Way, logged_in: dict[tuple[str, str], object], context_of: Callable[..., BrowserContext]
) -> Callable[..., Journey]:
    """A journey of somebody by first name, from the start page or from another; without a name, of a stranger."""

    def begun(who: str = "", at: str = "") -> Journey:
        key = (office.address, who)
        if who and key not in logged_in:
            context = context_of()
            context.set_default_timeout(60_000)
            office.log_in(context, who)
            logged_in[key] = context.storage_state()
        context = context_of(**way.screen, **({"storage_state": logged_in[key]} if who else {}))
        context.set_default_timeout(30_000)
        page = context.new_page()
        page.goto(f"{office.address}{way.address(at or '/opgaver/' if who else at or '/')}")
        return Journey(page, way)

    return begun
