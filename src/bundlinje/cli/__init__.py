"""The command line: `bundlinje …`. Each command loads what it needs when it runs, so that help comes at once."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click

_COMMANDS: Mapping[str, str] = {
    "check": "contracts",
    "read": "contracts",
    "schema": "contracts",
    "measure": "settling",
    "settle": "settling",
    "explain": "settling",
    "fund": "fund",
    "journal": "journal",
    "case": "case",
    "forecast": "forecast",
    "demo": "demo",
}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="bundlinje")
def main() -> None:
    """Bundlinje runs a social investment fund on its double bottom line: better lives, and money that comes back."""


for _name, _module in _COMMANDS.items():
    main.add_command(getattr(import_module(f"bundlinje.cli.{_module}"), _name))
