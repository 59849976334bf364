"""`bundlinje-web administrators`: make the first two administrators of a new office, who make all others.

    bundlinje-web administrators vita@kommune.dk "Vita Kornmod" walther@kommune.dk "Walther Egedal"

Two, since every right after these is given by one and confirmed by another. Each gets the address where a password is
chosen; it works once. Once there are two, the command refuses.
"""

from __future__ import annotations

from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import translation

from bundlinje.problems import Refused
from bundlinje_web.acting import system
from bundlinje_web.people.actions.install_administrator import install_administrator
from bundlinje_web.people.models import Person
from bundlinje_web.said import say


class Command(BaseCommand):
    """Make the first two administrators and say where each chooses a password."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        """Two mail addresses with two names."""
        for which in ("first", "second"):
            parser.add_argument(f"{which}_mail")
            parser.add_argument(f"{which}_name")

    def handle(self, *_args: Any, **told: Any) -> None:
        """Make them, or say why not."""
        if told["first_mail"].casefold() == told["second_mail"].casefold():
            raise CommandError(say("people.command.two_people", "en"))
        try:
            people = [
                install_administrator(system("installation"), told[f"{which}_mail"], told[f"{which}_name"]).person
                for which in ("first", "second")
            ]
        except Refused as refused:
            raise CommandError("\n".join(say(each.code, "en", **each.values) for each in refused.problems)) from refused
        for person in people:
            self.stdout.write(f"{person.email}  {choosing(person)}")


def choosing(person: Person) -> str:
    """The address where the person chooses a password, once."""
    key = default_token_generator.make_token(person)
    with translation.override(person.language):
        path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{path}"
