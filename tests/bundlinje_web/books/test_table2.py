"""Tabel 2 as somebody asks for it: a year, a unit, as printed, and on paper that a screen reader can read."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from tests.bundlinje_web.books.reading import text_of

from bundlinje_web.frame.grids import Grid, GridCell, GridRow
from bundlinje_web.frame.papers import NoType, Paper, pdf

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worked_from_files]
TABLE = "/fonden/tabel-2/"


@pytest.mark.requirement("REP-06")
def test_the_table_of_a_date_holds_the_accounts_until_then_and_says_what_is_not_known(reader: Client) -> None:
    text = text_of(reader, f"{TABLE}?pr=2022-12-31")
    assert "Ultimo 2022 er der" in text
    assert "R 2023" not in text
    assert "Det budget, der gjaldt dengang, står ikke i bøgerne." in text
    assert "R 2023" in text_of(reader, f"{TABLE}?pr=1999-12-31")


@pytest.mark.requirement("FND-17")
def test_amounts_are_shown_in_thousands_or_in_millions_and_the_exact_amount_stands_behind(reader: Client) -> None:
    cell = re.compile(r'href="/tal/fund\.total\.R2022/">([^<]*)<')
    assert cell.findall(text_of(reader, TABLE)) == ["12.885"]
    assert cell.findall(text_of(reader, f"{TABLE}?enhed=mio")) == ["12,9"]
    assert "12.885.000 kr." in text_of(reader, "/tal/fund.total.R2022/")


@pytest.mark.requirement("PP-31")
def test_the_printed_table_marks_every_total_that_does_not_add_up(reader: Client) -> None:
    text = text_of(reader, f"{TABLE}?visning=trykt")
    assert "Tabel 2 som trykt i årsrapporten for 2024" in text
    wrong = re.findall(r'href="/tal/fund\.printed\.total\.(\w+)/">[^<]*</a> <span class="bl-kind">Stemmer ikke<', text)
    assert wrong == ["R2022", "B2025", "B2026", "B2027", "B2028", "B2029-2034"] or len(wrong) == 6
    assert "/tal/fund.total." not in text


@pytest.mark.requirement("REP-06", "FND-06")
@pytest.mark.parametrize(("language", "lang"), [("", b"da"), ("/en", b"en")])
def test_the_paper_is_tagged_titled_in_its_language_and_stamped_where_it_does_not_add_up(
    reader: Client, language: str, lang: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers: list[Paper] = []
    monkeypatch.setattr("bundlinje_web.frame.papers.pdf", lambda paper: papers.append(paper) or pdf(paper))
    answer = reader.get(f"{language}{TABLE}eksport.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="tabel-2.pdf"'
    made_of = answer.content
    assert made_of.startswith(b"%PDF")
    assert b"/StructTreeRoot" in made_of
    assert b"/Lang" in made_of
    assert b"(" + lang + b")" in made_of
    assert b"pdfuaid" in made_of
    assert "2022" in papers[0].stamp
    reader.get(f"{language}{TABLE}eksport.pdf?effekt=100")
    assert papers[1].stamp == ""


def test_the_same_paper_is_the_same_bytes_and_without_its_type_it_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (GridRow(GridCell("One"), (GridCell("1", is_number=True),)), GridRow(GridCell("Two")))
    paper = Paper(
        "Title", "Lead", Grid("Caption", (GridCell("A"), GridCell("B", is_number=True)), rows), date(2024, 1, 1)
    )
    assert pdf(paper) == pdf(paper)
    monkeypatch.setattr("bundlinje_web.frame.papers.finders.find", lambda _path: None)
    with pytest.raises(NoType):
        pdf(paper)
