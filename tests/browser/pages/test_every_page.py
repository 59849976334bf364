"""Every kind of page, for every role, judged by axe-core, by QualWeb and by our own rules, in both languages.

Each role walks from its start page through all it can reach by links. The outline of every page is looked at as it is
sent. A page is judged where it is the first of its kind, or something in it is built as nothing that was judged
before: in Danish at a desk by QualWeb, in English on 320 pixels by axe, and for what is seen of its outline on both.
What stands around all pages is judged by axe at the desk too, with the first page of each role.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import RequestFactory
from django.utils.translation import override
from tests.browser.judges import axe, qualweb
from tests.browser.pages.judging import Judging, judging_of
from tests.browser.pages.outline import faults_as_sent
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
AROUND = (START, "/")
"""The pages with which axe judges at the desk what stands around all pages."""


def judged(page: Page, address: str, small: Page, *, has_menu: bool = True) -> list[str]:
    """What the judges have against a page in both languages and on both screens."""
    base, path = address[: address.index("/", 8)], address[address.index("/", 8) :]
    page.goto(address)
    around = axe(page) if path in AROUND else []
    found = [*faults_of(page, "da", has_menu=has_menu), *(str(each) for each in [*around, *qualweb(page)])]
    small.goto(f"{base}/en{path}")
    return [*found, *faults_of(small, "en", has_menu=has_menu), *too_wide(small), *(str(each) for each in axe(small))]


def _against(page: Page, small: Page, address: str, pages: Iterable[Found], *, has_menu: bool = True) -> dict[str, Any]:
    """By path, what there is against these pages: each is judged, and how it was sent has been looked at."""
    found = {each.path: [*each.faults, *judged(page, address + each.path, small, has_menu=has_menu)] for each in pages}
    return {path: faults for path, faults in found.items() if faults}


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


@pytest.fixture(scope="session")
def judging(tmp_path_factory: pytest.TempPathFactory) -> Judging:
    """What this run has judged."""
    return judging_of(tmp_path_factory)


@pytest.mark.parametrize("role", WHO)
def test_no_judge_has_anything_against_the_pages_of_a_role(
    office: Office, role: Role, context_of: Callable[..., BrowserContext], mistakes: Mistakes, judging: Judging
) -> None:
    mistakes.expect("Content Security Policy")  # QualWeb measures by putting styles into tags for a moment.
    page, small = _pages(office, context_of, role)
    reached = walked(page.context.request, office.address, START)
    assert {each.path: each.faults for each in reached if each.faults} == {}
    new = (each for each in reached if judging.takes(each) or each.path == START)
    assert _against(page, small, office.address, new) == {}
    assert len({found.name for found in reached}) >= LEAST.get(role, 1)


def test_no_judge_has_anything_against_what_strangers_see(
    office: Office, context_of: Callable[..., BrowserContext], mistakes: Mistakes
) -> None:
    mistakes.expect("Content Security Policy")
    context = context_of()
    reached = {found.parts: found for found in walked(context.request, office.address, "/")}
    others = [Found("", path, frozenset()) for path in ("/konto/login/", "/findes-ikke/")]
    page, small = context.new_page(), context_of(viewport=SMALL).new_page()
    assert _against(page, small, office.address, [*reached.values(), *others], has_menu=False) == {}


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


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("<h1>Sager</h1>", ""),
        ("<h2>Nye</h2>", "<h3>Nye</h3>"),
        ("<li>x</li>", ""),
        ("<title>Sager</title>", "<title>Møder</title>"),
        ('<p id="b">', '<p id="a">'),
    ],
)
def test_what_is_missing_in_a_page_is_seen_as_it_is_sent(was: str, becomes: str) -> None:
    page = (
        '<html lang="da"><head><title>Sager</title></head><body><main><h1>Sager</h1><h2>Nye</h2><ul id="a"><li>x</li>'
        '</ul><p id="b">y</p></main></body></html>'
    )
    assert faults_as_sent(page, "da") == []
    assert faults_as_sent(page.replace(was, becomes), "da") != []


def test_a_page_is_judged_by_one_process_and_again_where_a_part_of_it_is_new(tmp_path: Path) -> None:
    one, other = Judging(tmp_path), Judging(tmp_path)
    page = Found("cases", "/sager/", skeleton("<main><ul><li>x</li></ul></main>"))
    assert [one.takes(page), other.takes(page)] == [True, False]
    assert other.takes(replace(page, parts=skeleton("<main><ul><li><b>x</b></li></ul></main>")))
    assert one.takes(replace(page, name="meetings"))
    assert not one.takes(replace(page, parts=skeleton("<main><ul></ul></main>")))


def test_two_lists_of_different_length_are_of_one_make_and_a_mistake_makes_another() -> None:
    one = '<main><ul class="a"><li>x</li></ul></main>'
    assert skeleton(one) == skeleton('<main><ul class="a"><li>x</li><li>y</li></ul></main>')
    assert skeleton(one) != skeleton('<main><ul class="a"><li></li></ul></main>')
    assert skeleton(one) != skeleton('<main><ul class="a"><li><input aria-invalid="true">x</li></ul></main>')
