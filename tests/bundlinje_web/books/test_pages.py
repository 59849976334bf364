"""Every page of the books opens, in both languages, and every number on it has reasons that add up."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from tests.bundlinje_web import made
from tests.bundlinje_web.books.test_reasons import PAGES as TABLES

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worked_from_files]

PAGES = (
    "/investeringer/",
    "/investeringer/kort/",
    "/investeringer/hjem-job-og-helhed/",
    "/investeringer/hjem-job-og-helhed/borgere/",
    "/investeringer/hjem-job-og-helhed/resultater/",
    "/investeringer/hjem-job-og-helhed/oekonomi/",
    "/investeringer/hjem-job-og-helhed/business-case/",
    "/investeringer/hjem-job-og-helhed/prognose/",
    "/fonden/",
    "/fonden/tabel-2/",
    "/fonden/tabel-2/?effekt=60",
    "/fonden/raaderum/",
    "/fonden/reservationer/",
    "/fonden/afstemning/",
    "/fonden/prognose/",
)
_LINK = re.compile(r'href="((?:/en)?/tal/[^"]+)"')


@pytest.mark.parametrize("language", ["", "/en"])
def test_every_page_opens_for_the_secretariat(client: Client, language: str) -> None:
    client.force_login(made.person("secretariat"))
    for page in PAGES:
        answer = client.get(f"{language}{page}")
        assert answer.status_code == 200, page
        assert 'lang="en"' in answer.content.decode() if language else True


@pytest.mark.requirement("REP-14")
def test_every_number_on_a_page_opens_its_reasons_and_they_add_up(client: Client) -> None:
    client.force_login(made.person("secretariat"))
    addresses: set[str] = set()
    for page in (page for page in PAGES if page not in TABLES):
        found = {unescape(url) for url in _LINK.findall(client.get(page).content.decode())}
        addresses |= found
    assert len(addresses) > 100
    for address in sorted(addresses):
        assert client.get(address).status_code == 200, address
