"""The forecast: kept and told again, outdated when the books have changed, and pulled as a scenario."""

from __future__ import annotations

import json
import re
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest
from django.core.management import call_command
from django.test import Client
from tests.bundlinje_web.books.reading import text_of

from bundlinje_web.audit.models import Record
from bundlinje_web.books import ahead
from bundlinje_web.books.actions.keep_forecast import keep_forecast
from bundlinje_web.books.models import ForecastKept
from bundlinje_web.bridge.ahead import _lasting
from bundlinje_web.bridge.forecast import fund_ahead
from bundlinje_web.bridge.kept import NotKept, plain, whole
from bundlinje_web.contracts.beside.folder import folder

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_was_told() -> None:
    """As in a server that has just been started."""
    ahead._told.cache_clear()


def _nobody_draws(*_args: object) -> None:
    raise AssertionError("it was drawn again")


def test_a_forecast_is_kept_once_with_its_record_and_a_restarted_server_tells_it_without_drawing(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = text_of(reader, "/fonden/prognose/")
    row = ForecastKept.objects.get(kind="fund")
    assert (row.seed, row.draws, row.as_of) == (1, 1_000, date(2024, 12, 31))
    record = Record.objects.get(code="books.forecast.kept")
    assert record.actor == "system:forecasts"
    ahead._told.cache_clear()
    monkeypatch.setattr(ahead, "fund_ahead", _nobody_draws)
    again = text_of(reader, "/fonden/prognose/")
    assert re.findall(r"<td[^>]*>.*?</td>", first) == re.findall(r"<td[^>]*>.*?</td>", again)
    assert "1.000 forløb er trukket med frø 1 af Bundlinje 0.1.0" in again
    assert text_of(reader, "/tal/ahead.balance.2030.p50/").count("forløb")
    assert ForecastKept.objects.count() == 1


def test_what_is_kept_is_what_was_told_to_the_last_reason() -> None:
    told = fund_ahead(folder())
    assert whole(json.loads(json.dumps(plain(told)))) == told
    with pytest.raises(NotKept):
        plain(object())
    with pytest.raises(NotKept):
        whole({"$": "open", "of": "/etc/passwd"})


def test_a_forecast_from_earlier_books_says_so_and_is_drawn_again_when_asked(reader: Client) -> None:
    told = fund_ahead(folder())
    what = {"kind": "fund", "of": "", "inputs": "0" * 64, "engine": "0.1.0", "seed": 1, "draws": 1_000}
    keep_forecast(ahead.JOB, what, date(2024, 12, 31), plain(told), key="earlier")
    text = text_of(reader, "/fonden/prognose/")
    assert "Bøgerne er ændret, siden prognosen blev beregnet" in text
    assert "Beregn igen" in text
    assert reader.post("/fonden/prognose/beregn-igen/").status_code == 302
    assert "Bøgerne er ændret" not in text_of(reader, "/fonden/prognose/")
    assert ForecastKept.objects.count() == 2
    assert reader.get("/fonden/prognose/beregn-igen/").status_code == 302


@pytest.mark.worked_from_files
@pytest.mark.requirement("FND-09", "FND-12", "PP-15")
def test_a_delay_moves_payments_to_later_years_at_once_and_none_is_dropped(reader: Client) -> None:
    before = Record.objects.filter(code="books.forecast.kept").count() or 1
    text = text_of(reader, "/fonden/prognose/?forsinkelse=12")
    assert "12 måneders forsinkelse" in text
    assert "Fondens saldo i gennemsnit: scenariet mod planen" in text
    links = re.findall(r'href="(/tal/ahead\.compared\.more\.2025/[^"]*)"', text)
    assert links == ["/tal/ahead.compared.more.2025/?forsinkelse=12"]
    assert "\u2212" in text_of(reader, links[0])  # less money in the first year
    assert Record.objects.filter(code="books.forecast.kept").count() == before  # nothing of a scenario is kept


@pytest.mark.requirement("PP-19", "RSK-07")
def test_a_new_investment_is_pulled_in_the_address_and_shared_by_it(reader: Client) -> None:
    text = text_of(reader, "/fonden/prognose/?beloeb=5.000.000&start=2026&aar=2&tilbage=50&efter=3")
    assert "en ny investering på 5.000.000 kr. fra 2026, hvoraf 50 % beregnes igen" in text
    assert "http://testserver/fonden/prognose/?beloeb=5.000.000&start=2026&aar=2&tilbage=50&efter=3" in text
    assert 'value="5.000.000"' in text
    assert "/tal/ahead.returns.ny-investering.p50/?" in text


def test_a_mistake_in_a_scenario_keeps_what_was_written_and_shows_the_plan(reader: Client) -> None:
    text = text_of(reader, "/fonden/prognose/?effekt=mange")
    assert 'value="mange"' in text
    assert "Sammenlign</h2>" not in text
    assert "Der er 1 fejl" in text or "fejl" in text.lower()


def test_the_office_warms_itself_once_and_then_draws_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    call_command("warm")
    assert capsys.readouterr().out.strip() == str(ForecastKept.objects.count())
    kept = ForecastKept.objects.count()
    assert kept > 10
    monkeypatch.setattr(ahead, "fund_ahead", _nobody_draws)
    monkeypatch.setattr(ahead, "risk_told", _nobody_draws)
    call_command("warm")
    assert ForecastKept.objects.count() == kept


def test_where_there_is_no_investment_to_see_nothing_is_drawn(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bundlinje_web.books.views.portfolio.holdings", lambda _actor: {})
    monkeypatch.setattr("bundlinje_web.books.views.portfolio.looked_ahead", _nobody_draws)
    assert "Du kan ikke se nogen investeringer endnu." in text_of(reader, "/investeringer/kort/")


def _told(*balances: list[int]) -> list[str]:
    found = SimpleNamespace(balances=lambda: np.array(balances), years=(2025, 2026, 2027), draws=len(balances[0]))
    return [f"{one.code}:{one.values.get('year')}" for one in _lasting(SimpleNamespace(found=found))]  # type: ignore[arg-type,union-attr]


@pytest.mark.requirement("FND-09")
def test_the_conclusion_names_the_year_that_eight_of_ten_worlds_reach_and_the_one_it_most_often_runs_out() -> None:
    rich, poor = [5] * 10, [5] * 7 + [-1] * 3
    assert _told(rich, rich, rich) == ["books.ahead.all:2027"]
    assert _told(rich, [5] * 8 + [-1] * 2, poor) == ["books.ahead.most:2026", "books.ahead.runs_out:2026"]
    assert _told(poor, rich, rich) == ["books.ahead.few:2025", "books.ahead.runs_out:2025"]
