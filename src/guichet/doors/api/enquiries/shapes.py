"""What partners send, and what they are told: a number, a day, a place in the line; nothing of anybody."""

from datetime import datetime
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import AwareDatetime, ConfigDict

from guichet.enquiries.actions import LONGEST
from guichet.enquiries.actions.partners import Handed
from guichet.enquiries.queries.places import Place

# Of whatever script: a text of signs alone says nothing.
A_LETTER = (
    "[0-9A-Za-z\u00c0-\u00d6\u0391-\u03a1\u0410-\u044f\u05d0-\u05ea\u0621-\u063a\u0905-\u0939\u0e01-\u0e30"
    "\u10d0-\u10f0\u1200-\u1248\u3041-\u3096\u4e00-\u9fa5\uac00-\ud7a3]"
)
SHORTEST, LONGEST_SUBJECT, LONGEST_NAME = 2, 200, 120


class EnquiryIn(Schema):
    """A question that somebody asked a partner, in their own words."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    text: Annotated[
        str,
        Field(min_length=SHORTEST, max_length=LONGEST, pattern=A_LETTER, description="What they ask, as they said it."),
    ]
    subject: Annotated[str, Field(max_length=LONGEST_SUBJECT)] = ""
    language: Annotated[
        Literal["en", "fr"] | None, Field(description="In which they want to be answered; found out where left out.")
    ] = None
    name: Annotated[str, Field(max_length=LONGEST_NAME)] = ""
    email: Annotated[
        str,
        Field(
            max_length=254,
            pattern=r"^$|^[!-?A-~]{1,64}@[!-?A-~]{1,189}$",
            description="Where they are told. It proves nothing: nothing of a file is ever sent there.",
        ),
    ] = ""
    asked_at: Annotated[AwareDatetime | None, Field(description="When they asked; now where left out.")] = None


class PlaceShape(Schema):
    """How many questions stand before it; with `more`, at least so many."""

    ahead: int
    more: bool


class EnquiryShape(Schema):
    """How a question stands. `place` is empty where it stands in no line."""

    reference: str
    state: str = Field(description="OPEN, WAITING, ANSWERED, SET_ASIDE or JOINED.")
    asked_at: datetime
    answer_due_at: datetime
    answered_at: datetime | None
    place: PlaceShape | None


def enquiry_shape(one: Handed) -> EnquiryShape:
    """Return what a partner is told of a question of theirs."""
    return EnquiryShape(
        reference=one.reference,
        state=one.state.value,
        asked_at=one.asked_at,
        answer_due_at=one.due_at,
        answered_at=one.answered_at,
        place=_place(one.place),
    )


def _place(place: Place | None) -> PlaceShape | None:
    return PlaceShape(ahead=place.ahead, more=place.is_more) if place else None
