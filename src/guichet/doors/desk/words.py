"""How the desk says what the client’s page says: the same sentences, in the client’s language and in the agent’s."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from guichet.applications.terms import WaitingOn
from guichet.design import parts
from guichet.foundation.languages import Language

# The client’s page says “you” and “we”; on the desk that would be the wrong way round.
TURNS = {
    WaitingOn.YOU: (_("With the client"), parts.TagKind.WARNING),
    WaitingOn.DEPARTMENT: (_("With us"), parts.TagKind.INFO),
    WaitingOn.PARTNER: (_("With a partner"), parts.TagKind.INFO),
    WaitingOn.NOBODY: (_("Nothing is waiting"), parts.TagKind.NEUTRAL),
}
LANGUAGES = {Language.EN: _("English"), Language.FR: _("French")}


def turn(waiting_on: WaitingOn) -> parts.Tag:
    """Return whose turn it is, for staff."""
    text, kind = TURNS[waiting_on]
    return parts.Tag(text=text, kind=kind)


def in_language(text: str, language: Language) -> SafeString:
    """Return a text marked with its language."""
    return format_html('<span lang="{}">{}</span>', language.value, text)


def told(text: str, language: Language, translated: str, reader: Language) -> SafeString:
    """Return a sentence as the client reads it and, where the agent reads another language, the agent’s below it."""
    if language is reader:
        return in_language(text, language)
    return format_html(
        '{}<br><span class="hint" lang="{}">{}</span>', in_language(text, language), reader.value, translated
    )
