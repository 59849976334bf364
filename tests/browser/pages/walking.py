"""Walking through the office by its links, as somebody would: which pages there are, with real ones of each kind."""

from __future__ import annotations

import re
from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import Resolver404, resolve
from django.utils.translation import override
from tests.browser.pages.outline import faults_as_sent
from tests.browser.pages.skeleton import skeleton

if TYPE_CHECKING:
    from playwright.sync_api import APIRequestContext

_LINK = re.compile(r'href="(/[^"#?]*)')
_NOT_PAGES = re.compile(
    r"^/(static|en)/|/eksport\.|\.ics$|/konto/(logout|tjeneste)|/aftale/forventet/$|/dokumenter/[0-9a-f-]{36}/$"
)
EXAMPLES = 2
"""How many of one kind are opened: the second case may have what the first has not."""
FARTHEST = 300


@dataclass(frozen=True, slots=True)
class Found:
    """A page that was reached: what its address is called, its path, what it is built of, and what is wrong with it."""

    name: str
    path: str
    parts: frozenset[str]
    faults: tuple[str, ...] = ()


def name_of(path: str) -> str:
    """The name of the address that a path is one of; nothing where it is none of ours."""
    with override("da"):
        try:
            return resolve(path).url_name or ""
        except Resolver404:
            return ""


def walked(requests: APIRequestContext, base: str, start: str) -> list[Found]:
    """Pages of every kind that can be reached from a page by links, at most `EXAMPLES` of each."""
    found: list[Found] = []
    times: Counter[str] = Counter()
    ahead, known = deque([start]), {start}
    while ahead and sum(times.values()) < FARTHEST:
        path = ahead.popleft()
        name = name_of(path)
        if not name or times[name] >= EXAMPLES:
            continue
        times[name] += 1
        answer = requests.get(f"{base}{path}")
        if answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
            continue
        text = answer.text()
        found.append(Found(name, path, skeleton(text), tuple(faults_as_sent(text, "da"))))
        links = [link for link in _LINK.findall(text) if link not in known and not _NOT_PAGES.search(link)]
        known.update(links)
        ahead.extend(links)
    return found
