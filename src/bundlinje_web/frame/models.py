"""A draft: what somebody is filling in, kept until it is sent or forgotten."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

KEPT = timedelta(days=90)
"""How long a draft that is never sent is kept."""


def hashed(secret: str) -> str:
    """What is kept of a secret link: enough to know it again, not enough to open it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _expiry() -> object:
    return timezone.now() + KEPT


class Draft(models.Model):
    """A form under way: whose it is, how far it has come and what is filled in so far.

    A draft of somebody logged in belongs to that person; a stranger's is opened by a secret link, of which only the
    hash is kept. It may be changed and is deleted when it is sent or its time is up: it is nobody's record.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.SlugField(max_length=60)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="drafts")
    about = models.CharField(max_length=80, blank=True, help_text="What it is a draft for: the id of a row.")
    secret = models.CharField(max_length=64, blank=True, db_index=True)
    answers = models.JSONField(default=dict)
    row_version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(auto_now=True)
    expires_at = models.DateTimeField(default=_expiry)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["kind", "owner", "about"], condition=models.Q(owner__isnull=False), name="draft_one_each"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def give_link(self) -> str:
        """Make the secret of its link; told once, kept only as its hash."""
        secret = secrets.token_urlsafe(24)
        self.secret = hashed(secret)
        return secret
