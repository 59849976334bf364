"""A list of rows: searched, filtered, sorted, paged and exported, all of it in the address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from bundlinje_web.frame.exports import exported
from bundlinje_web.frame.found import Saved, saved_views
from bundlinje_web.frame.request import Request
from bundlinje_web.frame.words import say_now

PER_PAGE = 50
SORT, PAGE, SEARCH = "sorter", "side", "q"


class Kind(StrEnum):
    """How a cell is written, and how it is lined up."""

    TEXT = "text"
    NUMBER = "number"
    KR = "kr"
    TOLD = "told"
    """A number that is told with its unit already."""
    MILLIONS = "mio"
    """Money shown in millions with one decimal, and handed out exactly."""
    DAY = "day"
    MOMENT = "moment"
    CODE = "code"


def _file_kind(kind: Kind) -> Kind:
    """How a file holds it: money is kroner there, however it is shown."""
    return {Kind.MILLIONS: Kind.KR, Kind.TOLD: Kind.TEXT}.get(kind, kind)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the code of its heading, what stands in a row's cell, and how it is sorted and linked.

    `value` gives what is shown and exported: text, int, øre, a date, or a code of words (`Kind.CODE`). `sort` names
    the fields of the row it is sorted by; a list of values that are no database rows is sorted by `value`.
    """

    code: str
    value: Callable[[Any], Any]
    kind: Kind = Kind.TEXT
    sort: tuple[str, ...] = ()
    link: Callable[[Any], str] | None = None

    @property
    def key(self) -> str:
        """What the column is called in the address: the last part of its code."""
        return self.code.rpartition(".")[2]

    @property
    def is_number(self) -> bool:
        """Whether its cells stand to the right."""
        return self.kind in {Kind.NUMBER, Kind.KR, Kind.MILLIONS, Kind.TOLD}


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice that narrows a list. `choices` are (value, words) pairs; `keeps` narrows the rows to a value."""

    code: str
    choices: Sequence[tuple[str, str]]
    keeps: Callable[[Any, str], Any]

    @property
    def key(self) -> str:
        """What the filter is called in the address."""
        return self.code.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place of the table."""

    column: Column
    value: Any
    url: str


