"""What was read of a question, as tags: for its page, and wherever it stands in a list."""

from datetime import date

from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.enquiries.queries.reading import ReadFacts, reading_of, sign_name
from guichet.enquiries.terms import Axis, Mood
from guichet.foundation.languages import Language
from guichet.worklists.terms import Urgency

_KINDS = {
    Urgency.DANGER: parts.TagKind.DANGER,
    Urgency.URGENT: parts.TagKind.WARNING,
    Urgency.SOON: parts.TagKind.INFO,
}


def tags_of(enquiry_id: int, language: Language, on: date) -> list[parts.Tag]:
    """Return the tags of a question; none where nothing was read yet. For whom it was opened already."""
    found = reading_of(enquiry_id)
    return reading_tags(found, language, on) if found else []


def reading_tags(found: ReadFacts, language: Language, on: date) -> list[parts.Tag]:
    """Return what was read as tags: urgency, what a person must say, who needs care, mood, unwanted."""
    tags: list[parts.Tag] = []
    if found.urgency is not Urgency.USUAL:
        tags.append(parts.Tag(text=str(found.urgency.label), kind=_KINDS[found.urgency]))
    if Axis.URGENCY in found.unsure:
        tags.append(parts.Tag(text=_("May be urgent: a person must say"), kind=parts.TagKind.WARNING))
    tags += [parts.Tag(text=sign_name(code, on).say(language), kind=parts.TagKind.INFO) for code in found.needs]
    if found.mood is not Mood.CALM:
        tags.append(parts.Tag(text=str(found.mood.label), kind=parts.TagKind.NEUTRAL))
    if found.is_unwanted:
        tags.append(parts.Tag(text=_("Unwanted mail"), kind=parts.TagKind.NEUTRAL))
    return tags
