"""Makes the invented facts of the Aarhus examples: `python examples/aarhus/make_facts.py [folder]`.

The people are made up. What is counted over them is what the fund's public documents print; every number aimed at
stands in the module of its contract under `synthetic/`. Nothing is drawn by chance: a draw is a hash of its own name,
so every run writes the same bytes, on any machine and in any order.
"""

from __future__ import annotations

import sys
from pathlib import Path

from synthetic import (
    accounts_only,
    diabetes,
    dialog_mod_vold,
    housing_first,
    ips,
    laer_for_livet,
    sosu,
    ungifokus,
)
from synthetic.writing import write_folder

MAKERS = (accounts_only, housing_first, dialog_mod_vold, ungifokus, diabetes, laer_for_livet, ips, sosu)
"""Modules that make facts, in the order of the contracts they are about; each has `books()`."""


def make_facts(folder: Path) -> None:
    """Write the facts of every contract that has any, each in a folder of its name."""
    for maker in MAKERS:
        for book in maker.books():
            write_folder(book, folder / book.contract)


if __name__ == "__main__":
    make_facts(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent / "facts")
