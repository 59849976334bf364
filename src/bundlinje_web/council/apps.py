"""The Django application of council."""

from __future__ import annotations

from django.apps import AppConfig


class Council(AppConfig):
    """Meetings, decisions, approvals, and what follows from them."""

    name = "bundlinje_web.council"
    label = "council"
