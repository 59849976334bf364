"""`bundlinje-web` and `python -m bundlinje_web`: Django's commands for the office.

The settings are the demonstration's unless DJANGO_SETTINGS_MODULE says otherwise; `--folder` names the folder that the
demonstration keeps its data in.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser


def main(words: list[str] | None = None) -> None:
    """Run one command."""
    before = ArgumentParser(add_help=False, allow_abbrev=False)
    before.add_argument("--folder")
    told, rest = before.parse_known_args(sys.argv[1:] if words is None else words)
    if told.folder:
        os.environ["BUNDLINJE_OFFICE_FOLDER"] = told.folder
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bundlinje_web.settings.demo")

    from django.core.management import execute_from_command_line

    execute_from_command_line(["bundlinje-web", *rest])


if __name__ == "__main__":
    main()
