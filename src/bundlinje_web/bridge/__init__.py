"""Between the office's rows and the engine's values: functions over plain values, with no rows and no queries."""
