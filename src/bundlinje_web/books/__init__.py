"""The fund as it is read: the portfolio, Tabel 2, headroom, reconciling, what is ahead, and why every number is so."""
