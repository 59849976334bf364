"""`bundlinje-web demo` as typed: it makes the office, says where it is and who can log in, and ends in good order."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tests.bundlinje_web.demo.conftest import AARHUS
from tests.telling import ROOT, environment, said_while_telling, shared_by_the_run, told, words

from bundlinje_web.demo.people import everybody

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/")


def _words(folder: Path, *more: str) -> list[str]:
    return words(folder, "demo", "--port", "0", "--language", "en", "--aarhus", str(AARHUS), *more)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is said the first time it is opened: it is made, asked for one page, and closed."""
    return said_while_telling(shared_by_the_run(tmp_path_factory))


@pytest.fixture
def made(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """A folder in which it has been opened before."""
    return shutil.copytree(told(shared_by_the_run(tmp_path_factory)), tmp_path / "office")


@contextmanager
def opened(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """The office while it is open."""
    with subprocess.Popen(
        _words(folder), cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as office:
        try:
            yield office
        finally:
            office.kill()


def _heard(office: subprocess.Popen[str]) -> list[str]:
    """What it says until it says how to stop it."""
    assert office.stdout is not None
    lines = []
    for line in office.stdout:
        lines.append(line)
        if "Ctrl-C" in line:
            break
    return lines


def test_it_opens_answers_and_closes_by_itself_when_asked_for_once(first: str) -> None:
    assert "being built" in first
    assert "The office is open at http://127.0.0.1:" in first
    assert first.rstrip().endswith("kept for the next time.")


def test_everybody_stands_with_role_mail_and_a_pass_phrase_of_their_own(first: str) -> None:
    lines = first.splitlines()
    phrases = {line.split()[-1] for user in everybody() for line in lines if user.mail in line}
    assert len(phrases) == len(everybody())


def test_the_next_time_nothing_is_made_anew_and_ctrl_c_closes_it_in_good_order(made: Path) -> None:
    with opened(made) as office:
        heard = "".join(_heard(office))
        assert "being built" not in heard
        place = urlsplit(_ADDRESS.findall(heard)[0])
        asked = HTTPConnection(place.hostname or "", place.port, timeout=30)
        asked.request("GET", "/en/")
        assert asked.getresponse().status == 200
        asked.close()
        office.send_signal(signal.SIGINT)
        assert office.wait(timeout=30) == 0


def test_it_refuses_an_address_that_others_reach_before_it_makes_anything(tmp_path: Path) -> None:
    done = subprocess.run(
        _words(tmp_path / "office", "--host", "0.0.0.0"),  # noqa: S104 - the address that is refused
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "others can reach 0.0.0.0" in done.stderr
    assert not (tmp_path / "office" / "office.db").exists()
