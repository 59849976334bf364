"""Pages on paper: the page's own part and nothing of the menu, nothing cut off, nothing wider than an A4 sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext
    from tests.browser.office import Office

A4 = {"width": 718, "height": 1047}
"""What is left of a sheet of A4 inside margins of a centimetre, in CSS pixels."""
PAGES = (
    "/opgaver/", "/henvendelser/", "/henvendelser/tabel-1/", "/investeringer/", "/investeringer/dialog-mod-vold/",
    "/investeringer/dialog-mod-vold/resultater/", "/investeringer/kort/", "/fonden/", "/fonden/tabel-2/",
    "/fonden/prognose/", "/laering/landkort/", "/moeder/",
)  # fmt: skip
_PRINTED = """() => {
  const room = document.documentElement.clientWidth
  const shown = each => each.checkVisibility()
  const main = document.querySelector('main')
  const not_paper = '.navigation-menu, .bl-user, .footer, .breadcrumbs, .skipnav, .bl-filters, .bl-exports'
  const wide = [...main.querySelectorAll('*')].filter(each => shown(each) && !each.closest('.sr-only, svg'))
    .filter(each => each.getBoundingClientRect().right > room + 1)
  const cut = [...main.querySelectorAll('*')].filter(each => shown(each) && !each.closest('.sr-only, svg, textarea'))
    .filter(each => !['INPUT', 'SELECT'].includes(each.tagName) && each.clientHeight > 1)
    .filter(each => ['hidden', 'clip', 'auto', 'scroll'].includes(getComputedStyle(each).overflowX)
      && (each.scrollWidth > each.clientWidth + 2 || each.scrollHeight > each.clientHeight + 2))
  const told = (what, found) => found.slice(0, 2).map(each => `${what}: ${each.outerHTML.slice(0, 110)}`)
  return [
    ...told('on paper', [...document.querySelectorAll(not_paper)].filter(shown)),
    ...told('wider than the sheet', wide),
    ...told('cut off', cut),
    ...(main.innerText.trim().length > 40 ? [] : ['nothing is printed']),
  ]
}"""


def test_a_printed_page_has_no_menu_and_loses_nothing(
    office: Office, context_of: Callable[..., BrowserContext]
) -> None:
    context = context_of(viewport=A4)
    context.set_default_timeout(60_000)
    page = office.log_in(context, "asta")
    page.emulate_media(media="print")
    against = {}
    for path in PAGES:
        page.goto(f"{office.address}{path}")
        against[path] = page.evaluate(_PRINTED)
    assert {path: faults for path, faults in against.items() if faults} == {}
