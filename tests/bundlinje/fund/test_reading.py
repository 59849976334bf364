"""A fund's folder is read whole or refused whole, with every mistake at its line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bundlinje.fund import Fund, read_fund
from bundlinje.problems import Refused
from bundlinje.words.problems import sentences

Tried = Callable[..., list[tuple[str, str, int | None]]]


def test_mistakes_in_several_places_are_shown_together(problems_of: Tried) -> None:
    found = problems_of(
        "books/accounts.yaml",
        ("unit: kr", "unit: EUR"),
        ("R2021: -40", "R2021: fyrre"),
        ("version: invented", "versoin: invented"),
    )
    assert found == [
        ("fund.missing_key", "books/accounts.yaml", 1),
        ("fund.unknown_key", "books/accounts.yaml", 2),
        ("fund.unit_unknown", "books/accounts.yaml", 5),
        ("fund.not_whole", "books/accounts.yaml", 10),
    ]


@pytest.mark.parametrize("written", ["1.5", "1e3", "true", "'10 kr'", "ti", "1.000", "1,5"])
def test_an_amount_that_is_no_whole_number_is_refused_where_it_stands(problems_of: Tried, written: str) -> None:
    quoted = f"'{written}'" if "," in written else written
    found = problems_of("books/accounts.yaml", ("R2020: 100", f"R2020: {quoted}"))
    assert found == [("fund.not_whole", "books/accounts.yaml", 9)]


def test_a_blank_is_not_a_zero(problems_of: Tried, invented: Fund) -> None:
    assert invented.cells["one", "R2021"].ore == 0
    assert ("one_rb", "R2020") not in invented.cells
    assert problems_of("books/accounts.yaml", ("R2021: 0", "R2021: ")) == [
        ("fund.cell_blank", "books/accounts.yaml", 9)
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "line"),
    [
        ("books/accounts.yaml", "[R2020, R2021]", "[R2019, R2021]", "fund.missing_year", 6),
        ("books/budget.yaml", "[B2022, 2023-2025]", "[B2021, B2022, 2023-2025]", "fund.repeated_year", 6),
        ("books/budget.yaml", "2023-2025", "2025-2023", "fund.column_unreadable", 6),
        ("books/accounts.yaml", "line: one,", "line: two,", "fund.unknown_line", 9),
        ("books/accounts.yaml", "line: one_rb", "line: one", "fund.repeated_id", 10),
        ("books/accounts.yaml", "{R2021: -40}", "{R2029: -40}", "fund.unknown_column", 10),
        ("books/accounts.yaml", "source: report", "source: rumour", "fund.unknown_document", 3),
        ("books/accounts.yaml", "book: accounts", "book: ledger", "fund.not_one_of", 1),
        ("fund.yaml", "id: one,", "id: costs,", "fund.repeated_id", 16),
        ("fund.yaml", "of: one", "of: costs", "fund.repays_nothing", 17),
        ("fund.yaml", "1 000 kr", "1.000", "fund.kroner_unreadable", 11),
        ("fund.yaml", "day: 2020-01-01, column", "day: 2020-02-30, column", "fund.day_unreadable", 11),
        ("fund.yaml", "column: R2020", "column: R2050", "fund.unknown_column", 11),
        ("fund.yaml", "headroom_share: {share: 80 %", "headroom_share: {share: 80", "fund.share_unreadable", 8),
        ("fund.yaml", "effect_levels: [50 %, 80 %]", "effect_levels: []", "fund.list_empty", 9),
        ("fund.yaml", "2021-12-31, source: report", "2021-12-31", "fund.value_without_source", 24),
        ("fund.yaml", "group: drift", "group: misc", "fund.not_one_of", 15),
    ],
)  # fmt: skip
def test_each_mistake_has_its_own_code_and_line(
    problems_of: Tried, file: str, old: str, new: str, code: str, line: int
) -> None:
    assert (code, file, line) in problems_of(file, (old, new))


def test_an_empty_file_and_a_missing_file_are_refused(folder: Path) -> None:
    (folder / "fund.yaml").write_text("", encoding="utf-8")
    (folder / "books" / "accounts.yaml").unlink()
    with pytest.raises(Refused) as refusal:
        read_fund(folder)
    assert {problem.place.file for problem in refusal.value.problems} == {"fund.yaml", "books/accounts.yaml"}


def test_a_file_cut_in_the_middle_is_refused(folder: Path) -> None:
    text = (folder / "fund.yaml").read_text(encoding="utf-8")
    (folder / "fund.yaml").write_text(text[: len(text) // 2 - 3] + "{", encoding="utf-8")
    with pytest.raises(Refused):
        read_fund(folder)


def test_a_printed_cell_that_is_read_as_a_number_must_say_why(problems_of: Tried) -> None:
    assert problems_of("books/accounts.yaml", ("R2020: 100", "R2020: {amount: 100, printed: '.100'}")) == [
        ("fund.reading_without_reason", "books/accounts.yaml", 9)
    ]


def test_an_unknown_amount_makes_its_sums_unknown_and_not_zero(folder: Path) -> None:
    path = folder / "books" / "accounts.yaml"
    text = path.read_text(encoding="utf-8").replace("R2020: 100", "R2020: {unknown: {da: skjult, en: hidden}}")
    path.write_text(text, encoding="utf-8")
    fund = read_fund(folder)
    assert fund.sum(["investment"], fund.columns).ore is None
    assert fund.sum(["drift"], fund.columns).ore == 60_00


def test_the_aarhus_fund_says_of_every_cell_which_document_and_line_it_stands_in(aarhus: Fund) -> None:
    origins = [origin for figure in aarhus.cells.values() for origin in figure.because]
    assert len(origins) == len(aarhus.cells) > 100
    assert all(o.source in aarhus.facts.documents and o.quote and o.place.line for o in origins)


def test_every_code_of_a_problem_has_a_sentence_in_both_languages() -> None:
    import re

    source = Path(__file__).parents[3] / "src" / "bundlinje"
    texts = [path.read_text(encoding="utf-8") for room in ("fund", "ledger") for path in (source / room).rglob("*.py")]
    codes = {code for text in texts for code in re.findall(r'(?:error|warning)\(\s*"((?:fund|ledger)\.[a-z_]+)"', text)}
    codes |= set(re.findall(r': "(fund\.[a-z_]+)"', "".join(texts)))
    assert len(codes) > 30
    assert {code for code in codes if set(sentences().get(code, {})) != {"da", "en"}} == set()
