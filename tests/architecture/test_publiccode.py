"""publiccode.yml follows the standard, so that public catalogues can list the program, and agrees with the rest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

import bundlinje


@pytest.fixture(scope="module")
def publiccode(root: Path) -> Any:
    # Dates are text in the standard's schema, so no value is turned into anything but what is written.
    return yaml.load((root / "publiccode.yml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it builds text only


def test_publiccode_follows_the_standard(publiccode: Any) -> None:
    schema = json.loads((Path(__file__).parent / "publiccode.schema.json").read_text("utf-8"))
    ready = {**publiccode, "localisation": {**publiccode["localisation"], "localisationReady": _truth(publiccode)}}
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(ready)] == []


def _truth(publiccode: Any) -> Any:
    written = publiccode["localisation"]["localisationReady"]
    return {"true": True, "false": False}.get(written, written)


def test_publiccode_names_the_version_and_licence_of_the_package(publiccode: Any, pyproject: dict[str, Any]) -> None:
    assert publiccode["softwareVersion"] == bundlinje.__version__
    assert publiccode["legal"]["license"] == pyproject["project"]["license"]
