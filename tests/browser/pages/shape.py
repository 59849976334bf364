"""What every page has, besides what the two judges look for: its outline, its landmarks, and room on a small screen."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

_LOOK = """() => {
  const seen = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(each => each.checkVisibility());
  const ids = [...document.querySelectorAll('[id]')].map(each => each.id);
  return {
    language: document.documentElement.lang,
    title: document.title,
    headings: seen.map(each => [Number(each.tagName[1]), each.textContent.trim().replace(/\\s+/g, ' ')]),
    mains: document.querySelectorAll('main').length,
    navigations: document.querySelectorAll('nav').length,
    first: (document.querySelector('a[href], button, input, select, textarea') || {}).className || '',
    placeholders: document.querySelectorAll('main [placeholder]').length,
    styled: document.querySelectorAll('body [style]').length,
    twice: ids.filter((id, at) => ids.indexOf(id) !== at),
    unreadable: [...document.querySelectorAll('main')].some(each => /\\{[a-z_]+\\}|None|undefined|NaN/.test(
      each.innerText.replace(/[^\\n]*yaml[^\\n]*/g, ''))),
  }
}"""
_TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= room) return []
  const boxed = each => { for (let up = each.parentElement; up; up = up.parentElement)
    if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(up).overflowX)) return true
    return false }
  return [...document.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > room + 1
    && !boxed(each)).slice(0, 3).map(each => each.outerHTML.slice(0, 160))
}"""


def faults_of(page: Page, language: str, *, has_menu: bool = True) -> list[str]:
    """What is wrong with the outline of a page; strangers have no menu."""
    seen = page.evaluate(_LOOK)
    levels = [level for level, _ in seen["headings"]]
    first = next((text for level, text in seen["headings"] if level == 1), "")
    checks = {
        f"language {seen['language']}": seen["language"] == language,
        f"{levels.count(1)} h1": levels.count(1) == 1,
        f"title {seen['title']!r} of {first!r}": bool(first) and first.casefold() in _plain(seen["title"]),
        f"headings skip a level: {seen['headings']}": all(b - a <= 1 for a, b in pairwise(levels)),
        f"{seen['mains']} main": seen["mains"] == 1,
        "no menu": seen["navigations"] > 0 or not has_menu,
        f"first comes {seen['first']!r}": "skipnav" in seen["first"],
        "a placeholder": seen["placeholders"] == 0,
        f"{seen['styled']} styled in their tags": seen["styled"] == 0,
        f"ids twice: {seen['twice']}": not seen["twice"],
        "a value without words": not seen["unreadable"],
    }
    return [said for said, holds in checks.items() if not holds]


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways."""
    found: list[Any] = page.evaluate(_TOO_WIDE)
    return [f"too wide: {each}" for each in found]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
