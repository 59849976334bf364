"""What somebody has kept for the own daily work: views of lists, and searches."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from bundlinje_web.audit.rows import Kept


class SavedView(Kept):
    """A list as somebody narrowed and sorted it, or a search: its address without a language, and a name for it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="saved_views")
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=500)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=["person", "address"], name="saved_view_once"),)

    def __str__(self) -> str:
        return self.name
