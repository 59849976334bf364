"""Charts with their tables: fan, tornado, waterfall and curves as SVG and PNG, in Danish and English."""

from __future__ import annotations
