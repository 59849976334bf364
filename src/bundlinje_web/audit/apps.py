"""The Django application of audit."""

from __future__ import annotations

from django.apps import AppConfig


class Audit(AppConfig):
    """Records, seals, guards and actions."""

    name = "bundlinje_web.audit"
    label = "audit"
