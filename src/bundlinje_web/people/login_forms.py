"""The login library's forms in our words and our markup."""

from __future__ import annotations

from typing import ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as codes
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms

from bundlinje_web.frame.forms import PageForm


class Spoken(PageForm):
    """A form of the library whose labels and hints are said by us."""

    words: ClassVar[str] = "people.field"

    def _give_words(self, name: str, field: forms.Field) -> None:
        field.label, field.help_text = None, ""
        field.widget.attrs.pop("placeholder", None)
        super()._give_words(name, field)


class LoginForm(Spoken, account.LoginForm):
    """Mail address and password."""


class ResetForm(Spoken, account.ResetPasswordForm):
    """The mail address a link is sent to."""


class ChooseForm(Spoken, account.ResetPasswordKeyForm):
    """A new password, twice."""


class SetForm(Spoken, account.SetPasswordForm):
    """A first password, twice."""


class ChangeForm(Spoken, account.ChangePasswordForm):
    """The password there is and a new one, twice."""


class AgainForm(Spoken, account.ReauthenticateForm):
    """The password once more."""


class FactorForm(Spoken, mfa.AuthenticateForm):
    """A code from the app, or a recovery code."""


class FactorAgainForm(Spoken, mfa.ReauthenticateForm):
    """A code once more."""


class AppForm(Spoken, totp.ActivateTOTPForm):
    """The first code from the app."""


class AppOffForm(Spoken, totp.DeactivateTOTPForm):
    """Nothing but the button."""


class NewCodesForm(Spoken, codes.GenerateRecoveryCodesForm):
    """Nothing but the button."""


class NewKeyForm(Spoken, webauthn.AddWebAuthnForm):
    """What a key is called, and whether it does without a password."""


class KeyNameForm(Spoken, webauthn.EditWebAuthnForm):
    """What a key is called."""
