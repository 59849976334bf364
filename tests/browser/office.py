"""The demonstration office, really running: who can log in to it, and what filling in its forms means."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest
    from playwright.sync_api import BrowserContext, Page

ROOT = Path(__file__).parents[2]
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
_USER = re.compile(r"(\w+)@fonden\.example +(\S+)")
READY = "Ctrl-C"


@dataclass(frozen=True)
class Office:
    """Where it is, and the pass phrase of each user by first name."""

    address: str
    phrases: Mapping[str, str]

    def log_in(self, context: BrowserContext, who: str) -> Page:
        """A page of somebody who has logged in as everybody does, at the start page."""
        page = context.new_page()
        page.goto(f"{self.address}/konto/login/")
        fill(page, login=f"{who}@fonden.example", password=self.phrases[who])
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url("**/opgaver/")
        return page


def told(place: Path) -> Path:
    """The folder of an office with the whole story in it: made by whichever process of a run asks first.

    `place` is a folder that all of them share. Nobody opens this office: each takes a copy, so that what one does in it
    no other sees.
    """
    made = place / "office-told"
    with (place / "office-told.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not made.exists():
            being_made = place / "office-being-made"
            subprocess.run(
                _words(being_made, "--once"), cwd=ROOT, env=_environment(), stdout=subprocess.PIPE, check=True
            )
            being_made.rename(made)
    return made


@contextmanager
def office_of_ones_own(temporary: pytest.TempPathFactory) -> Iterator[Office]:
    """An office opened in a temporary folder; the story is told once for all processes of the run."""
    own = temporary.getbasetemp()
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with opened(temporary.mktemp("office") / "own", run) as running:
        yield running


@contextmanager
def opened(folder: Path, place: Path) -> Iterator[Office]:
    """An office of one's own in a new folder, opened by the command that people type, until it is left."""
    shutil.copytree(told(place), folder)
    with subprocess.Popen(_words(folder), cwd=ROOT, env=_environment(), stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            said = ""
            for line in running.stdout:
                said += line
                if READY in line:
                    break
            yield Office(_ADDRESS.findall(said)[0], dict(_USER.findall(said)))
        finally:
            running.terminate()
            running.communicate(timeout=30)


def _words(folder: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "bundlinje_web", "--folder", str(folder), "demo", "--port", "0", *more]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("BUNDLINJE_", "DJANGO_"))}


def fill(page: Page, **values: object) -> None:
    """Fill in fields by their names, each as it is: a text, a choice, a tick."""
    for name, value in values.items():
        fields = page.locator(f"main [name='{name}'], form [name='{name}']")
        kind = fields.first.get_attribute("type") or fields.first.evaluate("field => field.tagName.toLowerCase()")
        if kind in {"radio", "checkbox"}:
            _tick(page, name, value)
        elif kind == "select":
            fields.first.select_option(str(value))
        else:
            fields.first.fill(str(value))


def _tick(page: Page, name: str, value: object) -> None:
    """Tick a choice through its label, as a person does: the design system hides the field itself."""
    chosen = page.locator(f"[name='{name}']" if value is True else f"[name='{name}'][value='{value}']").first
    page.locator(f"label[for='{chosen.get_attribute('id')}']").first.click()


def press(page: Page, name: str | re.Pattern[str]) -> None:
    """Press the button, or follow the link that looks like one."""
    page.locator("main").get_by_role("button", name=name).or_(
        page.locator("main").get_by_role("link", name=name)
    ).first.click()
