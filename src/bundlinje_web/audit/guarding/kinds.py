"""What a guard is: a code, what the database refuses for it, and the attacks it must stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

LONGEST_NAME = 60
"""PostgreSQL cuts names at 63 letters."""


class Event(StrEnum):
    """What is about to be done to a row, or to a whole table."""

    INSERT = "INSERT"
    UPDATE = "UPDATE"
    DELETE = "DELETE"
    TRUNCATE = "TRUNCATE"


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the database refuses: something about to be done to a table, where a condition holds.

    `when` is SQL about `NEW` and `OLD` that both engines understand, or one for each engine by its name (`sqlite`,
    `postgresql`); an engine that is not named does not need it. A condition that is NULL refuses nothing: ask
    `IS DISTINCT FROM` where a column may be empty. `TRUNCATE` is PostgreSQL's alone and knows no rows. `code` is told
    instead of the guard's where people need other words for it. `looks_into` names the other tables the condition asks:
    it is put in place where they are all there.
    """

    table: str
    event: Event
    when: str | Mapping[str, str] = "TRUE"
    code: str = ""
    looks_into: tuple[str, ...] = ()

    def on(self, engine: str) -> str | None:
        """The condition on that engine; none where it does not need it."""
        if self.event is Event.TRUNCATE and engine == "sqlite":
            return None
        return self.when if isinstance(self.when, str) else self.when.get(engine)


@dataclass(frozen=True, slots=True)
class Attack:
    """Something the guard must refuse, said in SQL: tried on a database where at least one action was recorded.

    `{new}` stands for a new random id and `{now}` for this moment. Where it says `{table}` it is tried on every table
    that the guard is about: `{key}` is its key, and `{columns}` all its columns with a new key and a state that nobody
    knows. `on` names the engines it makes sense on.
    """

    name: str
    sql: str
    on: tuple[str, ...] = ("sqlite", "postgresql")


@dataclass(frozen=True, slots=True)
class Guard:
    """A rule the database holds.

    `code` is the application and the rule, such as `council.recusal`: what an action then refuses is told with the
    words `council.refused.recusal`. `refusals` gives what is refused, worked out from the models when it is installed.
    `constraints` are those of tables, by table and name, which the rule also stands on and which must be there.
    """

    code: str
    refusals: Callable[[], Iterable[Refusal]] = tuple
    constraints: tuple[tuple[str, str], ...] = ()
    attacks: tuple[Attack, ...] = ()

    def said(self, refusal: Refusal) -> str:
        """What the database says when it refuses."""
        return f"guard:{refusal.code or self.code}"

    def named(self) -> Iterable[tuple[str, Refusal]]:
        """Each refusal with the name of its trigger."""
        seen: dict[str, int] = {}
        for one in self.refusals():
            name = f"guard_{self.code}_{one.table}_{one.event}".lower().replace("-", "_").replace(".", "_")
            seen[name] = seen.get(name, 0) + 1
            yield _short(name if seen[name] == 1 else f"{name}_{seen[name]}"), one


def _short(name: str) -> str:
    """The name, cut with a digest of the whole where it is too long."""
    if len(name) <= LONGEST_NAME:
        return name
    return f"{name[: LONGEST_NAME - 9]}_{sha256(name.encode()).hexdigest()[:8]}"
