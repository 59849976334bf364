"""The office of a social investment fund: ideas, decisions, contracts and the fund's books in a browser.

It stands on the engine `bundlinje` and uses its public names only; the engine knows nothing of it.
"""

from __future__ import annotations

from bundlinje import __version__

__all__ = ["__version__"]
