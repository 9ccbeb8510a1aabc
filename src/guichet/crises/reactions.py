"""What this room does after something has happened to a question: puts it to a crisis, and follows how it stands."""

from collections.abc import Sequence

from guichet.crises.actions import follow, rank_case, take_mail
from guichet.crises.queries import open_crises
from guichet.enquiries.events import EnquiryEvent, EnquiryHeard, EnquiryOpened
from guichet.enquiries.terms import Channel
from guichet.journal.actions import Origin
from guichet.journal.reactions import Happened
from guichet.journal.terms import Channel as Way


def take_mail_in(happened: Sequence[Happened[EnquiryOpened]]) -> None:
    """Put questions that came by e-mail to the crisis to whose address they were sent. Mostly no crisis is open."""
    boxes = [one.crisis_id for one in open_crises() if one.box]
    if not boxes:
        return
    for one in happened:
        if one.event.by != Channel.EMAIL:
            continue
        origin = Origin(actor="crises", channel=Way.SYSTEM, at=one.entry.recorded_at)
        for crisis_id in boxes:
            taken = take_mail(
                crisis_id=crisis_id, enquiry_id=one.event.enquiry, contact_id=one.event.first_contact, origin=origin
            )
            if taken:
                break


def follow_questions(happened: Sequence[Happened[EnquiryEvent]]) -> None:
    """Note for questions of a crisis how they stand now."""
    for one in happened:
        follow(enquiry_id=one.event.enquiry, at=one.entry.recorded_at)


def rank_heard(happened: Sequence[Happened[EnquiryHeard]]) -> None:
    """Let what was read in the words of a question raise its risk, where it is of a crisis."""
    for one in happened:
        origin = Origin(actor="crises", channel=Way.SYSTEM, at=one.entry.recorded_at)
        rank_case(enquiry_id=one.event.enquiry, urgency=one.event.urgency, origin=origin)
