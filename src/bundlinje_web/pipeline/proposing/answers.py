"""The answers of a draft together: as they are frozen in a proposal, and as they are read."""

from __future__ import annotations

from typing import Any

from bundlinje_web.frame.models import Draft, hashed
from bundlinje_web.pipeline.inquiries import Contact, Inquiry
from bundlinje_web.pipeline.models import Call
from bundlinje_web.pipeline.proposing.codes import plain_code, status_code
from bundlinje_web.pipeline.proposing.forms import STEPS, CostForm, SenderForm

_NOT_PROPOSED = {"title", "file"}
"""The title is the proposal's own, and files are kept beside it."""


def answers_of(draft: Draft) -> dict[str, Any]:
    """What is proposed, by field, of the steps answered so far; who sends it is not part of it."""
    found: dict[str, Any] = {}
    for form in STEPS.forms:
        if form is SenderForm or form.code not in draft.answers:
            continue
        told = STEPS.answered(draft, form.code).cleaned_data
        if form is CostForm:
            lines = CostForm.lines(told)
            told = {"costs": lines, "cost_ore": sum(line["ore"] for line in lines), "years": told.get("years")}
        found |= {name: value for name, value in told.items() if name not in _NOT_PROPOSED}
    return found


def inquiry_of(draft: Draft, secret: str) -> Inquiry:
    """The draft as an inquiry to be received."""
    sender = STEPS.answered(draft, SenderForm.code).cleaned_data
    return Inquiry(
        title=STEPS.answered(draft, "indsatsen").cleaned_data["title"],
        source=sender["source"],
        answers=answers_of(draft),
        organisation=sender["organisation"],
        call=Call.objects.filter(number=sender["call"]).first() if sender.get("call") else None,
        contact=Contact(sender["name"], sender["mail"], sender["phone"]),
        status_code=hashed(plain_code(status_code(secret))),
    )
