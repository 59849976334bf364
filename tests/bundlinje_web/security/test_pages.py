"""What every page tells the browser, what no address gives away, and what no form takes without having been opened."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from tests.bundlinje_web.addresses import Address, addresses
from tests.bundlinje_web.made import person

import bundlinje_web
from bundlinje_web.acting import Role

HOME = Path(bundlinje_web.__file__).parent
TEMPLATES = sorted(HOME.glob("*/templates/**/*.html"))
PAGES = ["/", "/en/", "/was/", "/forslag/", "/konto/login/", "/findes-ikke/", "/opgaver/"]

_TAG_OF_DJANGO = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_STYLED = re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE)
_HANDLED = re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b[^>]*>", re.IGNORECASE)
_POSTS = re.compile(r"<form\b(?=[^>]*method=\"post\").*?</form>", re.DOTALL | re.IGNORECASE)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Refusals are meant here and need not be told."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def credentials(role: Role) -> dict[str, str]:
    """What somebody new with this role logs in with."""
    somebody = person(role)
    somebody.set_password("en lang sætning om havnen")
    somebody.save()
    return {"login": somebody.email, "password": "en lang sætning om havnen"}


# --- what a browser is told ---


@pytest.mark.django_db
@pytest.mark.parametrize("path", PAGES)
def test_every_page_tells_the_browser_to_load_nothing_from_elsewhere_and_to_run_no_script_but_ours(
    client: Client, path: str
) -> None:
    told = client.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in told["Content-Security-Policy"].split(";") if part.strip())
    assert policy["default-src"] == "'none'"
    assert {policy[part] for part in ("base-uri", "frame-ancestors")} == {"'none'"}
    assert policy["form-action"] == "'self'"
    assert not [said for said in policy.values() if "unsafe" in said or "*" in said or "http" in said]
    assert told["X-Frame-Options"] == "DENY"
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Referrer-Policy"] == "same-origin"
    assert told["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db(transaction=True)
def test_a_login_is_kept_in_a_cookie_that_no_script_reads_and_no_other_site_sends(client: Client) -> None:
    kept = client.post("/konto/login/", credentials(Role.READER)).cookies["sessionid"]
    assert (kept["httponly"], kept["samesite"]) == (True, "Lax")


# --- what stands in the templates ---


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(HOME)))
def test_a_template_styles_and_handles_nothing_in_its_tags(template: Path) -> None:
    """The policy would not let it: it belongs in the style sheet and the script."""
    text = _TAG_OF_DJANGO.sub("", template.read_text("utf-8"))
    assert _STYLED.findall(text) == []
    assert _HANDLED.findall(text) == []


def test_a_script_is_a_file_of_ours_or_data_or_carries_the_number_of_its_page() -> None:
    scripts = [tag for path in TEMPLATES for tag in _SCRIPT.findall(path.read_text("utf-8"))]
    ours = ('src="{% static', 'type="application/json"', "nonce=")
    assert [tag for tag in scripts if not any(mark in tag for mark in ours)] == []


def test_every_form_that_changes_something_carries_its_token() -> None:
    forms = [(path.name, form) for path in TEMPLATES for form in _POSTS.findall(path.read_text("utf-8"))]
    assert forms
    assert [name for name, form in forms if "csrf_token" not in form] == []


# --- forms that somebody else made ---


def test_no_address_takes_a_form_without_a_token() -> None:
    assert [each.route for each in addresses() if getattr(each.view, "csrf_exempt", False)] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "title"), [("", "Du har ikke adgang"), ("/en", "You do not have access")])
def test_a_form_from_elsewhere_is_refused_and_the_page_says_what_to_do(before: str, title: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person(Role.SECRETARIAT))
    answer = client.post(f"{before}/rolle/", {"role": "secretariat"})
    assert answer.status_code == 403
    assert title in answer.content.decode()


# --- where one is sent ---


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)", "http:evil"]
)
def test_nobody_is_sent_elsewhere_after_logging_in_or_choosing_a_role(client: Client, elsewhere: str) -> None:
    went = [
        client.post("/konto/login/", {**credentials(Role.READER), "next": elsewhere}).headers["Location"],
        client.post("/rolle/", {"role": "reader", "next": elsewhere}).headers["Location"],
        client.post("/konto/logout/", {"next": elsewhere}).headers["Location"],
    ]
    assert [address for address in went if not re.match(r"/(?![/\\])", address)] == []


# --- what addresses give away ---


def _named(address: Address) -> set[str]:
    return {name for name in address.arguments if re.search(r"mail|name|navn|cpr|phone|telefon|user|address", name)}


def test_no_address_holds_a_name_a_number_of_a_person_or_a_mail_address() -> None:
    """People stand in addresses under a random key alone."""
    assert [each.route for each in addresses() if _named(each)] == []
    keys = {each.arguments["person_id"] for each in addresses() if "person_id" in each.arguments}
    assert keys <= {"uuid"}
