"""Explain why a printed number and the books differ."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.books.models import Explanation
from bundlinje_web.books.policy import EXPLAIN
from bundlinje_web.books.refusing import refuse
from bundlinje_web.people.rights import person_of


@action("books.difference.explained", policy=EXPLAIN)
def explain_difference(act: Act, statement: str, difference: str, told: Mapping[str, Any]) -> Explanation:
    """Explain this difference of this statement; the newest explanation counts, and every earlier one stays.

    `told` has `text`, and maybe `link`, `responsible` and `write_off`.
    """
    text, link, write_off = told["text"], told.get("link") or "", bool(told.get("write_off"))
    if difference in ("", "0"):
        refuse("agrees")
    if not text.strip():
        refuse("no_text", "text")
    if link and not link.startswith(("https://", "/")):
        refuse("no_link", "link")
    who = person_of(act.actor)
    if who is None:
        refuse("nobody")
    made = Explanation.objects.create(
        statement=statement,
        difference=difference,
        text=text,
        link=link,
        responsible=told.get("responsible"),
        write_off=write_off,
        explained_by=who,
        explained_on=act.today,
    )
    digest = hashlib.sha256(f"{statement}\n{difference}\n{text}\n{link}".encode()).hexdigest()
    act.record(made, after=digest, statement=statement, digest=digest, write_off=write_off)
    return made
