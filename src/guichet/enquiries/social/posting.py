"""Answering in public: owed because a question was answered, put into words of guidance alone, posted by a job."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override
from procrastinate.contrib.django import app
from procrastinate.types import JSONValue

from guichet.enquiries.events import EnquiryAnswered
from guichet.enquiries.models import Contact, Joined, Link, PublicReply
from guichet.enquiries.social.network import Network, PublicPost, RefusedForGood, network_of_settings
from guichet.enquiries.terms import Channel
from guichet.foundation.languages import Language
from guichet.journal.reactions import Happened
from guichet.knowledge.queries import titles

POST = "enquiries.post_reply"


def owe_public_replies(happened: Sequence[Happened[EnquiryAnswered]]) -> int:
    """Owe a public reply to each public post about what was answered; return how many. Twice the same, once."""
    if network_of_settings() is None:
        return 0
    owed = [
        PublicReply(
            enquiry_id=one.event.enquiry,
            contact=contact,
            entry_id=one.entry.pk,
            article=one.event.resting_on,
            reference=uuid4(),
            queued_at=one.entry.recorded_at,
        )
        for one in happened
        for contact in _public_posts(one.event.enquiry)
    ]
    PublicReply.objects.bulk_create(owed, ignore_conflicts=True)
    new = PublicReply.objects.filter(reference__in=[one.reference for one in owed]).values_list("pk", flat=True)
    jobs: list[dict[str, JSONValue]] = [{"reply": each} for each in new]
    if jobs:
        app.configure_task(POST, queue="default").batch_defer(*jobs)
    return len(jobs)


def post_reply(number: int, network: Network, clock: Callable[[], datetime]) -> bool:
    """Post what is owed, and note what came of it; return whether it is there now. Posted before: nothing is done.

    Raises NotPosted where it should be tried again.
    """
    row = (
        PublicReply.objects.select_related("enquiry", "contact")
        .filter(pk=number, sent_at=None, failed_at=None, contact__forgotten_at=None)
        .first()
    )
    if row is None:
        return False
    waiting = PublicReply.objects.filter(pk=row.pk, sent_at=None, failed_at=None)
    where, _colon, post_id = row.contact.external_id.partition(":")
    language = Language.of(row.enquiry.language)
    named = titles([row.article], on=localtime(clock()).date()) if row.article else {}
    try:
        network.post(
            PublicPost(
                reference=str(row.reference),
                network=where,
                answers=post_id,
                language=language.value,
                text=public_words(row.article, named.get(row.article, {}), language),
            )
        )
    except RefusedForGood:
        waiting.update(failed_at=clock())
        return False
    waiting.update(sent_at=clock())
    return True


def public_words(article: str, title: Mapping[Language, str], language: Language) -> str:
    """Return what we post: the title and the address of an article, and where to ask in private. Nothing else goes in.

    No title: the article is not shown any more, and only the private way is told.
    """
    with override(language):
        private = _("About a file of your own, ask in private, never here: %(address)s") % {
            "address": settings.SITE_URL + reverse("public:ask")
        }
        if language not in title:
            return _("Thank you for your question.") + " " + private
        answer = _("Our answer: %(title)s %(address)s") % {
            "title": title[language],
            "address": settings.SITE_URL + reverse("public:answer", args=[article]),
        }
        return f"{answer} {private}"


def _public_posts(enquiry_id: int) -> list[Contact]:
    """Return the posts about a question, and about those that were joined to it: the latest of each author."""
    everyone = [enquiry_id, *Joined.objects.filter(kept=enquiry_id, undone_at=None).values_list("gone", flat=True)]
    about = Link.objects.filter(enquiry__in=everyone, undone_at=None).values("contact")
    found = Contact.objects.filter(pk__in=about, channel=Channel.SOCIAL, forgotten_at=None).order_by(
        "received_at", "pk"
    )
    return list({one.asker_id: one for one in found}.values())
