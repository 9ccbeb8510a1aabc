"""What others may ask about enquiries and contacts."""

from guichet.enquiries.policy import limits
from guichet.enquiries.queries.facts import AnswerFacts, ContactFacts, EnquiryFacts
from guichet.enquiries.queries.own import OwnQuestion, own_open_questions, own_question, own_questions, question_by_key
from guichet.enquiries.queries.places import Place, place_of
from guichet.enquiries.queries.staffs import Desk, MayBe, desk_of, enquiry_of, open_questions_of
from guichet.identity.queries import NotAllowed

__all__ = [
    "AnswerFacts",
    "ContactFacts",
    "Desk",
    "EnquiryFacts",
    "MayBe",
    "NotAllowed",
    "OwnQuestion",
    "Place",
    "desk_of",
    "enquiry_of",
    "limits",
    "open_questions_of",
    "own_open_questions",
    "own_question",
    "own_questions",
    "place_of",
    "question_by_key",
]
