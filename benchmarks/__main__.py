"""Every benchmark in turn, or one by name: `python -m benchmarks [register|settlement]`. Pages go to `results/`."""

from __future__ import annotations

import argparse
import subprocess
import sys

NAMES = ("register", "settlement", "business_case", "forecast")


def main() -> None:
    """Run the benchmarks asked for, each in a process of its own, so that none warms the next one up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], help="which ones; all of them if none is named")
    for name in parser.parse_args().names or NAMES:
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)


if __name__ == "__main__":
    main()
