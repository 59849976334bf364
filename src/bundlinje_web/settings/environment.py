"""What a production office is told through its environment, checked as a whole before anything starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bundlinje.problems import Collector, Problem, Refused, error
from bundlinje_web.said import say
from bundlinje_web.settings.database import database

DEMO_KEY = "a-key-for-the-demonstration-that-everybody-knows-and-nobody-may-use-in-earnest"
"""The demonstration's key: open to all who read this, which is why production refuses it."""

SHORTEST_KEY = 50
NEEDED = (
    "BUNDLINJE_SECRET_KEY",
    "BUNDLINJE_DATABASE_URL",
    "BUNDLINJE_ADDRESS",
    "BUNDLINJE_HOSTS",
    "BUNDLINJE_FILES",
    "BUNDLINJE_STATIC",
    "BUNDLINJE_MAIL_HOST",
    "BUNDLINJE_MAIL_FROM",
)
LOGIN = ("BUNDLINJE_OIDC_SERVER", "BUNDLINJE_OIDC_CLIENT", "BUNDLINJE_OIDC_SECRET")


@dataclass(frozen=True)
class Told:
    """What the environment said, read: keys and addresses, and the login service if there is one."""

    secret_key: str
    database: dict[str, Any]
    address: str
    hosts: tuple[str, ...]
    files: Path
    static: Path
    mail_host: str
    mail_from: str
    behind_proxy: bool
    login: LoginService | None


@dataclass(frozen=True)
class LoginService:
    """The organisation's own login by OpenID Connect."""

    server: str
    client: str
    secret: str

    @property
    def origin(self) -> str:
        """Scheme and host: where a browser is sent to log in."""
        said = urlsplit(self.server)
        return f"{said.scheme}://{said.netloc}"

    def provider(self) -> dict[str, Any]:
        """The service as allauth wants it."""
        settings = {"server_url": self.server}
        return {"provider_id": "login", "client_id": self.client, "secret": self.secret, "settings": settings}


def told(environment: Mapping[str, str]) -> Told:
    """What the environment says. Raises `Refused` with everything that is missing or unsafe, all at once."""
    found = Collector()
    found.add(*(error("settings.missing", name=name) for name in NEEDED if not environment.get(name)))
    found.add(*_unsafe(environment), *_half_a_login(environment))
    reached: dict[str, Any] = {}
    if address := environment.get("BUNDLINJE_DATABASE_URL"):
        try:
            reached = database(address)
        except Refused as refused:
            found.add(*refused.problems)
    found.refuse_errors()
    return Told(
        secret_key=environment["BUNDLINJE_SECRET_KEY"],
        database=reached,
        address=environment["BUNDLINJE_ADDRESS"].rstrip("/"),
        hosts=tuple(host.strip() for host in environment["BUNDLINJE_HOSTS"].split(",")),
        files=Path(environment["BUNDLINJE_FILES"]),
        static=Path(environment["BUNDLINJE_STATIC"]),
        mail_host=environment["BUNDLINJE_MAIL_HOST"],
        mail_from=environment["BUNDLINJE_MAIL_FROM"],
        behind_proxy=_yes(environment.get("BUNDLINJE_BEHIND_PROXY", "")),
        login=LoginService(*(environment[name] for name in LOGIN)) if environment.get(LOGIN[0]) else None,
    )


def _unsafe(environment: Mapping[str, str]) -> list[Problem]:
    """What must not be in production though it would run: a known or short key, any host at all, debugging."""
    key = environment.get("BUNDLINJE_SECRET_KEY", "")
    hosts = [host.strip() for host in environment.get("BUNDLINJE_HOSTS", "").split(",")]
    wrong = []
    if key == DEMO_KEY:
        wrong.append(error("settings.demo_key"))
    elif key and len(key) < SHORTEST_KEY:
        wrong.append(error("settings.short_key", length=len(key), shortest=SHORTEST_KEY))
    if not environment.get("BUNDLINJE_ADDRESS", "https://").startswith("https://"):
        wrong.append(error("settings.not_https", name="BUNDLINJE_ADDRESS"))
    if "*" in hosts:
        wrong.append(error("settings.any_host"))
    if _yes(environment.get("BUNDLINJE_DEBUG", "")):
        wrong.append(error("settings.debug"))
    return wrong


def _yes(word: str) -> bool:
    return word.lower() not in {"", "0", "no", "nej", "false"}


def _half_a_login(environment: Mapping[str, str]) -> list[Problem]:
    """A login service is told with all three values or with none, and over https."""
    missing = [name for name in LOGIN if not environment.get(name)]
    if len(missing) == len(LOGIN):
        return []
    wrong = [error("settings.missing", name=name) for name in missing]
    if (server := environment.get(LOGIN[0])) and urlsplit(server).scheme != "https":
        wrong.append(error("settings.not_https", name=LOGIN[0]))
    return wrong


def in_words(problems: tuple[Problem, ...], environment: Mapping[str, str]) -> str:
    """One line for each problem, in the language of whoever starts the office as far as the machine knows it."""
    spoken = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    language = "da" if spoken.startswith("da") else "en"
    return "\n".join(f"- {say(problem.code, language, **problem.values)}" for problem in problems)
