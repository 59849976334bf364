"""Mail to whoever sends a proposal: a link and a number, nothing about anybody."""

from __future__ import annotations

from smtplib import SMTPException

from django.core.mail import send_mail

from bundlinje_web.frame.words import say_now


def mailed(to: str, code: str, **values: object) -> bool:
    """Send a mail whose subject and text stand under a code; whether the server took it."""
    try:
        send_mail(say_now(f"{code}.subject"), say_now(f"{code}.text", **values), None, [to])
    except (SMTPException, OSError):
        return False
    return True
