"""Those who read: a reader of the city council from a headline to its source, the auditor down the chain."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.browser.journeys.journey import Journey


def test_y1_a_reader_comes_from_the_headline_to_the_source_of_a_number_in_two_pages(
    somebody: Callable[..., Journey],
) -> None:
    uffe = somebody("uffe").follows("books.key.left").follows(re.compile("[−-]564[.,]000")).reads()
    assert len(uffe.pages) <= 2


def test_u2_the_auditor_examines_the_chain_in_two_pages(somebody: Callable[..., Journey]) -> None:
    tora = somebody("tora").chooses("audit.page.menu").presses("audit.page.examine").sees("audit.page.whole")
    assert len(tora.pages) <= 2


def test_y2_a_reader_reads_one_project_in_plain_language_in_one_page(somebody: Callable[..., Journey]) -> None:
    uffe = somebody("uffe").follows(re.compile("Dialog mod Vold|Dialogue against Violence")).reads()
    uffe.sees(re.compile("25 (familier|families)"), re.compile(r"2[.,]500[.,]000"))
    assert len(uffe.pages) == 1


def test_y3_a_reader_downloads_the_table_of_the_fund_in_two_pages(somebody: Callable[..., Journey]) -> None:
    uffe = somebody("uffe").chooses("books.menu.fund").follows("books.table2.title")
    assert uffe.fetches(re.compile("XLSX")).endswith(".xlsx")
    assert len(uffe.pages) <= 2


def test_u3_the_auditor_reads_who_approved_what_when_and_on_which_version_in_one_page(
    somebody: Callable[..., Journey],
) -> None:
    tora = somebody("tora").chooses("council.given.menu").reads().sees("council.given.lead", "council.of.premises")
    row = tora.main.locator("tr, li").filter(has_text=re.compile("Ebba Strandtoft")).first
    row.get_by_text(re.compile("Næste skridt|The next step|Fast følgeskab|Steady company")).first.wait_for()
    assert len(tora.pages) == 1
