"""What stands above every page of a case: its title, its steps, its next step, and the tabs."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from bundlinje_web.acting import Actor
from bundlinje_web.frame.words import say_now
from bundlinje_web.pipeline.casework.policy import READ
from bundlinje_web.pipeline.models import Case

TABS = (
    "case", "case-proposal", "assessment", "case-business-case", "case-contract", "case-basis", "case-decisions",
    "case-history",
)  # fmt: skip
"""The tabs of a case (W4), by the names of their addresses; at most seven stand there at a time."""
AT_THE_END = (Case.INTERVENTION, Case.EVALUATION, Case.CLOSED)
"""The steps in which it is to be decided what becomes of it: the assessment then gives way to the basis for that."""
OF_PROPOSAL = frozenset({"case-proposal", "assessment"})
"""The tabs that only a case with a proposal has."""


def case_head(actor: Actor, number: str, here: str) -> dict[str, Any]:
    """The tabs of the case with this number, where there is one the actor may read."""
    case = READ.among(actor, Case.objects.filter(number=number)).select_related("proposal", "contract").first()
    if case is None:
        return {"case": None, "tabs": []}
    names = [name for name in TABS if _has(case, name)]
    return {"case": case, "tabs": [(name, reverse(name, args=[number]), name == here) for name in names]}


def _has(case: Case, name: str) -> bool:
    """Whether this case has the tab now."""
    is_ending = case.contract_id is not None and case.state in AT_THE_END
    if name == "case-basis":
        return is_ending
    if name == "assessment" and is_ending:
        return False
    return bool(case.proposal_id) or name not in OF_PROPOSAL


def crumbs(number: str, here: str = "") -> list[tuple[str, str]]:
    """The way to a page of a case."""
    board = (say_now("board.title"), reverse("board"))
    if not here:
        return [board, (number, "")]
    return [board, (number, reverse("case", args=[number])), (here, "")]
