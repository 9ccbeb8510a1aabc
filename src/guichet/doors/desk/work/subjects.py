"""What a task is about, in words: a client, a conversation, an answer by its title; never a code."""

from collections.abc import Collection
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guichet.enquiries.rules import reference_of
from guichet.foundation.languages import Language
from guichet.knowledge.queries import titles

NAMED: dict[str, str | Promise] = {
    "application": "%(n)s",
    "client": gettext_lazy("Client %(n)s"),
    "conversation": gettext_lazy("Conversation %(n)s"),
    "correction": gettext_lazy("Request %(n)s"),
    "duplicate": gettext_lazy("Pair %(n)s"),
    "public_notice": gettext_lazy("Notice %(n)s"),
}


def subjects_in_words(subjects: Collection[str], language: Language, on: date) -> dict[str, str]:
    """Return what each subject is called; an answer that is no longer published by its name. One query at most."""
    articles = [number for kind, _colon, number in (one.partition(":") for one in subjects) if kind == "article"]
    titled = titles(articles, on=on) if articles else {}
    return {one: _in_words(one, {name: title[language] for name, title in titled.items()}) for one in subjects}


def _in_words(subject: str, titled: dict[str, str]) -> str:
    kind, colon, number = subject.partition(":")
    if kind == "article":
        return titled.get(number, number)
    if not colon:
        return subject
    if kind == "enquiry" and number.isdecimal():
        return reference_of(int(number))
    # The title of the task says what it is; only which one of them is to be told apart.
    return str(NAMED.get(kind, _("No. %(n)s"))) % {"n": number}
