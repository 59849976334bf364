"""Pages judged by axe-core, by QualWeb and by our own rules: in Danish at a desk, in English on 320 pixels.

Every role's start page, the pages the secretariat uses most, and all that a stranger can reach by links. The office is
the demonstration's, started as people start it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from tests.browser.judges import Finding, axe, qualweb
from tests.browser.office import Office, opened
from tests.browser.pages.shape import faults_of, too_wide
from tests.browser.pages.walking import walked

from bundlinje_web.acting import Role
from bundlinje_web.demo.people import one_of_each

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page
    from tests.browser.conftest import Mistakes

SMALL = {"width": 320, "height": 640}
WHO = {user.role: user.key for user in one_of_each()}
START = "/opgaver/"
MOST_USED = ("/", "/henvendelser/", "/tavle/", "/moeder/", "/investeringer/")

NOT_FAULTS = {"QW-WCAG-T24", "QW-WCAG-T28", "QW-WCAG-T32"}
"""What QualWeb says of the national design system: its menu's closed parts cannot take focus (T24); the size of its
buttons is written with `!important`, and zoom enlarges it (T28); an empty list waits for what its menu hides (T32).
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One office for all pages."""
    with opened(tmp_path_factory.mktemp("office")) as running:
        yield running


def judged(page: Page, address: str, small: Page, *, has_menu: bool = True) -> list[str]:
    """What the judges have against a page in both languages and on both screens."""
    base, path = address[: address.index("/", 8)], address[address.index("/", 8) :]
    page.goto(address)
    found = [*faults_of(page, "da", has_menu=has_menu), *(str(each) for each in [*axe(page), *_measured(page)])]
    small.goto(f"{base}/en{path}")
    return [*found, *faults_of(small, "en", has_menu=has_menu), *too_wide(small), *(str(each) for each in axe(small))]


def _measured(page: Page) -> list[Finding]:
    return [finding for finding in qualweb(page) if finding.rule not in NOT_FAULTS]


@pytest.mark.parametrize("role", WHO)
def test_no_judge_has_anything_against_the_pages_of_a_role(
    office: Office, role: Role, context_of: Callable[..., BrowserContext], mistakes: Mistakes
) -> None:
    mistakes.expect("Content Security Policy")  # QualWeb measures by putting styles into tags for a moment.
    context = context_of()
    page = office.log_in(context, WHO[role])
    small = context_of(viewport=SMALL, storage_state=context.storage_state()).new_page()
    paths = (START, *MOST_USED) if role is Role.SECRETARIAT else (START,)
    against = {path: judged(page, office.address + path, small) for path in paths}
    assert {path: faults for path, faults in against.items() if faults} == {}


def test_no_judge_has_anything_against_what_strangers_see(
    office: Office, context_of: Callable[..., BrowserContext], mistakes: Mistakes
) -> None:
    mistakes.expect("Content Security Policy")
    context = context_of()
    found = walked(context.request, office.address, "/") | {"nothing": "/findes-ikke/"}
    page, small = context.new_page(), context_of(viewport=SMALL).new_page()
    against = {name: judged(page, office.address + path, small, has_menu=False) for name, path in found.items()}
    assert {name: faults for name, faults in against.items() if faults} == {}
