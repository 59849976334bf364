"""The pages of logging in: which of the login library's are used, where, and why each is open.

Left out are signing up, several mail addresses, and ties to logins elsewhere: persons are made by administrators, and
are known by one address and one login service. The pages are the library's; the words and the markup are ours.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, register_converter
from django.urls.converters import StringConverter

from bundlinje_web.frame.pages import page
from bundlinje_web.frame.words import say_now
from bundlinje_web.people.policy import ENTRANCE
from bundlinje_web.said import sayings

STRANGER = "nobody has logged in yet: this is how one does"
ITSELF = "it sends strangers to log in, and shows everybody their own login and no other"
MAIL = "the address holds a key that was mailed to the person, good once and for a while"

View = Callable[..., HttpResponseBase]


class Letters(StringConverter):
    """Letters and digits: a person's key as a mailed address writes it, before the hyphen."""

    regex = "[0-9A-Za-z]+"


register_converter(Letters, "letters")


@dataclass(frozen=True, slots=True)
class Entrance:
    """A page of logging in.

    Its address, the library's view and name for it, its words, why it is open, and its template.
    """

    route: str
    view: View
    name: str
    words: str
    why: str
    template: str = "form"


ENTRANCES = (
    Entrance("login/", account.login, "account_login", "login", STRANGER, "login"),
    Entrance("logout/", account.logout, "account_logout", "logout", ITSELF),
    Entrance("lukket/", account.account_inactive, "account_inactive", "closed", STRANGER, "told"),
    Entrance("bekraeft/", account.reauthenticate, "account_reauthenticate", "again", ITSELF),
    Entrance("adgangskode/", account.password_change, "account_change_password", "change", ITSELF),
    Entrance("adgangskode/vaelg/", account.password_set, "account_set_password", "choose", ITSELF),
    Entrance("adgangskode/ny/", account.password_reset, "account_reset_password", "reset", STRANGER),
    Entrance(
        "adgangskode/sendt/", account.password_reset_done, "account_reset_password_done", "sent", STRANGER, "told"
    ),
    Entrance(
        "adgangskode/ny/<letters:uidb36>-<str:key>/",
        account.password_reset_from_key,
        "account_reset_password_from_key",
        "choose",
        MAIL,
        "key",
    ),
    Entrance(
        "adgangskode/valgt/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
        "chosen",
        STRANGER,
        "told",
    ),
    Entrance("faktor/", mfa.index, "mfa_index", "factors", ITSELF, "factors"),
    Entrance("faktor/login/", mfa.authenticate, "mfa_authenticate", "factor", STRANGER, "factor"),
    Entrance("faktor/bekraeft/", mfa.reauthenticate, "mfa_reauthenticate", "factor_again", ITSELF),
    Entrance("faktor/app/", totp.activate_totp, "mfa_activate_totp", "app", ITSELF, "app"),
    Entrance("faktor/app/fjern/", totp.deactivate_totp, "mfa_deactivate_totp", "app_off", ITSELF),
    Entrance("faktor/koder/", codes.view_recovery_codes, "mfa_view_recovery_codes", "codes", ITSELF, "codes"),
    Entrance("faktor/koder/nye/", codes.generate_recovery_codes, "mfa_generate_recovery_codes", "new_codes", ITSELF),
    Entrance(
        "faktor/koder/hent/", codes.download_recovery_codes, "mfa_download_recovery_codes", "codes", ITSELF, "codes"
    ),
    Entrance("faktor/noegler/", webauthn.list_webauthn, "mfa_list_webauthn", "keys", ITSELF, "keys"),
    Entrance("faktor/noegler/ny/", webauthn.add_webauthn, "mfa_add_webauthn", "key", ITSELF, "new_key"),
    Entrance("faktor/noegler/<int:pk>/fjern/", webauthn.remove_webauthn, "mfa_remove_webauthn", "key_off", ITSELF),
    Entrance("faktor/noegler/<int:pk>/", webauthn.edit_webauthn, "mfa_edit_webauthn", "key_name", ITSELF),
    Entrance(
        "faktor/noegler/bekraeft/",
        webauthn.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
        "key_again",
        ITSELF,
        "key_again",
    ),
    Entrance("faktor/noegler/login/", webauthn.login_webauthn, "mfa_login_webauthn", "login", STRANGER),
    Entrance(
        "tjeneste/afbrudt/", social.login_cancelled, "socialaccount_login_cancelled", "cancelled", STRANGER, "told"
    ),
    Entrance("tjeneste/fejl/", social.login_error, "socialaccount_login_error", "failed", STRANGER, "told"),
    Entrance("tjeneste/<str:provider_id>/login/", oidc.login, "openid_connect_login", "service", STRANGER),
    Entrance("tjeneste/<str:provider_id>/svar/", oidc.callback, "openid_connect_callback", "service", STRANGER),
)


def _words(which: str) -> dict[str, str]:
    """The title, the sentence below it and the button of a page, those that it has."""
    known = sayings("people")
    parts = {part: f"entrance.{which}.{part}" for part in ("title", "lead", "do")}
    return {part: say_now(f"people.{code}") for part, code in parts.items() if code in known}


def _by_name(request: HttpRequest) -> str:
    """The same page at this machine's name, where it was asked for by its number: passkeys know names alone."""
    host = urlsplit(f"//{request.get_host()}")
    try:
        is_number = ip_address(host.hostname or "").is_loopback
    except ValueError:
        return ""
    port = f":{host.port}" if host.port else ""
    return f"{request.scheme}://localhost{port}{request.get_full_path()}" if is_number else ""


def _ours(entrance: Entrance) -> View:
    """The library's view, drawn by our template with our words."""

    @wraps(entrance.view)
    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = entrance.view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse) and not response.is_rendered:
            if entrance.name != "mfa_download_recovery_codes":
                response.template_name = f"people/entrance/{entrance.template}.html"
            more = _words(entrance.words) | {"by_name": _by_name(request)}
            response.context_data = {**(response.context_data or {}), **more}
        return response

    return view


urlpatterns: list[URLPattern] = [
    page(f"konto/{each.route}", _ours(each), name=each.name, policy=ENTRANCE) for each in ENTRANCES
]
