"""What was said about a question, on the desk: each message with what we answered before the next."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.staff import stamp
from guichet.enquiries.queries import EnquiryFacts
from guichet.enquiries.terms import ProofLevel


def thread_part(visit: Visit, one: EnquiryFacts, files: Mapping[int, parts.FileList]) -> parts.Thread:
    """Return what was said by every way, each message with its files (by contact) and what we said before the next."""
    exchanges = []
    begins = [each.received_at for each in one.contacts]
    for place, contact in enumerate(one.contacts):
        until = begins[place + 1] if place + 1 < len(begins) else None
        answers = [
            each
            for each in one.answers
            if (place == 0 or each.answered_at >= begins[place]) and (until is None or each.answered_at < until)
        ]
        about = [str(contact.channel.label), stamp(contact.received_at), proof_words(contact.proof)]
        if contact.files:
            about.append(_("%(n)s files, kept until they are checked") % {"n": contact.files})
        replies: list[parts.Content] = [parts.Paragraphs(texts=[" · ".join(about)])]
        if contact.contact_id in files:
            replies.append(files[contact.contact_id])
        if contact.history:
            replies.append(parts.DefinitionHint(term=_("What they quoted"), body=contact.history))
        for each in answers:
            lines: list[parts.Content] = [line for line in each.text.splitlines() if line.strip()]
            shown = "" if each.language is visit.language else each.language
            replies.append(parts.Paragraphs(texts=lines or [_("These words were forgotten.")], language=shown))
            replies.append(parts.Paragraphs(texts=[f"{_('Answered')} · {stamp(each.answered_at)}"]))
        words = "\n".join(filter(None, [contact.subject, contact.text]))
        exchanges.append(
            parts.Exchange(
                id=f"message-{contact.contact_id}",
                asked=words or _("These words were forgotten."),
                language="" if contact.language is visit.language else contact.language,
                replies=replies,
            )
        )
    return parts.Thread(label=_("What was said"), you=_("The person"), us=_("Us"), exchanges=exchanges)


def proof_words(proof: ProofLevel) -> str:
    if proof is ProofLevel.SIGNED_IN:
        return _("signed in")
    return _("address shown to be theirs") if proof is ProofLevel.ADDRESS else _("sender not proved")