@dataclass
class Listing:
    """The rows somebody may see, narrowed and ordered as the address says.

    `rows` is a query set or a sequence; `search` names the fields that are searched in, or is a function of a row.
    `order` is the sort of a list nobody has sorted: a column's key, with a minus for the largest first.
    """

    request: Request
    rows: Any
    columns: Sequence[Column]
    name: str
    filters: Sequence[Filter] = ()
    search: Sequence[str] = ()
    order: str = ""
    empty: str = "frame.list.empty"
    extra: dict[str, Any] = field(default_factory=dict)
    exports: Sequence[str] = ("csv", "xlsx", "json")

    @cached_property
    def sorted_by(self) -> tuple[str, bool]:
        """The key of the column sorted by, and whether the largest comes first."""
        asked = self.request.GET.get(SORT, "") or self.order
        key = asked.removeprefix("-")
        known = any(column.key == key for column in self.columns)
        return (key, asked.startswith("-")) if known else ("", False)

    def asked(self, each: Filter) -> str:
        """The value a filter is set to, if it is one of its choices."""
        value = self.request.GET.get(each.key, "")
        return value if any(value == choice for choice, _ in each.choices) else ""

    @cached_property
    def words(self) -> str:
        """What is searched for."""
        return self.request.GET.get(SEARCH, "").strip()

    def _searched(self, rows: Any) -> Any:
        if not self.words or not self.search:
            return rows
        if isinstance(rows, QuerySet):
            wanted = Q()
            for name in self.search:
                wanted |= Q(**{f"{name}__icontains": self.words})
            return rows.filter(wanted)
        text = self.words.casefold()
        return [row for row in rows if any(text in str(column.value(row)).casefold() for column in self.columns)]

    @cached_property
    def searched(self) -> Any:
        """The rows that are searched for, before any filter."""
        return self._searched(self.rows)

    @cached_property
    def kept(self) -> Any:
        """The rows that pass search and filters, in order."""
        rows = self.searched
        for each in self.filters:
            if value := self.asked(each):
                rows = each.keeps(rows, value)
        return self._sorted(rows)

    def _sorted(self, rows: Any) -> Any:
        key, descending = self.sorted_by
        column = next((column for column in self.columns if column.key == key), None)
        if column is None:
            return rows
        if isinstance(rows, QuerySet):
            fields = [f"{'-' if descending else ''}{name}" for name in column.sort]
            return rows.order_by(*fields, "pk") if fields else rows
        known = [row for row in rows if column.value(row) is not None]
        unknown = [row for row in rows if column.value(row) is None]
        return sorted(known, key=column.value, reverse=descending) + unknown

    @cached_property
    def page(self) -> Page[Any]:
        """The rows of the page asked for."""
        return Paginator(self.kept, PER_PAGE).get_page(self.request.GET.get(PAGE))

    @property
    def table(self) -> list[list[Cell]]:
        """The cells of the page's rows."""
        return [self.cells(row) for row in self.page]

    def cells(self, row: Any) -> list[Cell]:
        """A row's cells, one for each column."""
        return [Cell(each, each.value(row), each.link(row) if each.link else "") for each in self.columns]

    @property
    def heads(self) -> list[dict[str, Any]]:
        """The headings: how each is sorted now, and what a press on it asks for."""
        key, descending = self.sorted_by
        heads = []
        for column in self.columns:
            active = column.key == key
            can = bool(column.sort) or not isinstance(self.rows, QuerySet)
            direction = ("descending" if descending else "ascending") if active else ""
            following = f"-{column.key}" if active and not descending else column.key
            heads.append({"column": column, "direction": direction, "sort": following if can else ""})
        return heads

    @property
    def choices(self) -> list[dict[str, Any]]:
        """The filters with their choices, how many rows each would leave, and which one is set."""
        found = []
        for each in self.filters:
            asked = self.asked(each)
            options = [(value, words, self._count(each, value), value == asked) for value, words in each.choices]
            found.append({"filter": each, "options": options, "asked": asked})
        return found

    def _count(self, each: Filter, value: str) -> int:
        rows = each.keeps(self.searched, value)
        return rows.count() if isinstance(rows, QuerySet) else len(rows)

    @property
    def is_narrowed(self) -> bool:
        """Whether search or a filter hides anything."""
        return bool(self.words) or any(self.asked(each) for each in self.filters)

    @property
    def saved(self) -> list[Saved]:
        """The views of this list that whoever asks has saved."""
        return [view for source in saved_views for view in source(self.request.actor, self.request.path)]

    @property
    def can_be_saved(self) -> bool:
        """Whether the address says more than where the list is, and somebody known asks."""
        narrowed = self.is_narrowed or bool(self.request.GET.get(SORT))
        return narrowed and self.request.actor.is_known and self.request.get_full_path() not in self._saved_urls

    @property
    def _saved_urls(self) -> set[str]:
        return {view.url for view in self.saved}

    def exported(self, kind: str) -> HttpResponse:
        """All rows that pass, not only the page's, as a file."""
        heads = [(column.key, say_now(column.code), _file_kind(column.kind)) for column in self.columns]
        rows: Iterable[list[Any]] = ([column.value(row) for column in self.columns] for row in self.kept)
        return exported(kind, self.name, heads, rows)

    def answer(self, template: str, context: dict[str, Any] | None = None) -> HttpResponse:
        """The page, or the export where the address asks for one."""
        match = self.request.resolver_match
        kind = match.kwargs.get("export") if match else None
        if kind:
            return self.exported(str(kind))
        return render(self.request, template, {"listing": self, **(context or {})})
