"""Chromium, which the tests walk the application in: found, or installed where apt can."""

from __future__ import annotations

import sys

from programs import Program, first_of

# Quiet and alone: nothing fetched from outside, nothing kept, no graphics card.
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
)


def chromium() -> str | None:
    """The browser, if this machine has one of Chromium's kind."""
    return first_of(
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    )


BROWSER = Program(
    what="The tests walk the application in Chromium",
    find=chromium,
    package="chromium",
    mac="brew install --cask chromium",
    found="If it is installed, put `chromium` on your PATH.",
)

if __name__ == "__main__":
    sys.exit(BROWSER.have())
