"""What a wheel carries beside the code: the assets that `tools/assets.py` brings from npm."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Assets(BuildHookInterface[Any]):
    """Brings the assets before a wheel is packed. An editable install finds them where `make set-up` puts them."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it packs."""
        del build_data
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "tools"))
        from assets import bring

        bring(root, with_tests=False)
