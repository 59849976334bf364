"""Letters are written with what they tell of, and sent when that stands: at least once each, under one message id.

A letter that the mail server does not take stays where it is: `bundlinje-web letters` sends it later.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import translate_url
from django.utils.translation import override

from bundlinje_web.acting import system
from bundlinje_web.letters.actions.note_sent import note_sent
from bundlinje_web.letters.models import Letter, Unwanted
from bundlinje_web.people.models import Person
from bundlinje_web.said import say

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many letters were sent, and how many still wait."""

    sent: int
    waiting: int


def _message_id(key: str) -> str:
    """The same for the same letter, and told by the office's own address."""
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "localhost"
    return f"<{sha256(key.encode()).hexdigest()[:32]}@{host}>"


def wants(person: Person, kind: str) -> bool:
    """Whether somebody can get this kind of letter and has not said no to it."""
    return person.is_active and not Unwanted.objects.filter(person=person, kind=kind).exists()


@dataclass(frozen=True, slots=True)
class Text:
    """What a letter says: the code of its words, the page it leads to, and the numbers and days it is filled with."""

    code: str
    path: str
    values: Mapping[str, str | int] = field(default_factory=dict)


def post(to: Person, kind: str, text: Text, key: str) -> Letter | None:
    """Write a letter within the transaction under way, and send it when that stands; none where it is not wanted.

    It holds nothing about anybody. The same key is written once.
    """
    if not wants(to, kind):
        return None
    told = {"code": text.code, "path": translate_url(text.path, "da"), "values": dict(text.values)}
    letter, is_new = Letter.objects.get_or_create(
        key=key, defaults={"to": to, "kind": kind, "message_id": _message_id(key), **told}
    )
    if is_new:
        transaction.on_commit(lambda: send(letter))
    return letter


def send(letter: Letter) -> bool:
    """Send it and note that; whether the mail server took it."""
    to = letter.to
    with override("da"):  # an address is understood only in the language it is of
        there = f"{settings.PUBLIC_ADDRESS}{translate_url(letter.path, to.language)}"
    mail = EmailMessage(
        say(f"{letter.code}.subject", to.language, **letter.values),
        say(f"{letter.code}.text", to.language, **letter.values, url=there),
        settings.DEFAULT_FROM_EMAIL,
        [to.email],
        headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
    )
    try:
        mail.send()
    except (SMTPException, OSError):
        _log.warning("letter %s was not taken", letter.pk)
        return False
    note_sent(system("letters"), letter, key=str(letter.pk))
    return True


def send_waiting() -> Outcome:
    """Send every letter that waits, the oldest first."""
    waiting = list(Letter.objects.filter(sent=None).select_related("to"))
    sent = sum(send(letter) for letter in waiting)
    return Outcome(sent, len(waiting) - sent)
