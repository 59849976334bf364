"""How the login library asks us: nobody signs up, and a login service maps to people who are there already."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from time import time
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.encoding import force_str
from django.utils.functional import lazy

from bundlinje_web.acting import ANYONE
from bundlinje_web.frame.words import say_now
from bundlinje_web.people.actions.note_failure import note_failure
from bundlinje_web.people.models import Person

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin
    from cryptography.fernet import MultiFernet

_say = lazy(say_now, str)


def _said(kinds: Mapping[str, str]) -> dict[str, Any]:
    return {kind: _say(f"people.entrance.problem.{code}") for kind, code in kinds.items()}


class AccountAdapter(DefaultAccountAdapter):
    """Logging in by password, and showing once more who one is."""

    error_messages = DefaultAccountAdapter.error_messages | _said(
        {
            "account_inactive": "wrong",
            "email_password_mismatch": "wrong",
            "enter_current_password": "password",
            "incorrect_password": "password",
            "incorrect_code": "code",
            "invalid_password_reset": "key",
            "rate_limited": "slow",
            "too_many_login_attempts": "slow",
        }
    )

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: people are made by administrators."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """What there is to do, in the language the person logged in in."""
        try:
            return reverse("tasks")
        except NoReverseMatch:
            return str(settings.LOGIN_REDIRECT_URL)

    def is_reauthentication_required(self, *, app: str, **told: Any) -> bool:
        """Whether one shows anew who one is before changing how one logs in: not if one did just before."""
        request = context.request
        shown = [record["at"] for record in get_authentication_records(request, request.user)]
        if shown and time() - max(shown) < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app, **told))

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """How somebody shows once more who it is: where a second factor is asked for and there is one, by that.

        A passkey comes first: one gesture, and nothing to read off.
        """
        methods = super().get_reauthentication_methods(user)
        by_factor = [each for each in methods if each["id"] != "reauthenticate"]
        chosen = by_factor if settings.SECOND_FACTOR and by_factor else methods
        chosen = sorted(chosen, key=lambda each: _way(each["id"]) != "key")
        return [each | {"description": say_now(f"people.entrance.way.{_way(each['id'])}")} for each in chosen]

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Note the attempt, with whom it was about where that is known."""
        person = Person.objects.filter(email__iexact=credentials.get("email", "")).first()
        note_failure(ANYONE, person, "password", "credentials")

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponseBase:
        """Tell whoever has the right password that the account is closed, and note it."""
        note_failure(ANYONE, user, "password", "closed")
        return super().respond_user_inactive(request, user)  # type: ignore[no-any-return]

    def add_message(self, *_args: Any, **told: Any) -> None:
        """Only what went wrong: the pages themselves say what was done."""
        if told.get("message"):
            super().add_message(*_args, **told)


def _way(method: str) -> str:
    """The code of a way to show who one is."""
    return {"reauthenticate": "password", "mfa_reauthenticate": "code"}.get(method, "key")


class LoginServiceAdapter(DefaultSocialAccountAdapter):
    """Logging in by the organisation's own service. It says who somebody is, never what the person may."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the person: by issuer and subject if seen before, otherwise by a mail address the service vouches for.

        Nobody unknown gets in, and nobody whose account is closed.
        """
        if sociallogin.is_existing:
            if not sociallogin.user.is_active:
                self._turn_away(sociallogin.user, "closed")
            return
        verified = [address.email for address in sociallogin.email_addresses if address.verified]
        person = Person.objects.filter(email__in=[each.lower() for each in verified]).first()
        if person is None or not person.is_active:
            self._turn_away(person, "closed" if person else "unknown")
        sociallogin.connect(request, person)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never."""
        return False

    def on_authentication_error(self, *_args: Any, **_told: Any) -> None:
        """The service did not say who it is: note it, and tell."""
        self._turn_away(None, "credentials")

    @staticmethod
    def _turn_away(person: Person | None, reason: str) -> None:
        note_failure(ANYONE, person, "login-service", reason)
        raise ImmediateHttpResponse(redirect("socialaccount_login_error"))


class FactorAdapter(DefaultMFAAdapter):
    """Second factors. Their secrets are locked with the office's key, so that a copy of the database opens nothing."""

    error_messages = DefaultMFAAdapter.error_messages | _said({"incorrect_code": "code"})

    def encrypt(self, text: str) -> str:
        """The secret, locked."""
        return _locks().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret, opened by today's key or one of those before it."""
        return _locks().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:  # noqa: A002 - the library's names
        """What a key is called until somebody calls it otherwise."""
        return say_now("people.entrance.keys.one")


def _locks() -> MultiFernet:
    from cryptography.fernet import Fernet, MultiFernet

    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(urlsafe_b64encode(sha256(f"second factor {force_str(key)}".encode()).digest())) for key in keys]
    )


def has_factor(person: Person) -> bool:
    """Whether a second factor is set up: without it, logging in asks for none."""
    return bool(is_mfa_enabled(person))
