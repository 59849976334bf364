"""The demonstration office, really running: who can log in to it, and what filling in its forms means."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.telling import ROOT, environment, shared_by_the_run, told, words

if TYPE_CHECKING:
    import pytest
    from playwright.sync_api import BrowserContext, Page

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
_USER = re.compile(r"(\w+)@fonden\.example +(\S+)")
READY = "Ctrl-C"


@dataclass(frozen=True)
class Office:
    """Where it is, the pass phrase of each user by first name, and the folder everything of it lies in."""

    address: str
    phrases: Mapping[str, str]
    folder: Path

    def log_in(self, context: BrowserContext, who: str) -> Page:
        """A page of somebody who has logged in as everybody does, at the start page."""
        page = context.new_page()
        page.goto(f"{self.address}/konto/login/")
        fill(page, login=f"{who}@fonden.example", password=self.phrases[who])
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url("**/opgaver/")
        return page


@contextmanager
def office_of_ones_own(temporary: pytest.TempPathFactory) -> Iterator[Office]:
    """An office opened in a temporary folder; the story is told once for all processes of the run."""
    with opened(temporary.mktemp("office") / "own", shared_by_the_run(temporary)) as running:
        yield running


@contextmanager
def opened(folder: Path, place: Path) -> Iterator[Office]:
    """An office of one's own in a new folder, opened by the command that people type, until it is left."""
    shutil.copytree(told(place), folder)
    command = words(folder, "demo", "--port", "0")
    with subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            said = ""
            for line in running.stdout:
                said += line
                if READY in line:
                    break
            yield Office(_ADDRESS.findall(said)[0], dict(_USER.findall(said)), folder)
        finally:
            running.terminate()
            running.communicate(timeout=30)


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
