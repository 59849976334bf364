"""The requirements came along whole, and the list of what is proven is read from the tests themselves."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from requirements import CATALOGUE, Requirement, as_text, catalogue, requirements, themes

SUITE = """
import pytest

@pytest.mark.requirement("FND-05", "FND-06")
@pytest.mark.parametrize("year", [2020, 2021])
def test_balance(year): ...
"""


def _list(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(root / "tools" / "requirements.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=root)


def test_the_catalogue_holds_the_303_requirements() -> None:
    assert len(catalogue()) == 303


def test_every_theme_has_the_number_of_requirements_its_table_says() -> None:
    table = dict(re.findall(r"^\| ([A-Z]+) \| .+ \| (\d+) \|$", CATALOGUE.read_text("utf-8"), re.MULTILINE))
    counted = {theme: sum(id_.startswith(f"{theme}-") for id_ in catalogue()) for theme in themes()}
    assert counted == {theme: int(number) for theme, number in table.items()}


def test_a_marked_test_is_listed_once_under_each_requirement_it_proves(root: Path, tmp_path: Path) -> None:
    (tmp_path / "test_invented.py").write_text(SUITE)
    told = json.loads(_list(root, "--json", "--rootdir", str(tmp_path), str(tmp_path)).stdout)
    proven = {row["id"]: row["tests"] for row in told["requirements"] if row["tests"]}
    assert proven == {id_: ["test_invented.py::test_balance"] for id_ in ("FND-05", "FND-06")}
    assert (told["proven"], told["total"]) == (2, 303)


def test_a_suite_that_cannot_be_read_is_not_reported_as_unproven(root: Path, tmp_path: Path) -> None:
    (tmp_path / "test_broken.py").write_text("import nothing_of_this_name")
    told = _list(root, "--rootdir", str(tmp_path), str(tmp_path))
    assert told.returncode == 1
    assert "nothing_of_this_name" in told.stderr


def test_a_mark_with_an_unknown_requirement_stops_the_tests(root: Path, tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text((root / "tests" / "conftest.py").read_text("utf-8"))
    (tmp_path / "test_invented.py").write_text(SUITE.replace("FND-06", "FND-99"))
    command = [sys.executable, "-m", "pytest", "-c", str(root / "pyproject.toml"), "-p", "no:cacheprovider"]
    told = subprocess.run([*command, str(tmp_path)], capture_output=True, text=True, check=False, cwd=root)
    assert told.returncode != 0
    assert "test_balance[2020]: FND-99" in told.stdout + told.stderr


def test_the_list_for_people_shows_what_is_proven_and_what_is_not() -> None:
    text = as_text(requirements({"GOV-01": ["tests/test_invented.py::test_three_members"]}))
    assert "GOV  Governance, roles and approvals: 1 of 27\n  ✓ GOV-01  " in text
    assert "\n        tests/test_invented.py::test_three_members\n  · GOV-02  " in text
    assert text.endswith("1 of 303 requirements are proven by a test.")


def test_a_requirement_knows_its_theme() -> None:
    assert Requirement("FND-05", "").theme == "FND"
