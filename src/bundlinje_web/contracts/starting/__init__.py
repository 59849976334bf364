"""Texts to start from: templates of the kinds of agreement, and earlier agreements under a new id."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from bundlinje_web.bridge.clauses import renamed

if TYPE_CHECKING:
    from bundlinje_web.contracts.models import Contract

TEMPLATES = ("investment", "light", "donation")
"""A social investment, a light agreement for a small project (PP-04), and a donation."""


def from_template(template: str, code: str, titles: dict[str, str], year: int) -> str:
    """The text of a template under an id and a title, for an intervention that begins that year."""
    raw = files(__name__).joinpath(f"{template}.yaml").read_text("utf-8")
    title = json.dumps({key: text for key, text in titles.items() if text}, ensure_ascii=False)
    return raw.format(code=code, title=title, year=year, next=year + 1, last=year + 3)


def from_earlier(earlier: Contract, code: str) -> str:
    """The text of an earlier agreement under a new id: its clauses are reused as they stand (PP-01)."""
    version = earlier.versions.order_by("-number").first()
    return renamed(version.text, code) if version else ""
