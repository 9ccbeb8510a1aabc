"""What is ours about e-mail, as the settings say."""

from email.utils import parseaddr

from django.conf import settings

from guichet.enquiries.mail import Ours


def ours() -> Ours:
    """Return which domains our messages name, and whose checks of senders we believe."""
    addresses = (settings.DEFAULT_FROM_EMAIL, settings.NEUTRAL_FROM, settings.REPLY_TO, settings.RETURN_PATH)
    domains = {parseaddr(one)[1].rpartition("@")[2].lower() for one in addresses if one}
    return Ours(domains=frozenset(domains - {""}), checker=settings.MAIL_CHECKER)
