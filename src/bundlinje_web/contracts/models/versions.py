"""The text of a contract: a working copy that is written, and versions that stand as they were offered."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from bundlinje_web.audit.rows import Appended, Kept


class Drafting(Kept):
    """The working copy of a contract's text: anybody who may write it saves it, mistakes and all."""

    contract = models.OneToOneField("contracts.Contract", models.PROTECT, related_name="drafting")
    text = models.TextField(blank=True)
    based_on = models.ForeignKey("contracts.Version", models.PROTECT, null=True, blank=True, related_name="+")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return str(self.contract)


class Version(Appended):
    """A version as it was offered: its text and digest never change again.

    `digest` is of the text; `premises` is of parties, capital, intake, periods and the greatest payment: what the
    Council and the aldermen said yes to. Two versions with the same premises need no new decision.
    """

    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    digest = models.CharField(max_length=64)
    premises = models.CharField(max_length=64)
    effective_from = models.DateField()
    reason = models.CharField(max_length=1_000, blank=True)
    changed = models.JSONField(default=list, blank=True, help_text="Changed values: place, before, after.")
    accepted_warnings = models.JSONField(default=list, blank=True)
    source = models.CharField(max_length=500, blank=True)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    offered_on = models.DateField()

    class Meta:
        ordering = ("contract__code", "number")
        constraints = (
            models.UniqueConstraint(fields=["contract", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["contract", "digest"], name="version_digest_once"),
            models.UniqueConstraint(fields=["contract", "effective_from"], name="version_one_a_day"),
        )

    def __str__(self) -> str:
        return f"{self.contract} · {self.number}"


class Withdrawal(Appended):
    """An offered version that was taken back before it was in force."""

    version = models.OneToOneField(Version, models.PROTECT, related_name="withdrawal")
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return str(self.version)


class SentBack(Appended):
    """An offered version that a party sent back instead of accepting it, with the reason."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="sent_back")
    party = models.SlugField(max_length=80)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=1_000)

    class Meta:
        ordering = ("on", "recorded_at")

    def __str__(self) -> str:
        return f"{self.version} · {self.party}"


class Signature(Appended):
    """A party's signature on a version."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="signatures")
    party = models.SlugField(max_length=80)
    signer = models.CharField(max_length=200)
    on = models.DateField()
    document = models.ForeignKey("contracts.Document", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["version", "party"], name="signature_once"),)

    def __str__(self) -> str:
        return f"{self.version} · {self.party}"
