"""The guide for developers shows the office's own text: a block that names a file is found in it word for word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "guides" / "a-new-page.md").read_text("utf-8")
BLOCK = re.compile(r"^```(?:py|yaml)\n# (?P<file>\S+)\n(?P<text>.+?)^```$", re.MULTILINE | re.DOTALL)
SHOWN = [(found["file"], found["text"]) for found in BLOCK.finditer(GUIDE)]


def test_the_guide_shows_the_whole_way_from_words_to_tasks() -> None:
    assert len(SHOWN) > 6


@pytest.mark.parametrize(("file", "text"), SHOWN, ids=lambda each: each.split("\n")[0][:40])
def test_what_the_guide_shows_is_in_the_file_it_names(file: str, text: str) -> None:
    assert text in (ROOT / "src" / "bundlinje_web" / file).read_text("utf-8")


def test_every_file_the_guide_names_is_there() -> None:
    named = re.findall(r"`((?:tests|src)/[\w/.]+)`", GUIDE)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
