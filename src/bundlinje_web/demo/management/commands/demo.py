"""`bundlinje-web demo`: the Aarhus office on this machine, with a user for each role, until it is stopped."""

from __future__ import annotations

import signal
from argparse import ArgumentParser
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from bundlinje.problems import Refused
from bundlinje_web.acting import system
from bundlinje_web.demo.actions.give_pass_phrase import give_pass_phrase
from bundlinje_web.demo.loading import load
from bundlinje_web.demo.mark import is_told
from bundlinje_web.demo.pass_phrases import drawn
from bundlinje_web.demo.people import User, everybody
from bundlinje_web.demo.refusing import refuse_unless_safe
from bundlinje_web.demo.serving import DidNotAnswer, free_port, served, wait_for_end
from bundlinje_web.people.models import Person
from bundlinje_web.said import LANGUAGES, say

HERE, PORT = "127.0.0.1", 8000
AARHUS = Path("examples/aarhus")


class Command(BaseCommand):
    """Load the Aarhus office if it is not there, say where it is and who can log in, and serve it until stopped."""

    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where it answers, what it is made of, and how long it lasts."""
        parser.add_argument("--host", default=HERE, help="An address of this machine alone.")
        parser.add_argument("--port", type=int, default=PORT, help="Another is taken where somebody has it.")
        parser.add_argument("--aarhus", type=Path, default=AARHUS, help="The folder of the fund.")
        parser.add_argument("--language", choices=LANGUAGES, default="da")
        parser.add_argument("--once", action="store_true", help="Stop when the first page has been served.")

    def handle(self, *_args: Any, **told: Any) -> None:
        """Refuse where it is not safe; make the office; open it."""
        self.language = told["language"]
        self._refuse_unless_safe(told["host"], told["aarhus"])
        call_command("migrate", verbosity=0, interactive=False)
        if not is_told():
            self._load(told["aarhus"])
        phrases = {user: _new_phrase(user) for user in everybody()}
        self._open(told, phrases)

    def _say(self, code: str, **values: object) -> None:
        self.stdout.write(say(f"demo.{code}", self.language, **values))
        self.stdout.flush()

    def _refuse_unless_safe(self, host: str, folder: Path) -> None:
        try:
            refuse_unless_safe(host, folder)
        except Refused as refused:
            told = (say(problem.code, self.language, **dict(problem.values)) for problem in refused.problems)
            raise CommandError("\n".join(told)) from None

    def _load(self, folder: Path) -> None:
        def chapter(name: str, number: int, of: int) -> None:
            self._say("chapter", number=number, of=of, name=say(f"demo.chapter_names.{name}", self.language))

        self._say("loading")
        load(folder, timezone.localdate(), chapter)

    def _open(self, told: dict[str, Any], phrases: dict[User, str]) -> None:
        host, port = told["host"], free_port(told["host"], told["port"])
        signal.signal(signal.SIGTERM, _interrupted)
        signal.signal(signal.SIGINT, _interrupted)
        try:
            with served(host, port, told["aarhus"]) as server:
                self._tell(f"http://{host}:{port}", phrases)
                if not told["once"]:
                    wait_for_end(server)
        except DidNotAnswer as failed:
            raise CommandError(say("demo.problem.no_answer", self.language, address=str(failed))) from None
        except KeyboardInterrupt:
            pass
        self._say("closed")

    def _tell(self, address: str, phrases: dict[User, str]) -> None:
        """Where it is and who can log in: each pass phrase is told here and nowhere else."""
        roles = {user: say(f"people.role.{user.role}", self.language) for user in phrases}
        width = max(map(len, roles.values()))
        self._say("invented")
        for user, phrase in phrases.items():
            self.stdout.write(f"  {roles[user]:{width}}  {user.name:18}  {user.mail:24}  {phrase}")
        self._say("open", front=f"{address}/", login=address + reverse("account_login"))


def _new_phrase(user: User) -> str:
    phrase = drawn()
    give_pass_phrase(system("demo"), Person.objects.get(email=user.mail), phrase)
    return phrase


def _interrupted(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
