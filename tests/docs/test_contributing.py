"""Adding a kind is one file and its test: the example of CONTRIBUTING.md is put into a copy and found by itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
FILES = dict(re.findall(r"^`([\w/]+\.py)`\n\n```python\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL))
SOURCE, TEST = "src/bundlinje/figures/response.py", "tests/bundlinje/figures/test_response.py"
LAWS = ("tests/laws", "tests/bundlinje/words", "tests/bundlinje/figures")
KEPT = ("src", "tests", "tools", "docs/requirements", "examples/aarhus/contracts", "pyproject.toml")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library with the new kind in it, and nothing else changed."""
    root = tmp_path_factory.mktemp("with_a_new_kind")
    for name in KEPT:
        source, target = ROOT / name, root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    for name, text in FILES.items():
        (root / name).write_text(text, "utf-8")
    return root


def _python(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    paths = os.pathsep.join(str(root / name) for name in ("src", "tools"))
    env = {**os.environ, "PYTHONPATH": paths}
    return subprocess.run([sys.executable, *words], cwd=root, env=env, capture_output=True, text=True, check=False)


def test_the_page_shows_one_source_file_and_one_test() -> None:
    assert list(FILES) == [SOURCE, TEST]


def test_the_kind_of_the_page_is_not_in_the_library_yet() -> None:
    assert not (ROOT / SOURCE).exists()


@pytest.fixture(scope="module")
def tried(copy: Path) -> list[str]:
    """What was said of every test that the new kind is in, run where the file was added: all of them passed."""
    done = _python(copy, "-m", "pytest", "-v", "-p", "no:cacheprovider", "-k", "response", *LAWS)
    assert done.returncode == 0, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if " PASSED" in line]


def test_the_test_on_the_page_passes_where_the_file_is_added(tried: list[str]) -> None:
    passed = {name for line in tried for name in re.findall(rf"^{TEST}::(\w+)", line)}
    assert passed == set(re.findall(r"^def (test_\w+)", FILES[TEST], re.MULTILINE))


def test_the_laws_find_the_new_kind_and_it_keeps_them(tried: list[str]) -> None:
    assert len([line for line in tried if "response] PASSED" in line]) >= 3


def test_the_schema_for_editors_knows_the_new_kind(copy: Path) -> None:
    code = "import json; from bundlinje import contract_schema; print(json.dumps(contract_schema()))"
    schema = json.loads(_python(copy, "-c", code).stdout)
    assert "Response" in schema["$defs"]


def test_the_guide_to_the_language_writes_the_new_kind(copy: Path) -> None:
    code = "import tables; print('\\n'.join(tables.kinds('figures')))"
    written = _python(copy, "-c", code).stdout
    assert "#### `response`" in written
    assert "Andelen med måling af »hba1c« blandt" in written
    assert "The share with a measurement of “hba1c” among" in written
