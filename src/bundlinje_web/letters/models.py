"""A letter to somebody who works here, that it was sent, and which letters somebody does not want.

No letter holds anything about anybody: a code of words, numbers and days to fill them with, and a link.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from bundlinje_web.audit.rows import Appended, Kept


class Kind(models.TextChoices):
    """What a letter is about; each person chooses which of them to get."""

    REMINDER = "reminder"
    AGENDA = "agenda"
    ASSESSMENT = "assessment"


class Letter(Appended):
    """A letter: to whom, of what kind, the words it is written with. The same `key` is the same letter, once.

    `message_id` is made with the row, so that a letter sent twice is one letter in the mail program of its reader.
    """

    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    code = models.CharField(max_length=100, help_text="Its words: `.subject` and `.text` stand under it.")
    values = models.JSONField(default=dict, blank=True)
    path = models.CharField(max_length=300, help_text="The page it leads to.")
    key = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering = ("recorded_at",)

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Sent(Appended):
    """The mail server took the letter."""

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="sent")

    def __str__(self) -> str:
        return str(self.letter)


class Unwanted(Kept):
    """A kind of letter that somebody does not want."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="unwanted_letters")
    kind = models.CharField(max_length=20, choices=Kind.choices)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["person", "kind"], name="unwanted_letter_once"),)

    def __str__(self) -> str:
        return f"{self.person} {self.kind}"
