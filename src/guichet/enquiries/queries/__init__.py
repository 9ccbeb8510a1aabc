"""What others may ask about enquiries and contacts."""

from guichet.enquiries.policy import limits
from guichet.enquiries.queries.canonical import Canonical, canonical_answer, figure_in_words, said_today
from guichet.enquiries.queries.codes import CauseCount, Causes, cause_names, causes, codes_proposed, reason_names
from guichet.enquiries.queries.composing import Words, file_meant, known_of, words_for
from guichet.enquiries.queries.facts import AnswerFacts, ContactFacts, EnquiryFacts
from guichet.enquiries.queries.files import FileFacts, files_of_question, has_scanner
from guichet.enquiries.queries.lanes import Whose, lane_question, urgency_of, whose_question
from guichet.enquiries.queries.own import OwnQuestion, own_open_questions, own_question, own_questions, question_by_key
from guichet.enquiries.queries.places import Place, place_of
from guichet.enquiries.queries.repeats import Again, Repeats, repeats_among, repeats_in
from guichet.enquiries.queries.screen import Around, Before, LikelyNews, around
from guichet.enquiries.queries.staffs import (
    Desk,
    MayBe,
    OutgoingFacts,
    ReturnedFacts,
    desk_of,
    enquiry_of,
    open_questions_of,
    outgoing_of,
    returned_of,
)
from guichet.identity.queries import NotAllowed

__all__ = [
    "Again",
    "AnswerFacts",
    "Around",
    "Before",
    "Canonical",
    "CauseCount",
    "Causes",
    "ContactFacts",
    "Desk",
    "EnquiryFacts",
    "FileFacts",
    "LikelyNews",
    "MayBe",
    "NotAllowed",
    "OutgoingFacts",
    "OwnQuestion",
    "Place",
    "Repeats",
    "ReturnedFacts",
    "Whose",
    "Words",
    "around",
    "canonical_answer",
    "cause_names",
    "causes",
    "codes_proposed",
    "desk_of",
    "enquiry_of",
    "figure_in_words",
    "file_meant",
    "files_of_question",
    "has_scanner",
    "known_of",
    "lane_question",
    "limits",
    "open_questions_of",
    "outgoing_of",
    "own_open_questions",
    "own_question",
    "own_questions",
    "place_of",
    "question_by_key",
    "reason_names",
    "repeats_among",
    "repeats_in",
    "returned_of",
    "said_today",
    "urgency_of",
    "whose_question",
    "words_for",
]
