"""Two judges of accessibility that are not ours: axe-core, and QualWeb, which the Danish authority measures with.

Both are run inside the page as it stands, in the state that a test has brought it to.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page

MODULES = Path(__file__).parents[2] / "node_modules"
_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_LEVELS = "{levels: ['A', 'AA']}"
_SERIOUS = {"serious", "critical"}
_COMMON = ("qw-page/dist/qw-page", "util/dist/__webpack/util", "locale/dist/locale")
_QUALWEB = (
    ("act-rules/dist/__webpack/act", "ACTRulesRunner"),
    ("wcag-techniques/dist/__webpack/wcag", "WCAGTechniquesRunner"),
)


@dataclass(frozen=True)
class Finding:
    """What a judge has against a page: its rule, what the rule says, and the elements it is about."""

    rule: str
    says: str
    elements: tuple[str, ...]


@cache
def _script(name: str) -> str:
    return (MODULES / name).read_text("utf-8")


def axe(page: Page) -> list[Finding]:
    """What axe-core calls serious or critical."""
    page.evaluate(_script("axe-core/axe.min.js"))
    options = {"runOnly": {"type": "tag", "values": _WCAG}, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)
    return [_of_axe(rule) for rule in found["violations"] if rule["impact"] in _SERIOUS]


def _of_axe(rule: dict[str, Any]) -> Finding:
    elements = tuple(f"{node['html'][:200]} ({node['failureSummary']})" for node in rule["nodes"])
    return Finding(rule["id"], rule["help"], elements)


def qualweb(page: Page) -> list[Finding]:
    """What fails QualWeb's ACT rules and WCAG techniques of level A and AA, all that can be unfolded unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    for name in _COMMON:
        page.evaluate(_script(f"@qualweb/{name}.bundle.js"))
    return [finding for module in _QUALWEB for finding in _judged(page, *module)]


def _judged(page: Page, bundle: str, runner: str) -> list[Finding]:
    """What one of QualWeb's modules has against the page, run as QualWeb's own core runs it.

    All that a page passes is most of a report, and stays in the browser.
    """
    page.evaluate(_script(f"@qualweb/{bundle}.bundle.js"))
    failed = page.evaluate(
        f"source => Object.values(new {runner}({_LEVELS}, {{translate: 'en', fallback: 'en'}})"
        f".configure({_LEVELS}).test({{sourceHtml: source}}).getReport().assertions)"
        ".filter(rule => rule.metadata.outcome === 'failed')",
        page.content(),
    )
    return [_of_qualweb(rule) for rule in failed]


def _of_qualweb(rule: dict[str, Any]) -> Finding:
    failed = [result for result in rule["results"] if result["verdict"] == "failed"]
    elements = [json.dumps([e.get("htmlCode", "")[:200] for e in result["elements"]]) for result in failed]
    said = [f"{result['description']} {element}" for result, element in zip(failed, elements, strict=True)]
    return Finding(rule["code"], rule["name"], tuple(said))
