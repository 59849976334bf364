"""What each application brings to the pages that gather: menu, tasks, search and calendar.

An application registers its sources when it is ready; the frame and the workplace ask them all, each with the actor,
so that nothing is gathered that the actor may not see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from bundlinje_web.acting import Actor, Policy

T = TypeVar("T")


class Register(Generic[T]):
    """What has been registered, in its order."""

    def __init__(self) -> None:
        self._all: list[T] = []

    def register(self, one: T) -> T:
        """Take one more; twice the same is once."""
        if one not in self._all:
            self._all.append(one)
        return one

    def __iter__(self) -> Iterator[T]:
        return iter(tuple(self._all))


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A place in the main menu: words, the name of its address, who sees it, and its order."""

    code: str
    name: str
    policy: Policy
    order: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """Something for somebody to do next: verb and object, where it is done, by when, and why.

    `code` is the words; `subject` what it is about; `values` fill the words.
    """

    code: str
    url: str
    subject: str = ""
    due: date | None = None
    since: date | None = None
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """One of at most four numbers on a start page: words, what it says, and where it is explained."""

    code: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Something a search found: its group, what it is called, where it is, and a line of it."""

    group: str
    title: str
    url: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something on a day of the calendar. `code` and `values` say it without naming any citizen."""

    day: date
    code: str
    url: str
    subject: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saved:
    """A view that somebody has saved: its key, its name and its address."""

    key: str
    name: str
    url: str


menu: Register[MenuItem] = Register()
tasks: Register[Callable[[Actor, date], Iterable[Task]]] = Register()
key_numbers: Register[Callable[[Actor, date], Iterable[KeyNumber]]] = Register()
search: Register[Callable[[Actor, str], Iterable[Hit]]] = Register()
suggestions: Register[Callable[[Actor, str, str, Iterable[str]], Iterable[Hit]]] = Register()
"""What fits a new case of this area and step that is about these words, such as lessons learnt."""
calendar: Register[Callable[[Actor, date], Iterable[Happening]]] = Register()
saved_views: Register[Callable[[Actor, str], Iterable[Saved]]] = Register()
"""The views that somebody has saved of the page with a path."""
