"""Reaching things by the keyboard alone, as somebody does who has no mouse; what has the focus must be seen.

One starts at the top of the page, passes the menu by the link that is there for it, and goes on stop by stop. A stop
that lies under something else, or outside what is shown, is a fault (WCAG 2.4.7, 2.4.11).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, Locator, Page

MOST_STOPS = 400
_AT = """target => {
  const here = document.activeElement
  if (!here || here === document.body) return { at: false, skip: false, group: '', hidden: '' }
  const boxes = [here, ...(here.labels || [])].map(each => [each, each.getBoundingClientRect()])
  const within = ([each, box]) => {
    const points = [[.5, .5], [.05, .2], [.95, .2], [.05, .8], [.95, .8]]
      .map(([x, y]) => [box.left + x * box.width, box.top + y * box.height])
    return points.some(([x, y]) => {
      const top = document.elementFromPoint(x, y)
      return top && (each.contains(top) || top.contains(each))
    })
  }
  return {
    at: here === target,
    skip: here.classList.contains('skipnav'),
    group: here.type === 'radio' ? here.name : '',
    hidden: boxes.some(within) ? '' : here.outerHTML.slice(0, 160),
  }
}"""


def reach(target: Locator) -> None:
    """Go to something by the tabulator, past the menu where it is not in the menu."""
    page, wanted = target.page, target.element_handle()
    in_main = bool(wanted.evaluate("each => !!each.closest('main')"))
    group = str(wanted.evaluate("each => each.type === 'radio' ? each.name : ''"))
    for _ in range(MOST_STOPS):
        stop = _next_stop(page, wanted)
        if stop["skip"] and in_main:
            page.keyboard.press("Enter")
        if stop["at"] or (group and stop["group"] == group):
            return
    raise AssertionError(f"{MOST_STOPS} stops of the keyboard do not reach {target}")


def _next_stop(page: Page, wanted: ElementHandle) -> dict[str, Any]:
    page.keyboard.press("Tab")
    stop: dict[str, Any] = page.evaluate(_AT, wanted)
    assert not stop["hidden"], f"the focus is not seen on {stop['hidden']}"
    return stop


def push(target: Locator) -> None:
    """Follow a link or press a button."""
    reach(target)
    target.page.keyboard.press("Enter")


def write(target: Locator, text: str) -> None:
    """Write in a field, instead of what stands there."""
    reach(target)
    if target.get_attribute("type") == "date":
        target.fill(text)  # The browser's own parts of a date, in the order its own language has.
        return
    target.page.keyboard.press("Control+A")
    target.page.keyboard.insert_text(text)


def choose(target: Locator, value: str) -> None:
    """Choose from a list of choices by the arrows."""
    reach(target)
    target.page.keyboard.press("Home")
    for _ in range(target.locator("option").count()):
        if target.input_value() == value:
            return
        target.page.keyboard.press("ArrowDown")
    assert target.input_value() == value, f"no such choice: {value}"


def tick(target: Locator) -> None:
    """Choose one of several, or tick a box that is not ticked."""
    if target.is_checked():
        return
    reach(target)
    keys = target.page.keyboard
    if target.get_attribute("type") == "checkbox" or target.evaluate("each => document.activeElement === each"):
        keys.press("Space")
    else:
        _by_arrows(target)
    assert target.is_checked(), f"not chosen by the keyboard: {target}"


def _by_arrows(target: Locator) -> None:
    """From the first of several choices to the one that is wanted."""
    group = target.page.locator(f"[type=radio][name='{target.get_attribute('name')}']")
    for _ in range(group.count()):
        target.page.keyboard.press("ArrowDown")
        if target.is_checked():
            return
