"""The Django application of audit."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate


class Audit(AppConfig):
    """Records, seals, guards and actions."""

    name = "bundlinje_web.audit"
    label = "audit"

    def ready(self) -> None:
        """Have the guards taken away and put back around migrations, and looked at by `check`."""
        from bundlinje_web.audit.installing import after_migrating, before_migrating, check_guards, check_owner
        from bundlinje_web.audit.moving import check_moves

        pre_migrate.connect(before_migrating, sender=self)
        post_migrate.connect(after_migrating, sender=self)
        register(check_guards, Tags.database)
        register(check_owner, Tags.database, deploy=True)
        register(check_moves, Tags.models)
