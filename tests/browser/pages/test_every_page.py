"""Every kind of page, for every role, judged by axe-core, by QualWeb and by our own rules, in both languages.

Each role walks from its start page through all it can reach by links. A page is judged where nothing built like it has
been judged before: in Danish at a desk and in English on 320 pixels, by axe and for its outline on both, by QualWeb at
the desk. A longer list or another case of the same make is not judged twice; what a role sees otherwise, is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import RequestFactory
from django.utils.translation import override
from tests.browser.judges import axe, qualweb
from tests.browser.pages.shape import faults_of, too_wide
from tests.browser.pages.skeleton import skeleton
from tests.browser.pages.walking import Found, walked

from bundlinje_web.acting import Role
from bundlinje_web.demo.people import one_of_each
from bundlinje_web.frame.errors import KINDS, error_page

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Route
    from tests.browser.conftest import Mistakes
    from tests.browser.office import Office

SMALL = {"width": 320, "height": 640}
WHO = {user.role: user.key for user in one_of_each()}
START = "/opgaver/"
LEAST = {Role.SECRETARIAT: 95, Role.COUNCIL: 60, Role.ECONOMIST: 70, Role.AUDITOR: 60}
"""How many kinds of pages a role reaches at least: a walk that ends early would judge nothing and say nothing."""
_judged: set[str] = set()
"""The makes of pages that this process has judged."""
_found: dict[Role, list[Found]] = {}


def judged(page: Page, address: str, small: Page, *, has_menu: bool = True) -> list[str]:
    """What the judges have against a page in both languages and on both screens."""
    base, path = address[: address.index("/", 8)], address[address.index("/", 8) :]
    page.goto(address)
    found = [*faults_of(page, "da", has_menu=has_menu), *(str(each) for each in [*axe(page), *qualweb(page)])]
    small.goto(f"{base}/en{path}")
    return [*found, *faults_of(small, "en", has_menu=has_menu), *too_wide(small), *(str(each) for each in axe(small))]


def _pages(office: Office, context_of: Callable[..., BrowserContext], role: Role) -> tuple[Page, Page]:
    """Somebody with the role at a desk, and the same on a small phone, both ready to open pages."""
    context = context_of()
    context.set_default_timeout(60_000)
    page = office.log_in(context, WHO[role])
    small = context_of(viewport=SMALL, storage_state=context.storage_state())
    small.set_default_timeout(60_000)
    return page, small.new_page()


def _always(html: str) -> Callable[[Route], None]:
    """What answers an address with a page that is made already."""

    def answer(route: Route) -> None:
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    return answer


def _reached(office: Office, page: Page, role: Role) -> list[Found]:
    if role not in _found:
        _found[role] = walked(page.context.request, office.address, START)
    return _found[role]


@pytest.mark.parametrize("role", WHO)
def test_no_judge_has_anything_against_the_pages_of_a_role(
    office: Office, role: Role, context_of: Callable[..., BrowserContext], mistakes: Mistakes
) -> None:
    mistakes.expect("Content Security Policy")  # QualWeb measures by putting styles into tags for a moment.
    page, small = _pages(office, context_of, role)
    reached = _reached(office, page, role)
    new = {found.make: found.path for found in reached if found.path == START or found.make not in _judged}
    _judged.update(new)
    against = {path: judged(page, office.address + path, small) for path in new.values()}
    assert {path: faults for path, faults in against.items() if faults} == {}
    assert len({found.name for found in reached}) >= LEAST.get(role, 1)


def test_no_judge_has_anything_against_what_strangers_see(
    office: Office, context_of: Callable[..., BrowserContext], mistakes: Mistakes
) -> None:
    mistakes.expect("Content Security Policy")
    context = context_of()
    reached = {found.make: found.path for found in walked(context.request, office.address, "/")}
    paths = [*reached.values(), "/konto/login/", "/findes-ikke/"]
    page, small = context.new_page(), context_of(viewport=SMALL).new_page()
    against = {path: judged(page, office.address + path, small, has_menu=False) for path in paths}
    assert {path: faults for path, faults in against.items() if faults} == {}


@pytest.mark.parametrize("status", KINDS)
def test_no_judge_has_anything_against_a_page_that_says_what_went_wrong(
    office: Office, status: int, context_of: Callable[..., BrowserContext], mistakes: Mistakes
) -> None:
    mistakes.expect("Content Security Policy")
    pages = []
    for language, viewport in (("da", {"width": 1280, "height": 900}), ("en", SMALL)):
        page = context_of(viewport=viewport).new_page()
        with override(language):
            told = error_page(RequestFactory().get("/"), status).content.decode()
        page.route("**/fejl/", _always(told))
        page.goto(f"{office.address}/fejl/")
        pages += [*faults_of(page, language, has_menu=False), *too_wide(page), *(str(each) for each in axe(page))]
    assert pages == []


def test_two_lists_of_different_length_are_of_one_make_and_a_mistake_makes_another() -> None:
    one = '<main><ul class="a"><li>x</li></ul></main>'
    assert skeleton(one) == skeleton('<main><ul class="a"><li>x</li><li>y</li></ul></main>')
    assert skeleton(one) != skeleton('<main><ul class="a"><li></li></ul></main>')
    assert skeleton(one) != skeleton('<main><ul class="a"><li><input aria-invalid="true">x</li></ul></main>')
