"""A code by e-mail to the address of an account that is signed in already."""

from allauth.account.adapter import get_adapter


def mail_code(email: str, code: str) -> None:
    """Send a code, in the language of the page, in the same words as the one for signing in."""
    get_adapter().send_mail("account/email/login_code", email, {"code": code})
