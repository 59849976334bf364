"""Where a day begins: the start page of tasks, search over all one may see, the calendar, and the public front."""
