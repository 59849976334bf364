"""Every number on the pages of an investment leads to its reasons, and the reasons come to that number (rule 17)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser

import pytest
from django.test import Client
from tests.bundlinje_web import made

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.worked_from_files,
    pytest.mark.requirement("REP-14"),
]

_NUMBER = re.compile(r"^[−-]?\d{1,3}(?:[.\u00a0 ]?\d{3})*(?:,\d+)?[\u00a0 ]?(?:%|kr\.|mio\.[\u00a0 ]kr\.)?$")
CODE = "hjem-job-og-helhed"


@dataclass
class Shown:
    """A cell of a table or a value of a list of facts: what it says, and where it leads."""

    text: str = ""
    links: list[str] = field(default_factory=list)


class Cells(HTMLParser):
    """Every `td` and `dd` of the page's `main`; what stands in inputs, codes and dates is no number."""

    def __init__(self) -> None:
        super().__init__()
        self.in_main = 0
        self.open: list[Shown] = []
        self.found: list[Shown] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.in_main += tag == "main"
        if tag in ("td", "dd") and self.in_main:
            self.open.append(Shown())
        elif tag == "a" and self.open:
            self.open[-1].links.append(told.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        self.in_main -= tag == "main"
        if tag in ("td", "dd") and self.open:
            self.found.append(self.open.pop())

    def handle_data(self, data: str) -> None:
        if self.open:
            self.open[-1].text += data


def numbers(page: str) -> Iterator[Shown]:
    """The cells that show nothing but a number."""
    cells = Cells()
    cells.feed(page)
    for one in cells.found:
        one.text = " ".join(one.text.split())
        if _NUMBER.match(one.text) and not re.fullmatch(r"(19|20)\d\d", one.text):
            yield one


_AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})*(?:,\d+)?")


def exact(text: str) -> Decimal:
    """A number as it is written, without its sign."""
    return Decimal("".join(each for each in text if each.isdigit() or each == ",").replace(",", "."))


def comes_to(shown: str, page: str) -> bool:
    """Whether a page of reasons has the number, exactly or rounded as it was shown: in kroner, or in 1.000 kr."""
    wanted = exact(shown)
    main = page[page.index("<main") : page.index("</main>")]
    told = [exact(each) / unit for each in _AMOUNT.findall(main) for unit in (1, 1_000)]
    return any(one.quantize(wanted, ROUND_HALF_UP) == wanted for one in told)


PAGES = ("business-case/", "business-case/?effekt=70&forsinkelse=5", "business-case/sammenlign/")


@pytest.mark.parametrize("page", PAGES)
def test_every_number_leads_to_its_reasons_and_they_come_to_it(client: Client, page: str) -> None:
    client.force_login(made.person("secretariat"))
    address = f"/investeringer/{CODE}/{page}"
    shown = list(numbers(client.get(address).content.decode()))
    assert len(shown) > 5
    without = [one.text for one in shown if not any(link.startswith("/tal/") for link in one.links)]
    assert without == []
    for one in shown[:: max(len(shown) // 12, 1)]:
        answer = client.get(one.links[0])
        assert answer.status_code == 200, one.links
        assert comes_to(one.text, answer.content.decode()), one
