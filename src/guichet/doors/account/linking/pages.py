"""What the page for linking a file shows."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from guichet.clients.terms import LinkRefusal
from guichet.design.parts import NavigationList, NoticeBanner
from guichet.doors.account.linking.forms import LinkingForm
from guichet.doors.account.navigation import menu
from guichet.foundation.dates import long_moment
from guichet.foundation.languages import Language


@dataclass(frozen=True, kw_only=True)
class LinkingPage:
    """The form, and what came of the last try."""

    heading: str
    menu: NavigationList
    refused: NoticeBanner | None
    form: LinkingForm
    locked: bool


def linking_page(
    form: LinkingForm,
    *,
    language: Language,
    refusal: LinkRefusal | None = None,
    try_again_at: datetime | None = None,
) -> LinkingPage:
    """Return the page, after a refusal with why it was refused: never which fact was wrong."""
    return LinkingPage(
        heading=_("Link your file"),
        menu=menu("account:link-file"),
        refused=_refused(refusal, try_again_at, language) if refusal else None,
        form=form,
        locked=try_again_at is not None,
    )


def _refused(refusal: LinkRefusal, try_again_at: datetime | None, language: Language) -> NoticeBanner:
    if refusal is LinkRefusal.NOT_PROVED and try_again_at is None:
        body = _("Check the number and each fact against a letter from us. A file can be linked to one account only.")
        return NoticeBanner(title=str(refusal.label), body=body, kind="danger", live=True)
    title = str(LinkRefusal.TOO_MANY_TRIES.label)
    if try_again_at is None:
        return NoticeBanner(title=title, kind="warning", live=True)
    moment = long_moment(try_again_at, language, timezone.get_current_timezone())
    body = _("This protects your file from people who guess. You can try again from %(moment)s.") % {"moment": moment}
    return NoticeBanner(title=title, body=body, kind="warning", live=True)
