"""Write down that a letter was sent."""

from __future__ import annotations

from bundlinje_web.audit.act import Act
from bundlinje_web.audit.action import action
from bundlinje_web.letters.models import Letter, Sent
from bundlinje_web.letters.policy import NOTE_SENT


@action("workplace.letter.sent", policy=NOTE_SENT)
def note_sent(act: Act, letter: Letter) -> Letter:
    """The mail server took it; two jobs that sent it at once write it down once."""
    Sent.objects.get_or_create(letter=letter)
    act.record(letter, kind=letter.kind)
    return letter
