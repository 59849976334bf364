"""What can be measured of how a page is used: where the focus is seen, what large letters lose, what is too small.

Each function asks the page as it stands and says what is wrong with it, in words that name the element.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

_FOCUS = """() => {
  const here = document.activeElement
  if (!here || here === document.body) return null
  const light = colour => {
    const [r, g, b] = (colour.match(/[\\d.]+/g) || [255, 255, 255]).map(Number)
    const part = each => { const share = each / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4 }
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
  }
  const seen = style => {
    if (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
      return 1.05 / (light(style.outlineColor) + 0.05) >= 3
    return false
  }
  const label = here.id && document.querySelector(`label[for="${CSS.escape(here.id)}"]`)
  const marks = [getComputedStyle(here), ...(label ? [getComputedStyle(label), getComputedStyle(label, '::before'),
    getComputedStyle(label, '::after')] : [])]
  return { what: here.outerHTML.slice(0, 120), seen: marks.some(seen), parts: here.type === 'date' }
}"""
_LOST = """() => {
  const room = document.documentElement.clientWidth
  const wide = document.documentElement.scrollWidth > room + 1 ? ['the page scrolls sideways'] : []
  const cut = [...document.querySelectorAll('body *')].filter(each => {
    if (each.closest('.sr-only, svg, input, textarea, select, pre') || !each.checkVisibility()) return false
    const style = getComputedStyle(each)
    const hides = ['hidden', 'clip'].includes(style.overflowY) || ['hidden', 'clip'].includes(style.overflowX)
    return hides && each.clientHeight > 1
      && (each.scrollHeight > each.clientHeight + 2 || each.scrollWidth > each.clientWidth + 2)
  })
  return [...wide, ...cut.slice(0, 5).map(each => each.outerHTML.slice(0, 120))]
}"""
_SMALL = """least => {
  const around = 'p, li, td, th, dd, dt, caption, summary, .breadcrumbs, label, span, h2'
  const inText = each => { const up = each.parentElement.closest(around)
    return up && getComputedStyle(each).display === 'inline' }
  return [...document.querySelectorAll('a[href], button, summary, select, input:not([type=hidden]), textarea')]
    .filter(each => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !inText(each))
    .filter(each => !each.matches('[type=radio], [type=checkbox], .skipnav, [type=file]'))
    .filter(each => { const box = each.getBoundingClientRect(); return box.height < least - 0.5 || box.width < 24 })
    .slice(0, 5).map(each => `${Math.round(each.getBoundingClientRect().height)}: ${each.outerHTML.slice(0, 120)}`)
}"""
_SPACED = """() => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important;'
    + ' word-spacing: .16em !important } p { margin-bottom: 2em !important }')
  document.adoptedStyleSheets = [sheet]
}"""
_MOVES = """() => [...document.querySelectorAll('body *')].filter(each => {
  const style = getComputedStyle(each)
  const lasts = [style.animationDuration, style.transitionDuration].join(',').split(',')
  return lasts.some(one => parseFloat(one) > 0.01)
}).slice(0, 3).map(each => each.outerHTML.slice(0, 120))"""
MOST_STOPS = 60


def unseen_focus(page: Page) -> list[str]:
    """What gets the focus by the tabulator without a mark of two pixels that stands out from white."""
    found = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop: dict[str, Any] | None = page.evaluate(_FOCUS)
        if stop is None:
            break
        # The browser itself marks the parts of a date, which no page can look into.
        if not stop["seen"] and not stop["parts"]:
            found.append(f"no mark: {stop['what']}")
    return found


def lost_when_twice_as_large(page: Page) -> list[str]:
    """What is cut off, or makes the page scroll sideways, with letters of 200 %."""
    page.evaluate("document.documentElement.style.fontSize = '125%'")
    lost: list[str] = page.evaluate(_LOST)
    page.evaluate("document.documentElement.style.fontSize = ''")
    return lost


def lost_when_spaced(page: Page) -> list[str]:
    """What is cut off where somebody's browser spaces letters, words and lines (WCAG 1.4.12)."""
    page.evaluate(_SPACED)
    lost: list[str] = page.evaluate(_LOST)
    page.evaluate("document.adoptedStyleSheets = []")
    return lost


def too_small(page: Page, least: int, within: str = "") -> list[str]:
    """What is to be hit and is smaller than so many pixels; links in running text are as high as the text."""
    found: list[str] = page.evaluate(_SMALL, least)
    return [each for each in found if within in each]


def moving(page: Page) -> list[str]:
    """What moves although the person asked for less movement."""
    found: list[str] = page.evaluate(_MOVES)
    return found
