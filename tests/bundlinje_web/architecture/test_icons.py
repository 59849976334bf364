"""Every icon a template names is one of the design system's: a name that is none shows nothing at all."""

from __future__ import annotations

import re
from pathlib import Path

import bundlinje_web

HOME = Path(bundlinje_web.__file__).parent
SPRITE = HOME / "frame" / "static" / "vendor" / "dkfds" / "img" / "all-svg-icons.svg"


def test_every_icon_that_is_named_is_drawn() -> None:
    drawn = set(re.findall(r'id="([a-z0-9-]+)"', SPRITE.read_text("utf-8")))
    named = {
        (path.name, name)
        for path in HOME.glob("*/templates/**/*.html")
        for name in re.findall(r'\{% icon "([^"]+)"', path.read_text("utf-8"))
    }
    assert named
    assert {(file, name) for file, name in named if name not in drawn} == set()
