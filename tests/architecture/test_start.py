"""Starting is cheap: what is not used is not loaded."""

from __future__ import annotations

import subprocess
import sys

import pytest

import bundlinje

LIST = "import sys, bundlinje; print(*sorted({name.partition('.')[0] for name in sys.modules}))"


def test_importing_the_library_loads_nothing_but_python_itself() -> None:
    loaded = subprocess.run([sys.executable, "-I", "-c", LIST], capture_output=True, text=True, check=True).stdout
    bare = LIST.replace("sys, bundlinje", "sys")
    before = subprocess.run([sys.executable, "-I", "-c", bare], capture_output=True, text=True, check=True).stdout
    assert set(loaded.split()) - set(before.split()) - set(sys.stdlib_module_names) == {"bundlinje"}


def test_every_public_name_can_be_found() -> None:
    assert [name for name in bundlinje._HOME if getattr(bundlinje, name, None) is None] == []


def test_public_names_are_listed() -> None:
    assert set(bundlinje._HOME) <= set(dir(bundlinje))


def test_a_name_that_is_not_public_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'settle_everything'"):
        _ = bundlinje.settle_everything
