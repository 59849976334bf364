"""The rules of decisions and approvals that the database itself holds."""
