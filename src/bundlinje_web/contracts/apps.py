"""The Django application of contracts."""

from __future__ import annotations

from django.apps import AppConfig


class Contracts(AppConfig):
    """Contracts: their versions, documents, cases and forecasts, risks and ends."""

    name = "bundlinje_web.contracts"
    label = "contracts"

    def ready(self) -> None:
        """Bring what contracts have to the pages that gather."""
        from bundlinje_web.contracts import registered

        registered.register()
