"""Facts: what was recorded about units, exactly as told: six kinds, corrections that supersede, and as-of any day.

`base` holds the shelf of kinds, `tables` the frozen `Facts`, `reading` turns files into them, `rows` plain rows.
"""
