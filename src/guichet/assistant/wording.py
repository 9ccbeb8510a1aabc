"""Replies as plain words, for who reads a conversation along: an agent, a record of it."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from guichet.assistant.policy import help_for, said_in
from guichet.assistant.rules import Cited, InLanguage, Offered, OwnFiles, Piece, Sentence
from guichet.assistant.sentences import SENTENCES
from guichet.assistant.terms import Say
from guichet.foundation.languages import Language
from guichet.knowledge.queries import published, titles
from guichet.knowledge.rules import plain


def in_words(pieces: Sequence[Piece], language: Language, on: date) -> list[str]:
    """Return what a reply said, line by line, as it reads on a day. Figures are left to the pages that show them."""
    with override(language):
        return [line for piece in pieces for line in _lines(piece, language, on) if line]


def _lines(piece: Piece, language: Language, on: date) -> list[str]:
    match piece:
        case Sentence(say):
            helps = {Say.DANGER: ("EMERGENCY",), Say.SELF_HARM: ("CRISIS", "EMERGENCY")}.get(say, ())
            return [str(SENTENCES[say]), *(help_for(code, on).say(language) for code in helps)]
        case Cited(article):
            found = published(article, on=on)
            if found is None:
                return [_("Answer: “%(title)s”, no longer published.") % {"title": article}]
            wording = found.say(language)
            return [_("Answer: “%(title)s”.") % {"title": wording.title}, plain(wording.answer)]
        case Offered(articles):
            known = titles(articles, on=on)
            return [_("Offered: %(title)s") % {"title": known[one][language]} for one in articles if one in known]
        case OwnFiles(number):
            return [_("Shown: where file %(number)s stood.") % {"number": number}] if number else [
                _("Shown: where their open files stood.")
            ]  # fmt: skip
        case InLanguage(code):
            return [said_in(code, on)]
        case _:
            return []
