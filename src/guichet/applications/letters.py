"""What we tell a client about each thing that happens to their file. One letter for each kind that they could notice.

`happened` is the sentence of the event, the very one of the timeline. A subject names no person, number or program: it
is read on locked screens and by others in the house.
"""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from guichet.applications.events import (
    ApplicationReceived,
    DecisionMade,
    DocumentsReceived,
    DocumentsRequested,
    FeePaid,
    FileEvent,
    FileQuiet,
    NoteReleased,
    OfficeChanged,
    SectionStatusChanged,
    StageEntered,
)
from guichet.applications.models import Application
from guichet.applications.queries import FileStatus, status_told
from guichet.applications.rules import sentences
from guichet.applications.rules.place import RETURNED, WAITING_ON_YOU
from guichet.applications.rules.status import reviews_of, what_we_need
from guichet.clients.queries import turn_off_token
from guichet.foundation.dates import long_date, money
from guichet.foundation.languages import Language
from guichet.foundation.laws import citation
from guichet.notices.letters import Letter
from guichet.programs.queries import catalogue


def application_received(event: ApplicationReceived, language: Language) -> Letter:
    """Return the letter that says we have the application."""
    with override(language):
        return Letter(
            subject=_("We received your application"),
            happened=event.sentence(language),
            next=sentences.after_receiving(),
            about=catalogue().program(event.program).name.say(language),
            number=event.application,
        )


def stage_entered(event: StageEntered, language: Language) -> Letter:
    """Return the letter that says where the file stands now, and whose turn it is."""
    stage = catalogue().stage(event.stage)
    your_turn = stage.who_acts == "client"
    with override(language):
        return Letter(
            subject=_("We need something from you") if your_turn else _("Your application has moved on"),
            happened=event.sentence(language),
            next=stage.next.say(language),
            your_turn=your_turn,
            about=_about(event, language),
            number=event.application,
        )


def section_status_changed(event: SectionStatusChanged, language: Language) -> Letter:
    """Return the letter that says how far one part of the review is."""
    your_turn = event.status == WAITING_ON_YOU
    section = catalogue().section(event.section).name.say(language)
    with override(language):
        following = (
            _("Your account shows what we are waiting for, and by when.")
            if your_turn
            else _("The other parts of the review go on. You do not need to do anything now.")
        )
        return Letter(
            subject=_("We need something from you") if your_turn else _("A part of your review has moved on"),
            happened=event.sentence(language),
            next=following,
            your_turn=your_turn,
            points=(_("Part of the review: %(section)s") % {"section": section},),
            about=_about(event, language),
            number=event.application,
        )


def documents_requested(event: DocumentsRequested, language: Language) -> Letter:
    """Return the letter that asks for documents: each with what we need to see, and the day."""
    with override(language):
        return Letter(
            subject=_("We need documents from you"),
            happened=event.sentence(language),
            next=sentences.how_to_send(event.due, language),
            your_turn=True,
            due_on=event.due,
            points=tuple(what_we_need(code, catalogue(), language) for code in event.documents),
            about=_about(event, language),
            number=event.application,
        )


def documents_received(event: DocumentsReceived, language: Language) -> Letter:
    """Return the letter that says a document arrived."""
    with override(language):
        return Letter(
            subject=ngettext("We received your document", "We received your documents", len(event.documents)),
            happened=event.sentence(language),
            next=sentences.after_an_answer(),
            about=_about(event, language),
            number=event.application,
        )


def decision_made(event: DecisionMade, language: Language) -> Letter:
    """Return the letter that tells the decision, every reason for it, and what may be done about it."""
    decision = catalogue().decision(event.decision)
    program = _program(event)
    with override(language):
        return Letter(
            subject=_("A decision was made on your application"),
            happened=event.sentence(language),
            next=sentences.after_reasons() if event.reasons else decision.next.say(language),
            your_turn=event.decision == RETURNED,
            points=(*_reasons(event.reasons, language), *_reviews(program, event.decision, language)),
            about=catalogue().program(program).name.say(language) if program else "",
            number=event.application,
        )


def office_changed(event: OfficeChanged, language: Language) -> Letter:
    """Return the letter that says where the file is now."""
    with override(language):
        return Letter(
            subject=_("Your file moved to another office"),
            happened=event.sentence(language),
            next=_("You do not need to do anything now. Your place and your dates stay as they are."),
            about=_about(event, language),
            number=event.application,
        )


def fee_paid(event: FeePaid, language: Language) -> Letter:
    """Return the receipt of a payment."""
    with override(language):
        return Letter(
            subject=_("We received your payment"),
            happened=event.sentence(language),
            next=_("Your account keeps the receipt. You do not need to do anything now."),
            points=(_("Amount: %(amount)s") % {"amount": money(event.amount, language)},),
            about=_about(event, language),
            number=event.application,
        )


def note_released(event: NoteReleased, language: Language) -> Letter:
    """Return the letter that says an officer’s note can be read."""
    with override(language):
        return Letter(
            subject=_("There is a note for you to read"),
            happened=event.sentence(language),
            next=_("Sign in to read it. You do not need to answer it."),
            about=_about(event, language),
            number=event.application,
        )


def file_quiet(event: FileQuiet, language: Language, status: FileStatus | None = None) -> Letter:
    """Return the word in a silence: nothing is needed, where it stands, what comes next, and when we write again.

    Where it stands and what is expected are those of the file's own page, at the moment of writing; a room above gives
    the `status` that knows more of when.
    """
    status = status or status_told(event.application, language=language, now=event.at)
    zone = ZoneInfo(settings.TIME_ZONE)
    with override(language):
        again = long_date(event.again.astimezone(zone).date(), language)
        expected = " ".join(filter(None, (status.expected.headline + ".", status.expected.text)))
        return Letter(
            subject=_("Your application is still active"),
            happened=event.sentence(language),
            next=_("You do not need to do anything now."),
            points=(
                _("Where it stands: %(happening)s") % {"happening": status.happening},
                _("What comes next: %(next)s") % {"next": status.next},
                _("When: %(expected)s") % {"expected": expected},
                _("If nothing happens until then, we will write to you again on %(day)s.") % {"day": again},
            ),
            about=status.program,
            number=event.application,
            turn_off=turn_off_token(event.client_id) if event.client_id else "",
        )


def _about(event: FileEvent, language: Language) -> str:
    """Return what the file is about, in plain words."""
    program = _program(event)
    return catalogue().program(program).name.say(language) if program else ""


def _program(event: FileEvent) -> str | None:
    return Application.objects.filter(number=event.application).values_list("program", flat=True).first()


def _reasons(codes: Sequence[str], language: Language) -> tuple[str, ...]:
    reasons = (catalogue().reason(code) for code in codes)
    return tuple(
        _("Reason: %(reason)s (%(law)s)")
        % {"reason": reason.plain.say(language), "law": citation(reason.law, language)}
        for reason in reasons
    )


def _reviews(program: str | None, decision: str, language: Language) -> tuple[str, ...]:
    if program is None:
        return ()
    reviews = reviews_of(program, decision, None, catalogue(), language)
    return tuple(_("What you can do: %(name)s. %(how)s") % {"name": each.name, "how": each.how} for each in reviews)
