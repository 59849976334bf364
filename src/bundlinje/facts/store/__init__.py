"""Where rows of facts are kept: in memory, or in prepared Parquet files too large for it."""
