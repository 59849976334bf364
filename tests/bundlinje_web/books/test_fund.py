"""The fund's pages say what the books say, mark what does not add up, and try an investment without keeping it."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from tests.bundlinje_web import made
from tests.bundlinje_web.books.reading import text_of

from bundlinje_web.audit.models import Record
from bundlinje_web.books.registered import numbers
from bundlinje_web.bridge.portfolio import Holding
from bundlinje_web.contracts.beside.holdings import holding_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.requirement("FND-05")
def test_tabel_2_begins_with_what_is_left_and_stands_beside_the_printed_one(reader: Client) -> None:
    text = text_of(reader, "/fonden/tabel-2/")
    assert "7,7 mio. kr." in text
    assert "I alt som trykt" in text
    assert "Trykt minus beregnet" in text


@pytest.mark.requirement("FND-06", "PP-31")
def test_a_table_that_does_not_add_up_is_marked_with_column_and_difference(reader: Client) -> None:
    text = text_of(reader, "/fonden/tabel-2/")
    assert "Tabellen stemmer ikke" in text
    assert "Den trykte tabel stemmer ikke i" in text


@pytest.mark.requirement("FND-11")
def test_another_effect_moves_the_end_and_drops_the_printed_lines(reader: Client) -> None:
    at_60, at_120 = text_of(reader, "/fonden/tabel-2/?effekt=60"), text_of(reader, "/fonden/tabel-2/?effekt=120")
    assert "I alt som trykt" not in at_60
    assert "(60 % effekt)" in at_60
    assert at_60 != at_120
    assert "effekt=60" in at_60


def test_a_level_that_is_none_is_the_rules_own(reader: Client) -> None:
    assert "(80% effekt)" in text_of(reader, "/fonden/tabel-2/?effekt=mange")


def test_tabel_2_is_handed_out_as_a_workbook_with_the_same_rows(reader: Client) -> None:
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(reader.get("/fonden/tabel-2/eksport.xlsx").content)).active
    labels = [row[0].value for row in sheet.iter_rows()]
    assert "Job BootCamp" in labels
    assert "I alt" in labels


@pytest.mark.requirement("FND-02", "FND-03")
def test_both_rules_stand_with_their_value_and_where_they_were_decided(reader: Client) -> None:
    text = text_of(reader, "/fonden/raaderum/")
    assert "indregne forventede resultatbetalinger på 80 % af de samlede investeringer" in text
    assert "sat til 80% af de beregnede resultatbetalinger" in text
    assert "80 %" in text


@pytest.mark.requirement("PP-19")
def test_an_investment_is_tried_in_the_address_and_nothing_is_kept(reader: Client) -> None:
    before = Record.objects.count()
    small = text_of(reader, "/fonden/raaderum/?beloeb=100.000&start=2026&aar=2&tilbage=100&efter=3")
    assert "Pengene rækker i alle år" in small
    large = text_of(reader, "/fonden/raaderum/?beloeb=90.000.000&start=2026&aar=2&tilbage=0&efter=3")
    assert "i råderummet" in large
    assert "Vælg et mindre beløb" in large
    assert Record.objects.count() == before


def test_a_mistake_in_what_is_tried_keeps_what_was_written(reader: Client) -> None:
    text = text_of(reader, "/fonden/raaderum/?beloeb=mange&start=2026&aar=2&tilbage=100&efter=3")
    assert 'value="mange"' in text
    assert "Skriv beløbet i kroner med cifre, punktum og komma" in text


@pytest.mark.requirement("FND-07")
def test_reservations_show_free_reserved_and_expected_and_for_whom(reader: Client) -> None:
    text = text_of(reader, "/fonden/reservationer/")
    for words in ("Reserveret til hver linje", "IPS Plus enhed", "Lær for Livet"):
        assert words in text


@pytest.mark.requirement("PP-30")
def test_seventy_two_printed_numbers_are_held_against_the_books(reader: Client) -> None:
    rows = json.loads(reader.get("/fonden/afstemning/eksport.json").content)
    assert len(rows) == 72
    wrong = [row for row in rows if row["explanation"] == "Mangler"]
    assert len(wrong) == 17
    assert "55 trykte tal stemmer · 17 stemmer ikke" in text_of(reader, "/fonden/afstemning/")
    assert len(json.loads(reader.get("/fonden/afstemning/eksport.json?stemmer=wrong").content)) == 17


@pytest.mark.requirement("FND-09")
def test_the_forecast_says_how_long_the_money_lasts_and_draws_a_fan_with_its_table(reader: Client) -> None:
    text = text_of(reader, "/fonden/prognose/")
    assert 'role="img"' in text
    assert "<details open>" in text
    assert "/tal/ahead.balance.2026.p50/" in text


def test_strangers_log_in_and_those_outside_see_only_their_own(client: Client) -> None:
    assert client.get("/fonden/").status_code == 302
    client.force_login(made.person("provider", "nobody"))
    for address in ("/fonden/", "/fonden/tabel-2/"):
        assert client.get(address).status_code == 403
    for address in ("/tal/fund.total.R2020/", "/tal/contract.havnen.capital/", "/investeringer/havnen/"):
        assert client.get(address).status_code == 404
    assert "Housing First" not in text_of(client, "/investeringer/")


@pytest.mark.requirement("FND-15")
def test_the_portfolio_begins_with_the_capital_that_all_investors_raised(reader: Client) -> None:
    text = text_of(reader, "/investeringer/")
    assert "/tal/fund.raised.all.all_investors/" in text
    assert "kapital rejst fra alle investorer" in text


@pytest.mark.requirement("RSK-06")
def test_the_portfolio_shows_the_investors_risk_beside_the_departments(reader: Client) -> None:
    assert "på spil | betaler kun for resultater" in text_of(reader, "/investeringer/")


@pytest.mark.requirement("DAT-07")
def test_investments_are_narrowed_by_area_and_department(reader: Client) -> None:
    rows = json.loads(reader.get("/investeringer/eksport.json?omraade=Unge hjemløse").content)
    assert [row["title"] for row in rows] == ["Housing First – Havnen", "Housing First – Hjem, Job og Helhed"]


def test_the_office_has_the_word_where_it_has_a_contract_of_its_own(reader: Client) -> None:
    made.contract("havnen", title_da="Havnen på ny")
    assert "Havnen på ny" not in text_of(reader, "/investeringer/")
    reader.force_login(made.person("secretariat"))
    assert "Havnen på ny" in text_of(reader, "/investeringer/")


@pytest.mark.requirement("PP-30")
def test_sources_that_disagree_are_both_shown(reader: Client) -> None:
    text = text_of(reader, "/investeringer/hjem-job-og-helhed/")
    assert "Kilderne er ikke enige" in text
    assert "7.254.200 kr. på faktaarket, 7,3 mio. i økonomitabellen" in text


def test_a_count_of_few_is_hidden_on_every_page_and_by_its_address(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = holding_of(made.actor(made.person("secretariat")), "dialog-mod-vold")
    assert isinstance(found, Holding)
    monkeypatch.setattr("bundlinje_web.bridge.portfolio._admitted", lambda *_: (date(2024, 1, 1),) * 2)
    page = text_of(reader, "/investeringer/dialog-mod-vold/borgere/")
    assert "Skjult, fordi få borgere kunne genkendes" in page
    assert "skjult / 15" in text_of(reader, "/investeringer/")
    assert "contract.dialog-mod-vold.came" not in text_of(reader, "/investeringer/dialog-mod-vold/")
    assert reader.get("/tal/contract.dialog-mod-vold.came/").status_code == 404


def test_the_start_page_of_those_who_steer_has_the_fund_in_three_numbers() -> None:
    told = list(numbers(made.actor(made.person("council")), date(2026, 1, 1)))
    assert [one.code for one in told] == ["books.key.left", "books.key.room", "books.key.received"]
    assert list(numbers(made.actor(made.person("provider", "nobody")), date(2026, 1, 1))) == []


def test_pages_are_whole_in_english(reader: Client) -> None:
    text = text_of(reader, "/en/fonden/")
    assert "left in the fund." in text
    assert "DKK" in text


def test_without_books_or_with_mistakes_in_them_a_page_says_so(
    reader: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BUNDLINJE_FUND_FOLDER", str(tmp_path))
    answer = reader.get("/fonden/")
    assert answer.status_code == 503
    assert "BUNDLINJE_FUND_FOLDER" in answer.content.decode()
    (tmp_path / "fund.yaml").write_text("fund: x\nname: y\n", encoding="utf-8")
    assert "Filerne har fejl" in reader.get("/fonden/").content.decode()
    assert list(numbers(made.actor(made.person("council")), date(2026, 1, 1))) == []
