"""The fund's forecast: its balance as a fan, when it is at risk, what if, and what intake means for repayment."""
