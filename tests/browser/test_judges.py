"""The browser and its judges see what is wrong with a page and nothing else: tried on pages with planted faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.judges import axe, qualweb

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page
    from pytest_django.live_server_helper import LiveServer
    from tests.browser.conftest import Mistakes

# The policy of the application itself: the judges must be able to work in a page that allows no script but its own.
POLICY = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:"}
SOUND = """<!doctype html><html lang="da"><head><title>Dine opgaver</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><header><a href="#main">Gå til indhold</a></header><main id="main"><h1>Dine opgaver</h1><p>Ingen.</p>
<form><label for="name">Navn</label><input id="name" autocomplete="name"><button type="submit">Søg</button></form>
</main></body></html>"""
NO_NAME = SOUND.replace('<label for="name">Navn</label>', "").replace(' autocomplete="name"', "")
NO_TITLE = SOUND.replace("<title>Dine opgaver</title>", "")
NO_LANGUAGE = SOUND.replace(' lang="da"', "")
NO_WORD = SOUND.replace(">Søg<", "><")
PALE = SOUND.replace("<p>", '<p style="color:#ccc;background:#fff">')


def shown(page: Page, html: str) -> Page:
    """The page with this text, under the policy."""
    page.route(
        "**/side", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=POLICY)
    )
    page.goto("http://localhost/side")
    return page


@pytest.mark.parametrize("judge", [axe, qualweb])
def test_a_sound_page_has_nothing_against_it(judge: Callable[[Page], list[object]], page: Page) -> None:
    assert judge(shown(page, SOUND)) == []


@pytest.mark.parametrize(
    ("html", "rules"),
    [
        (NO_NAME, {"label", "QW-ACT-R16"}),
        (NO_TITLE, {"document-title", "QW-ACT-R1"}),
        (NO_LANGUAGE, {"html-has-lang", "QW-ACT-R2"}),
        (NO_WORD, {"button-name", "QW-ACT-R11"}),
        (PALE, {"color-contrast", "QW-ACT-R37"}),
    ],
    ids=["field without a label", "no title", "no language", "empty button", "pale text"],
)
def test_a_planted_fault_is_seen(html: str, rules: set[str], page: Page) -> None:
    seen = shown(page, html)
    assert {finding.rule for finding in [*axe(seen), *qualweb(seen)]} == rules


def test_a_page_that_asks_for_another_machine_is_a_mistake(page: Page, mistakes: Mistakes) -> None:
    mistakes.expect("elsewhere: http://192.0.2.1/")
    mistakes.expect("console")
    shown(page, SOUND.replace("<p>", '<img alt="" src="http://192.0.2.1/spy.png"><p>'))
    assert mistakes.unmeant == []


def test_a_mistake_in_a_page_that_no_test_meant_is_kept(page: Page, mistakes: Mistakes) -> None:
    shown(page, SOUND).evaluate("console.error('lost')")
    assert mistakes.unmeant == ["console: lost"]
    mistakes.expect("lost")


def test_a_phone_is_small_and_touched(phone: Page) -> None:
    assert shown(phone, SOUND).evaluate("[innerWidth, navigator.maxTouchPoints > 0]") == [375, True]


def test_a_browser_without_script_still_shows_a_page(without_script: Page) -> None:
    assert shown(without_script, SOUND).get_by_role("heading").inner_text() == "Dine opgaver"


@pytest.mark.django_db(transaction=True)
def test_the_design_systems_style_and_script_are_served_and_run(
    live_server: LiveServer, context_of: Callable[..., BrowserContext]
) -> None:
    page = context_of().new_page()
    page.goto(f"{live_server.url}/static/vendor/dkfds/LICENSE.md")
    head = '<link rel="stylesheet" href="/static/vendor/dkfds/css/dkfds.min.css">'
    body = '<h1>Godkendelse</h1><button class="button button-primary">Godkend</button>'
    page.route(
        "**/side",
        lambda route: route.fulfill(
            body=SOUND.replace("</head>", f"{head}</head>").replace("<h1>Dine opgaver</h1>", body),
            content_type="text/html; charset=utf-8",
        ),
    )
    page.goto(f"{live_server.url}/side")
    font = "getComputedStyle(document.querySelector('.button-primary')).fontFamily"
    assert "IBM Plex Sans" in page.evaluate(font)
    page.add_script_tag(url="/static/vendor/dkfds/js/dkfds.min.js")
    assert page.evaluate("typeof DKFDS.init") == "function"
