"""Walking through the office by its links, as somebody would: which pages there are, with a real one of each."""

from __future__ import annotations

import re
from collections import Counter, deque
from typing import TYPE_CHECKING

from django.urls import Resolver404, resolve
from django.utils.translation import override

if TYPE_CHECKING:
    from playwright.sync_api import APIRequestContext

_LINK = re.compile(r'href="(/[^"#?]*)')
_NOT_PAGES = re.compile(r"^/(static|en)/|/eksport\.|\.ics$|/konto/(logout|tjeneste)|/dokumenter/[0-9a-f-]{36}/$")
EXAMPLES = 2
"""How many of one kind are followed: the second case may have what the first has not."""
FARTHEST = 150


def name_of(path: str) -> str:
    """The name of the address that a path is one of; nothing where it is none of ours."""
    with override("da"):
        try:
            return resolve(path).url_name or ""
        except Resolver404:
            return ""


def walked(requests: APIRequestContext, base: str, start: str) -> dict[str, str]:
    """Every kind of page that can be reached from a page by links, by its name, with the path of the first."""
    found: dict[str, str] = {}
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
        found.setdefault(name, path)
        links = [link for link in _LINK.findall(answer.text()) if link not in known and not _NOT_PAGES.search(link)]
        known.update(links)
        ahead.extend(links)
    return found
