"""The fund's own outlook: read whole, or refused with every mistake and its place."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from tests.bundlinje.forecast.fund.invented import CONTRACT

from bundlinje.forecast.fund.agreements import read_agreements
from bundlinje.forecast.fund.file import RISKY, SIGNED, parse_fund_outlook, read_fund_outlook
from bundlinje.fund import Fund
from bundlinje.problems import Refused
from bundlinje.words.problems import say


def _problems(text: str, fund: Fund) -> list[tuple[str, int | None]]:
    with pytest.raises(Refused) as refusal:
        parse_fund_outlook(text, fund)
    assert all(say(problem, language) for problem in refusal.value.problems for language in ("da", "en"))
    return [(problem.code, problem.place.line) for problem in refusal.value.problems]


def test_what_is_not_written_is_a_named_default(fund: Fund) -> None:
    outlook = parse_fund_outlook("{outlook: invented, account: fond}", fund)
    assert (outlook.risky, outlook.signed, outlook.collapse.chance) == (RISKY, SIGNED, Fraction(1, 10))


def test_every_mistake_is_shown_at_once_with_its_line(fund: Fund) -> None:
    text = """\
outlook: other
account: fond
risky: 110 %
signed: 0 %
lines:
  nowhere: {basis: budget}
  one: {signed: 100 %}
planned:
- {id: one, label: {da: A, en: A}, costs: {"2023": 1 kr}}
"""
    assert _problems(text, fund) == [
        ("fund_outlook.other_fund", 1),
        ("fund_outlook.no_share", 3),
        ("fund_outlook.no_share", 4),
        ("fund_outlook.unknown_line", 6),
        ("fund_outlook.no_share", 7),
        ("fund_outlook.repeated_id", 9),
        ("fund_outlook.year_is_closed", 9),
    ]


def test_a_key_that_is_none_is_refused_with_the_one_that_is_meant(fund: Fund) -> None:
    assert _problems("{outlook: invented, acount: fond}", fund) == [
        ("shape.missing_key", 1),
        ("shape.unknown_key_meant", 1),
    ]


def test_the_aarhus_funds_outlook_says_why_it_assumes_what_it_does(aarhus: Fund) -> None:
    path = Path(__file__).parents[4] / "examples" / "aarhus" / "outlooks" / "fund.yaml"
    outlook = read_fund_outlook(path, aarhus)
    assert outlook.account == "raadet"
    assert outlook.assumed
    assert outlook.collapse.assumed
    assert outlook.revolving.assumed


def test_agreements_are_read_from_the_funds_folder_and_a_missing_contract_is_left_out(
    fund: Fund, tmp_path: Path
) -> None:
    (tmp_path / "contracts").mkdir()
    (tmp_path / "outlooks").mkdir()
    text = CONTRACT.format(name="one", planned=4, half=2, price="1 000", rate="50 %")
    (tmp_path / "contracts" / "one.yaml").write_text(text, "utf-8")
    (tmp_path / "outlooks" / "one.yaml").write_text("{outlook: one, shock: 10 %}", "utf-8")
    agreements = read_agreements(tmp_path, fund)
    assert list(agreements) == ["one"]
    assert agreements["one"].outlook is not None
    assert agreements["one"].outlook.shock == Fraction(1, 10)
    assert agreements["one"].facts is None


def test_mistakes_in_several_files_are_shown_together(fund: Fund, tmp_path: Path) -> None:
    (tmp_path / "contracts").mkdir()
    (tmp_path / "outlooks").mkdir()
    for name in ("one", "two"):
        text = CONTRACT.format(name=name, planned=4, half=2, price="1 000", rate="50 %")
        (tmp_path / "contracts" / f"{name}.yaml").write_text(text, "utf-8")
        (tmp_path / "outlooks" / f"{name}.yaml").write_text("{outlook: wrong}", "utf-8")
    with pytest.raises(Refused) as refusal:
        read_agreements(tmp_path, fund)
    assert [problem.code for problem in refusal.value.problems] == ["outlook.other_contract"] * 2
