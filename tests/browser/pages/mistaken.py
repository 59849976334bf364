"""A form that was sent with nothing in it: what a page must then say, and where it must lead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

_EMPTY = """(form, but) => form.querySelectorAll('input, textarea, select').forEach(field => {
  if (['hidden', 'submit', 'file'].includes(field.type) || but.includes(field.name)) return
  if (['checkbox', 'radio'].includes(field.type)) field.checked = false
  else field.value = ''
})"""
_SAID = """() => {
  const summary = document.getElementById('error-summary')
  const links = [...summary.querySelectorAll('a[href^="#"]')]
  const beside = [...document.querySelectorAll('main .form-error-message')]
    .map(each => [...each.childNodes].filter(node => node.nodeType === 3).map(node => node.textContent).join('').trim())
  return {
    title: document.title,
    focused: document.activeElement === summary,
    above: !!(summary.compareDocumentPosition(document.querySelector('h1')) & Node.DOCUMENT_POSITION_FOLLOWING),
    linked: links.map(each => each.textContent.trim()),
    beside,
    lost: links.filter(each => !document.getElementById(each.hash.slice(1))).map(each => each.hash),
    unmarked: [...document.querySelectorAll('main .form-error input, main .form-error textarea')]
      .filter(each => !['radio', 'checkbox', 'hidden'].includes(each.type))
      .filter(each => each.getAttribute('aria-invalid') !== 'true' || !each.getAttribute('aria-describedby'))
      .map(each => each.name),
  }
}"""


def sent_empty(page: Page, but: Sequence[str] = ()) -> bool:
    """Empty the page's own form, but for some fields, and send it; whether the page then says what is missing."""
    form = page.locator("main form[method=post]:has(.form-group)").first
    form.evaluate(_EMPTY, list(but))
    with page.expect_navigation():
        form.locator("button[type=submit]:not([name])").first.click()
    return page.locator("#error-summary").count() == 1


def faults_of_mistakes(page: Page) -> list[str]:
    """What is wrong with how the page says that something is wrong."""
    seen = page.evaluate(_SAID)
    number = len(seen["linked"])
    checks = {
        f"title {seen['title']!r}": seen["title"][0].isdigit(),
        "the summary has no focus": seen["focused"],
        "the summary stands below the heading": seen["above"],
        f"linked {seen['linked']}, beside the fields {seen['beside']}": sorted(seen["linked"])
        == sorted(seen["beside"]),
        f"links that lead nowhere: {seen['lost']}": not seen["lost"],
        f"fields not marked: {seen['unmarked']}": not seen["unmarked"],
        "nothing is linked": number > 0,
    }
    return [said for said, holds in checks.items() if not holds]
