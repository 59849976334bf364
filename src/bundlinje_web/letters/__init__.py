"""Letters: what the office mails to those who work in it, kept until it is sent, and who wants which."""
