"""What stands beside a contract: its business case, what is ahead of it, and the investments one may see."""
