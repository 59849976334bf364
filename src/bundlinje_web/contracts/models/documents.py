"""Documents of a contract: annexes, signed copies, evaluations, methods."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from bundlinje_web.audit.rows import Appended


class Document(Appended):
    """A file that belongs to a contract; its content is known by its digest."""

    class Kind(models.TextChoices):
        """What the document is to the contract."""

        ANNEX = "annex"
        SIGNED = "signed"
        EVALUATION = "evaluation"
        METHOD = "method"
        OTHER = "other"

    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=200)
    file = models.FileField(upload_to="documents/%Y/")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    has_personal_data = models.BooleanField(default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-recorded_at",)
        constraints = (models.UniqueConstraint(fields=["contract", "sha256"], name="document_once"),)

    def __str__(self) -> str:
        return self.title
