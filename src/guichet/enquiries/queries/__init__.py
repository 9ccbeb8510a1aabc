"""What others may ask about enquiries and contacts."""

from guichet.enquiries.policy import limits
from guichet.enquiries.queries.facts import AnswerFacts, ContactFacts, EnquiryFacts
from guichet.enquiries.queries.own import OwnQuestion, own_open_questions, own_question, own_questions, question_by_key
from guichet.enquiries.queries.places import Place, place_of

__all__ = [
    "AnswerFacts",
    "ContactFacts",
    "EnquiryFacts",
    "OwnQuestion",
    "Place",
    "limits",
    "own_open_questions",
    "own_question",
    "own_questions",
    "place_of",
    "question_by_key",
]
