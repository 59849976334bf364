"""No number stands on a page of the fund without its reasons: each cell leads to a page that comes to the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django.test import Client
from tests.bundlinje_web import made

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worked_from_files]

PAGES = (
    "/fonden/",
    "/fonden/tabel-2/",
    "/fonden/tabel-2/?visning=trykt",
    "/fonden/tabel-2/?pr=2022&enhed=mio",
    "/fonden/tabel-2/?effekt=60",
    "/fonden/raaderum/",
    "/fonden/raaderum/?beloeb=2.000.000&start=2026&aar=2&tilbage=100&efter=2",
    "/fonden/reservationer/",
    "/fonden/afstemning/",
    "/fonden/afstemning/?side=2",
    "/fonden/prognose/",
    "/fonden/prognose/?beloeb=2.000.000",
    "/investeringer/",
    "/investeringer/kort/",
)
SCALES = (1, 1_000, 1_000_000)
"""A table counts in kroner, in thousands or in millions; its reasons always in kroner."""
_NUMBER = re.compile(r"^[\u2212-]?\d[\d.]*(?:,\d+)?")


@dataclass
class Shown:
    """One cell of a table that is lined up as a number."""

    text: str = ""
    link: str = ""


@dataclass
class Cells(HTMLParser):
    """The cells of a page's tables that are lined up as numbers, and the answer of a page of reasons."""

    found: list[Shown] = field(default_factory=list)
    answer: str = ""
    within: str = ""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "td" and "align-text-right" in (told.get("class") or ""):
            self.found.append(Shown())
            self.within = "td"
        if tag == "a" and self.within == "td":
            self.found[-1].link = told.get("href") or ""
        if tag == "span" and self.within == "td":
            self.within = "mark"
        if tag == "p" and told.get("class") == "bl-answer":
            self.within = "p"
        if tag == "strong" and self.within == "p":
            self.within = "strong"

    def handle_endtag(self, tag: str) -> None:
        if tag == "span" and self.within == "mark":
            self.within = "td"
        elif tag in ("td", "strong"):
            self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within == "td":
            self.found[-1].text += data.strip()
        if self.within == "strong":
            self.answer += data


def _page(client: Client, address: str) -> Cells:
    answer = client.get(address)
    assert answer.status_code == 200, address
    cells = Cells()
    cells.feed(answer.content.decode())
    return cells


def _number(text: str) -> Decimal | None:
    found = _NUMBER.match(text.strip())
    return Decimal(found[0].replace("\u2212", "-").replace(".", "").replace(",", ".")) if found else None


def _numbers(cells: Cells) -> Iterator[tuple[Shown, Decimal]]:
    for cell in cells.found:
        if (value := _number(cell.text)) is not None:
            yield cell, value


def _half(value: Decimal) -> Decimal:
    """Half of what its last digit stands for."""
    return Decimal(1).scaleb(int(value.as_tuple().exponent)) / 2


def _same(shown: Decimal, reasons: Decimal) -> bool:
    """Whether the two are one number, each rounded for the eye."""
    return any(abs(shown - reasons / scale) <= _half(shown) + _half(reasons) / scale for scale in SCALES)


@pytest.mark.requirement("REP-14")
def test_every_number_in_a_table_leads_to_reasons_that_come_to_it(client: Client) -> None:
    client.force_login(made.person("secretariat"))
    shown = {page: list(_numbers(_page(client, page))) for page in PAGES}
    assert [page for page, numbers in shown.items() if len(numbers) < 10] == []
    numbers = [number for found in shown.values() for number in found]
    assert [cell.text for cell, _ in numbers if "/tal/" not in cell.link] == []
    reasons = {link: _number(_page(client, link).answer) for link in {cell.link for cell, _ in numbers}}
    wrong = [
        (cell.text, cell.link, reasons[cell.link])
        for cell, value in numbers
        if (told := reasons[cell.link]) is None or not _same(value, told)
    ]
    assert wrong == []
