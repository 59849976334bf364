"""`bundlinje-web roles`: let the office, and whoever verifies, do what they need in a PostgreSQL database and no more.

    bundlinje-web roles bundlinje_office --verifier bundlinje_verifier

Run as the owner of the tables, after each `migrate`. The roles themselves are made on the server, with passwords of
their own. `--print` writes the statements and runs none.
"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection, transaction

from bundlinje_web.audit.roles import Roles
from bundlinje_web.said import say


class Command(BaseCommand):
    """Grant the office's role and the verifier's what they need."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """The names of the roles."""
        parser.add_argument("office")
        parser.add_argument("--verifier", default="")
        parser.add_argument("--print", action="store_true", dest="only_print")

    def handle(self, *_args: Any, **told: Any) -> None:
        """Grant it, all or nothing; or say why not."""
        if connection.vendor != "postgresql":
            raise CommandError(say("audit.roles.not_here", "en"))
        statements = [*Roles(told["office"], told["verifier"]).statements(connection)]
        if told["only_print"]:
            self.stdout.writelines(f"{statement};" for statement in statements)
            return
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                for statement in statements:
                    cursor.execute(statement)
        except DatabaseError as refused:
            raise CommandError(say("audit.roles.refused", "en", why=str(refused).strip())) from refused
        self.stdout.write(say("audit.roles.granted", "en"))
