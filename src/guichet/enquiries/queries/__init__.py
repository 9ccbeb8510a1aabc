"""What others may ask about enquiries and contacts."""

from guichet.enquiries.policy import limits
from guichet.enquiries.queries.canonical import Canonical, canonical_answer, figure_in_words, said_today
from guichet.enquiries.queries.facts import AnswerFacts, ContactFacts, EnquiryFacts
from guichet.enquiries.queries.files import FileFacts, files_of_question, has_scanner
from guichet.enquiries.queries.own import OwnQuestion, own_open_questions, own_question, own_questions, question_by_key
from guichet.enquiries.queries.places import Place, place_of
from guichet.enquiries.queries.repeats import Again, Repeats, repeats_among, repeats_in
from guichet.enquiries.queries.screen import Around, Before, LikelyNews, around
from guichet.enquiries.queries.staffs import Desk, MayBe, desk_of, enquiry_of
from guichet.identity.queries import NotAllowed

__all__ = [
    "Again",
    "AnswerFacts",
    "Around",
    "Before",
    "Canonical",
    "ContactFacts",
    "Desk",
    "EnquiryFacts",
    "FileFacts",
    "LikelyNews",
    "MayBe",
    "NotAllowed",
    "OwnQuestion",
    "Place",
    "Repeats",
    "around",
    "canonical_answer",
    "desk_of",
    "enquiry_of",
    "figure_in_words",
    "files_of_question",
    "has_scanner",
    "limits",
    "own_open_questions",
    "own_question",
    "own_questions",
    "place_of",
    "question_by_key",
    "repeats_among",
    "repeats_in",
    "said_today",
]
