"""An inquiry as it comes in, by the form or by hand, and how it becomes a proposal with a number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.canonical import digest
from bundlinje_web.pipeline.models import Attachment, Call, Proposal, Text
from bundlinje_web.pipeline.numbers import next_number


@dataclass(frozen=True, slots=True)
class Contact:
    """Who sent it and how to answer. It goes when it is no longer needed; what was proposed stays."""

    name: str = ""
    mail: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What came in: `answers` are those of the proposal form by field, as many of them as are known.

    `status_code` is the hash of the code its sender follows it by, empty where there is none.
    """

    title: str
    source: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    organisation: str = ""
    call: Call | None = None
    contact: Contact = Contact()
    status_code: str = ""
    source_note: str = ""


def entered(act: Act, inquiry: Inquiry) -> Proposal:
    """The inquiry as a proposal received today, with its number and its text."""
    proposal = Proposal.objects.create(
        number=next_number(act.today),
        title=inquiry.title,
        source=inquiry.source,
        organisation=inquiry.organisation,
        call=inquiry.call,
        received_on=act.today,
        contact_name=inquiry.contact.name,
        contact_mail=inquiry.contact.mail,
        contact_phone=inquiry.contact.phone,
        status_code=inquiry.status_code,
        source_note=inquiry.source_note,
        sender_id=act.actor.person if act.actor.is_known else None,
    )
    answers = dict(inquiry.answers)
    Text.objects.create(proposal=proposal, answers=answers, digest=digest(answers))
    return proposal


def recorded(act: Act, proposal: Proposal, files: list[Attachment] | None = None) -> None:
    """Say that it came in: its number, where from, and the digests of its text and files, but never who sent it."""
    text = proposal.text
    act.record(
        proposal,
        after=text.digest if text else "",
        number=proposal.number,
        source=proposal.source,
        call=proposal.call.number if proposal.call else None,
        attachments=len(files or []),
        files=[each.sha256 for each in files or []],
    )
