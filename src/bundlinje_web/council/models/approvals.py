"""The three approvals a contract needs before it starts: the Council, every paying department's alderman, the mayor."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from bundlinje_web.audit.rows import Appended


class Approval(Appended):
    """A yes to a version: of the Council in substance, of an alderman for a department, of the mayor formally.

    `digest` is what was approved: the version's premises (Council, and an alderman's first approval) or the version
    itself (an alderman's signature, the mayor). An approval whose digest the version no longer has is void.
    """

    class Giver(models.TextChoices):
        """Who gives it."""

        COUNCIL = "council"
        ALDERMAN = "alderman"
        MAYOR = "mayor"

    class Of(models.TextChoices):
        """What is approved: the premises it rests on, or the final text."""

        PREMISES = "premises"
        TEXT = "text"

    version = models.ForeignKey("contracts.Version", models.PROTECT, related_name="approvals")
    giver = models.CharField(max_length=20, choices=Giver.choices)
    of = models.CharField(max_length=20, choices=Of.choices)
    department = models.ForeignKey("people.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    decision = models.ForeignKey("council.Decision", models.PROTECT, null=True, blank=True, related_name="approvals")
    digest = models.CharField(max_length=64)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="approvals")
    source = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("on", "recorded_at")
        constraints = (
            models.UniqueConstraint(
                fields=["version", "giver", "of"], condition=Q(department__isnull=True), name="approval_once"
            ),
            models.UniqueConstraint(
                fields=["version", "giver", "of", "department"],
                condition=Q(department__isnull=False),
                name="approval_once_a_department",
            ),
            models.CheckConstraint(
                condition=~Q(giver="alderman") | Q(department__isnull=False), name="approval_alderman_of_a_department"
            ),
        )

    def __str__(self) -> str:
        return f"{self.version} · {self.giver}"


class Return(Appended):
    """A version sent back by one who was to approve it, with the reason; a new version or a new look follows."""

    version = models.ForeignKey("contracts.Version", models.PROTECT, related_name="returns")
    giver = models.CharField(max_length=20, choices=Approval.Giver.choices)
    department = models.ForeignKey("people.Organisation", models.PROTECT, null=True, blank=True, related_name="+")
    digest = models.CharField(max_length=64)
    on = models.DateField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()

    class Meta:
        ordering = ("on", "recorded_at")

    def __str__(self) -> str:
        return f"{self.version} · {self.giver}"


class TakenIn(Appended):
    """A contract that ran before the office did: when it started and where that stands, without approvals of ours.

    Only a contract whose versions all come from papers of before can be taken in so; the database holds that.
    """

    contract = models.OneToOneField("contracts.Contract", models.PROTECT, related_name="taken_in")
    started_on = models.DateField()
    source = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return str(self.contract)
