"""Who takes part in the demonstration: nobody of them exists, and nobody is meant by them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bundlinje_web.acting import Role

DOMAIN = "fonden.example"
"""No mail reaches it: names under `.example` are kept free for examples."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who can log in: a first name as key, the role, what it reaches, and where the person works."""

    key: str
    name: str
    role: Role
    on: tuple[str, ...] = ()
    works_at: str = "borgmesterens-afdeling"
    unit: str = ""

    @property
    def mail(self) -> str:
        """What the person logs in with."""
        return mail_of(self.key)


def mail_of(key: str) -> str:
    """The mail address of somebody of the cast."""
    return f"{key}@{DOMAIN}"


FIRST = (
    User("vita", "Vita Kornmod", Role.ACCESS),
    User("walther", "Walther Egedal", Role.ACCESS),
)
"""The two administrators, who give and confirm everybody else's rights."""

_HOUSING = ("hjem-job-og-helhed", "havnen")

CAST = (
    User("asta", "Asta Lundvig", Role.SECRETARIAT),
    User("birk", "Birk Overmark", Role.COUNCIL, works_at="raadet"),
    User("carla", "Carla Nymose", Role.COUNCIL, works_at="raadet"),
    User("ditlev", "Ditlev Hasselryg", Role.COUNCIL, works_at="raadet"),
    User("ebba", "Ebba Strandtoft", Role.MAYOR),
    User("folmer", "Folmer Gyldenbæk", Role.ALDERMAN, ("msb",), "msb"),
    User("gro", "Gro Tindholm", Role.ALDERMAN, ("mbu",), "mbu"),
    User("hjalte", "Hjalte Rosenvang", Role.ECONOMIST, ("msb",), "msb"),
    User("ida", "Ida Skovmarken", Role.ECONOMIST, ("mso",), "mso"),
    User("gerda", "Gerda Vinterholt", Role.ECONOMIST, ("mbu",), "mbu"),
    User("jeppe", "Jeppe Brinkager", Role.FINANCE, unit="oekonomi"),
    User("karla", "Karla Enghaven", Role.FINANCE, unit="oekonomi"),
    User("ludvig", "Ludvig Møllerup", Role.OPERATING, (*_HOUSING, "naeste-skridt"), "msb"),
    User("maja", "Maja Fjordtoft", Role.PROVIDER, ("lysbro", "laer-for-livet"), "lysbro"),
    User("nor", "Nor Askelund", Role.INVESTOR, ("dsi", "nordlys"), "nordlys"),
    User("oda", "Oda Vesterkær", Role.FOUNDATION, ("bikuben", "lauritzen", "egefonden"), "egefonden"),
    User("yrsa", "Yrsa Klintholt", Role.PAYER, ("sosu", "kystskolen"), "kystskolen"),
    User("palle", "Palle Ravnkilde", Role.EVALUATOR, ("laer-for-livet", *_HOUSING), "borgmesterens-afdeling"),
    User("rigmor", "Rigmor Teglhøj", Role.DATA_KEEPER),
    User("sofus", "Sofus Lyngdal", Role.DATA_KEEPER),
    User("tora", "Tora Birkmose", Role.AUDITOR),
    User("uffe", "Uffe Sandager", Role.READER, works_at="aarhus-kommune"),
    User("xenia", "Xenia Brobakke", Role.PROPOSER, works_at="lysbro"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A further right that one administrator has given lately and the other has yet to confirm."""

    key: str
    giver: str
    role: Role
    on: tuple[str, ...]
    reason: str


WANTED = (
    Wanted("ida", "vita", Role.EVALUATOR, ("sammen-om-diabetes",), "Hjælper med evalueringen (opdigtet)"),
    Wanted("hjalte", "walther", Role.OPERATING, ("familiestuen",), "Vikar i driften til nytår (opdigtet)"),
)


def everybody() -> tuple[User, ...]:
    """The whole cast, administrators last."""
    return (*CAST, *FIRST)


def one_of_each() -> Iterator[User]:
    """The first of the cast in each role, so that every role can be tried."""
    seen: set[Role] = set()
    for user in everybody():
        if user.role not in seen:
            seen.add(user.role)
            yield user
