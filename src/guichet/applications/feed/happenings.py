"""What the journal is told of an event of the feed. Pure."""

from guichet.applications import events
from guichet.applications.feed.facts import (
    ClientFacts,
    DecisionFacts,
    FeedLine,
    FeeFacts,
    NoteFacts,
    OfficeFacts,
    ReceiptFacts,
    ReceivedFacts,
    RequestFacts,
    SectionFacts,
    StageFacts,
)


def happening(line: FeedLine, client_id: int, note_id: int | None) -> events.FileEvent:
    """Return the journal's event for something that happened to a file; `note_id` for a note, the row that holds it."""
    facts, number = line.facts, line.subject
    match facts:
        case StageFacts():
            return events.StageEntered(client_id=client_id, application=number, stage=facts.stage)
        case SectionFacts():
            return events.SectionStatusChanged(
                client_id=client_id, application=number, section=facts.section, status=facts.status
            )
        case RequestFacts():
            return events.DocumentsRequested(
                client_id=client_id, application=number, documents=facts.documents, due=facts.due
            )
        case ReceiptFacts():
            codes = tuple(dict.fromkeys(code for code, _ in facts.documents))
            return events.DocumentsReceived(client_id=client_id, application=number, documents=codes)
        case FeeFacts():
            return events.FeePaid(client_id=client_id, application=number, fee=facts.fee, amount=facts.amount)
        case DecisionFacts():
            return events.DecisionMade(
                client_id=client_id, application=number, decision=facts.decision, reasons=facts.reasons
            )
        case ReceivedFacts():
            return events.ApplicationReceived(
                client_id=client_id, application=number, program=facts.program, office=facts.office
            )
        case OfficeFacts():
            return events.OfficeChanged(client_id=client_id, application=number, office=facts.office)
        case NoteFacts():
            assert note_id is not None
            return events.NoteReleased(client_id=client_id, application=number, note=note_id)
        case ClientFacts():
            raise ValueError("what happens to a client is told by the room of clients")
