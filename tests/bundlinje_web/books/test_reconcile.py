"""A difference is explained and answered for; that it may stand takes two people; a control says since when."""

from __future__ import annotations

import json
from html import unescape

import pytest
from django.test import Client
from tests.bundlinje_web import made
from tests.bundlinje_web.books.reading import text_of

from bundlinje.problems import Refused
from bundlinje_web.audit.models import Record
from bundlinje_web.audit.rows import Unchangeable
from bundlinje_web.books.actions.confirm_write_off import confirm_write_off
from bundlinje_web.books.actions.explain_difference import explain_difference
from bundlinje_web.books.models import Control, Explanation, WriteOff
from bundlinje_web.people.models import Person

pytestmark = pytest.mark.django_db(transaction=True)
WHERE = "table2.total.R2022"
PAGE = f"/fonden/afstemning/{WHERE}/forklar/"
SIZE = "-4100000"


def _sent(client: Client, **more: object) -> int:
    told = {"text": "Trykt før rettelsen i marts.", "link": "/moeder/", "key": "one", **more}
    return client.post(PAGE, told).status_code


@pytest.fixture
def finance() -> Person:
    return made.person("finance")


@pytest.mark.requirement("PP-30")
def test_an_explanation_stands_beside_its_difference_with_who_answers_and_stays(
    client: Client, finance: Person
) -> None:
    unit = made.organisation("borgmester", name="Borgmesterens Afdeling")
    client.force_login(finance)
    assert "17 forskelle mangler en forklaring." in text_of(client, "/fonden/afstemning/")
    assert _sent(client, responsible=str(unit.pk)) == 302
    one = Explanation.objects.get()
    assert (one.statement, one.difference, one.responsible) == (WHERE, SIZE, unit)
    record = Record.objects.get(code="books.difference.explained")
    assert record.values["statement"] == WHERE
    assert "Trykt" not in json.dumps(record.values)
    rows = {row["where"]: row for row in json.loads(client.get("/fonden/afstemning/eksport.json").content)}
    row = rows["Tabel 2, I alt, R 2022"]
    assert row["explanation"] == "Forklaret: Trykt før rettelsen i marts."
    assert row["responsible"] == "Borgmesterens Afdeling"
    assert "16 forskelle mangler en forklaring." in text_of(client, "/fonden/afstemning/")
    with pytest.raises(Unchangeable):
        one.delete()


@pytest.mark.requirement("FND-06")
def test_a_difference_may_stand_only_when_a_second_person_has_confirmed_it(client: Client, finance: Person) -> None:
    client.force_login(finance)
    assert _sent(client, write_off="on") == 302
    assert "Du har selv bedt om det. En anden skal bekræfte det" in text_of(client, PAGE)
    confirm = PAGE.replace("forklar", "bekraeft")
    client.post(confirm, {"key": "own"})
    assert not WriteOff.objects.exists()
    second = made.person("finance")
    client.force_login(second)
    assert "Du bekræfter som den anden af to personer" in text_of(client, PAGE)
    assert client.post(confirm, {"key": "two"}).status_code == 302
    assert WriteOff.objects.get().confirmed_by == second
    assert "Må blive stående" in text_of(client, "/fonden/afstemning/")
    assert Record.objects.filter(code="books.difference.confirmed").count() == 1


def test_confirming_is_refused_for_another_difference_for_what_nobody_asked_and_twice(finance: Person) -> None:
    asked = explain_difference(made.actor(finance), WHERE, SIZE, {"text": "x", "write_off": True})
    plain = explain_difference(made.actor(finance), WHERE, SIZE, {"text": "y"})
    second = made.actor(made.person("finance"))
    for one, size, code in ((asked, "-1", "another_difference"), (plain, SIZE, "not_asked")):
        with pytest.raises(Refused) as refused:
            confirm_write_off(second, one, size)
        assert [each.code for each in refused.value.problems] == [f"books.problem.{code}"]
    confirm_write_off(second, asked, SIZE)
    with pytest.raises(Refused):
        confirm_write_off(second, asked, SIZE)


def test_an_explanation_needs_words_a_link_that_leads_somewhere_and_a_difference(
    client: Client, finance: Person
) -> None:
    client.force_login(finance)
    text = unescape(client.post(PAGE, {"text": "", "link": "www", "key": "k"}).content.decode())
    assert "Skriv, hvorfor der er en forskel" in text
    told = client.post(PAGE, {"text": "Fordi", "link": "javascript:alert(1)", "key": "k"}).content.decode()
    assert "Skriv et link, der begynder med https:// eller med /" in unescape(told)
    assert "javascript:alert(1)" in told  # not a letter is lost
    assert client.get("/fonden/afstemning/table2.total.R2020/forklar/").status_code == 404
    assert not Explanation.objects.exists()


def test_what_explained_another_difference_explains_nothing(client: Client, finance: Person) -> None:
    explain_difference(made.actor(finance), WHERE, "-100", {"text": "Dengang var den mindre."})
    client.force_login(finance)
    text = text_of(client, PAGE)
    assert "Forklaringen gælder en anden forskel" in text
    assert "Gælder en tidligere forskel." in text


@pytest.mark.requirement("FND-06", "PP-31")
def test_a_control_is_kept_and_says_since_when_a_difference_is_known(client: Client, finance: Person) -> None:
    client.force_login(finance)
    assert "ingen kontrol er gemt endnu" in text_of(client, "/fonden/afstemning/")
    assert client.post("/fonden/afstemning/gentag/").status_code == 302
    kept = Control.objects.get()
    assert (kept.agree, len(kept.differences), kept.differences[WHERE]) == (55, 17, SIZE)
    assert "Kontrolleret: 55 stemmer, 17 stemmer ikke." in text_of(client, "/fonden/afstemning/")
    rows = {row["where"]: row for row in json.loads(client.get("/fonden/afstemning/eksport.json").content)}
    assert rows["Tabel 2, I alt, R 2022"]["since"] == kept.made_on.isoformat()
    assert rows["Tabel 2, I alt, R 2020"]["since"] is None
    client.force_login(made.person("reader"))
    assert client.post("/fonden/afstemning/gentag/").status_code == 403
    assert _sent(client, key="reader") == 403
    assert "Gem forklaring" not in text_of(client, PAGE)
