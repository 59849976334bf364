"""Django for the tests of the office alone: the engine's tests run without it when they run by themselves."""

from __future__ import annotations

from tests.application import tables_can_be_emptied

__all__ = ["tables_can_be_emptied"]
