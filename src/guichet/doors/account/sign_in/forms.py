"""The forms of signing in: the library’s checks, our words and controls."""

from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from guichet.doors.account.sender import may_have_code

EMAIL = {"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}
CODE = {"autocomplete": "one-time-code", "spellcheck": "false", "class": "code", "maxlength": "20"}


def _as_email(field: forms.Field, label: Any, hint: Any = "") -> None:
    """Have a field ask for an e-mail address as all our forms do."""
    field.label, field.help_text = label, hint
    field.widget = forms.EmailInput(attrs=EMAIL)
    field.error_messages["required"] = _("Enter your e-mail address.")
    field.error_messages["invalid"] = _("Enter an e-mail address, such as name@example.org.")


def _as_code(field: forms.Field, label: Any, hint: Any = "", *, digits: bool = True) -> None:
    """Have a field ask for a code that is used once."""
    field.label, field.help_text = label, hint
    field.widget = forms.TextInput(attrs={**CODE, "inputmode": "numeric"} if digits else CODE)
    field.error_messages["required"] = _("Enter the code.")


class SignInForm(account.LoginForm):
    """Where is the code to go?"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("remember", None)
        _as_email(self.fields["login"], _("E-mail address"), _("We will send you a code. You need no password."))

    def clean(self) -> Any:
        """Return what was entered, unless so many codes were asked for that one must wait.

        Strangers’ asking never counts against a device that signed in to the account before.
        """
        email = self.cleaned_data.get("login", "").strip().lower()
        if email and not self.errors and not may_have_code(context.request, email):
            raise get_adapter().validation_error("too_many_login_attempts")
        return super().clean()


class SignUpForm(account.SignupForm):
    """Which address is the new account to have?"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("We will send a code to this address. Use one that only you read.")
        _as_email(self.fields["email"], _("E-mail address"), hint)


class SignInCodeForm(account.ConfirmLoginCodeForm):
    """Which code did we send?"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _("Code from the e-mail"), _("Eight digits. You may leave out the hyphen."))


class CodeAgainForm(account.ConfirmLoginCodeForm):
    """Which code did we send, to show that it is still you?"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _("Code from the e-mail"), _("Eight digits. You may leave out the hyphen."))


class AddressCodeForm(account.ConfirmEmailVerificationCodeForm):
    """Which code did we send to the new address?"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _("Code from the e-mail"), _("Eight digits. You may leave out the hyphen."))


class AddressForm(account.ChangeEmailForm):
    """Which other address, where the one just given was mistyped?"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_email(self.fields["email"], _("E-mail address"))


class NewAddressForm(account.AddEmailForm):
    """Which address is to take the place of the one the account has?"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_email(
            self.fields["email"], _("New e-mail address"), _("We will send a code to it to make sure it is yours.")
        )


class SecondFactorForm(mfa.AuthenticateForm):
    """Which code does the app show, or which recovery code is left?"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _("Code"), _("From your authenticator app, or a recovery code."))


class SecondFactorAgainForm(mfa.ReauthenticateForm):
    """The same, asked again before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _("Code"), _("From your authenticator app, or a recovery code."))


class AppForm(totp.ActivateTOTPForm):
    """Which code does the new app show?"""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _as_code(self.fields["code"], _("Code that the app shows"), _("Six digits. They change every 30 seconds."))


class _NamesPasskey(forms.Form):
    """What is the passkey to be called?"""

    def _ask_name(self) -> None:
        name = self.fields["name"]
        name.label = _("Name of the passkey")
        name.help_text = _("For you to tell it from others: “My telephone”, “Key on my key ring”.")
        name.widget = forms.TextInput(attrs={"maxlength": "60", "autocomplete": "off"})


class PasskeyForm(webauthn.AddWebAuthnForm, _NamesPasskey):
    """A passkey that signs in by itself: the device checks that it is you."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ask_name()
        box = self.fields["passwordless"]
        box.label = _("Sign in with this passkey alone, without a code by e-mail")
        box.help_text = _(
            "Your device will ask for your finger, your face or its PIN. Leave it out for a plain security key."
        )
        box.initial = True


class FirstPasskeyForm(webauthn.SignupWebAuthnForm, _NamesPasskey):
    """The passkey with which a new account begins."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ask_name()


class PasskeyNameForm(webauthn.EditWebAuthnForm, _NamesPasskey):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ask_name()
