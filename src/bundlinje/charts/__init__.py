"""Charts with their tables: fan, tornado, waterfall and curves as SVG and PNG, in Danish and English.

`charts.fan(data, language)` gives a `Chart` with `.svg()`, `.png()`, `.table`, `.csv()` and `.save(path)`; what it is
drawn from stands in `bundlinje.charts.data`. No chart exists without its table. A size is `WIDE` or `PHONE`.
"""

from __future__ import annotations

from bundlinje.charts.chart import Chart
from bundlinje.charts.palette import PHONE, WIDE, Size
from bundlinje.charts.pictures.acceptability import acceptability
from bundlinje.charts.pictures.bars import bars
from bundlinje.charts.pictures.bins import histogram_of
from bundlinje.charts.pictures.cumulated import cumulated
from bundlinje.charts.pictures.fan import fan
from bundlinje.charts.pictures.histogram import histogram
from bundlinje.charts.pictures.intake import intake
from bundlinje.charts.pictures.outcomes import outcomes
from bundlinje.charts.pictures.side_by_side import side_by_side
from bundlinje.charts.pictures.tornado import tornado
from bundlinje.charts.pictures.waterfall import waterfall

__all__ = [
    "PHONE",
    "WIDE",
    "Chart",
    "Size",
    "acceptability",
    "bars",
    "cumulated",
    "fan",
    "histogram",
    "histogram_of",
    "intake",
    "outcomes",
    "side_by_side",
    "tornado",
    "waterfall",
]
