"""What the page about a code by post shows: the same to everybody who is signed in, whatever we know of an address."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.design import parts
from guichet.doors.account.plain import NothingToEnter, PlainPage
from guichet.foundation.dates import long_date, long_moment
from guichet.foundation.languages import Language
from guichet.identity.queries import CodeByPost
from guichet.identity.terms import Level


def posted_page(
    code: CodeByPost,
    language: Language,
    *,
    level: Level,
    menu: parts.NavigationList | None,
    notice: parts.NoticeBanner | None = None,
) -> PlainPage:
    """Return the page: what a letter is for and how long it takes, how the one asked for stands, and the button."""
    said: list[parts.Content] = [notice] if notice else []
    if code.asked_at and code.until:
        said.append(_under_way(code, language))
    said.append(parts.Paragraphs(texts=_explained(code, level)))
    if code.again_at:
        moment = long_moment(code.again_at, language, timezone.get_current_timezone())
        said.append(parts.Paragraphs(texts=[_("You can ask for another letter from %(moment)s.") % {"moment": moment}]))
    return PlainPage(
        heading=_("A code by post"),
        menu=menu,
        back=parts.BackLink(href=reverse("account:security"), text=_("How you sign in")),
        parts=said,
        form=None if code.again_at else NothingToEnter(),
        submit=_("Send me another letter") if code.asked_at else _("Send me a letter with a code"),
        kind="secondary" if code.asked_at else "primary",
    )


def _under_way(code: CodeByPost, language: Language) -> parts.NoticeBanner:
    assert code.asked_at
    assert code.until
    asked, until = (long_date(timezone.localtime(moment).date(), language) for moment in (code.asked_at, code.until))
    return parts.NoticeBanner(
        title=_("You asked for a letter on %(day)s.") % {"day": asked},
        body=_("Its code works once, until %(day)s. A newer letter ends it.") % {"day": until},
        action=parts.Link(text=_("I have the letter: enter the code"), href=reverse("step_up_by", args=["letter"])),
    )


def _explained(code: CodeByPost, level: Level) -> list[parts.Content]:
    texts: list[parts.Content] = [
        _("For those without a smartphone and without printed codes. The letter goes to the postal address in your "
          "file, and to no other."),
        _("It takes about %(home)s within Canada, and about %(abroad)s to other countries.")
        % {"home": _days(code.takes_at_home.days), "abroad": _days(code.takes_abroad.days)},
    ]  # fmt: skip
    if level < Level.SIGNED_IN:
        # Whoever reads only a mailbox learns nothing of where its owner lives, nor whether we know it.
        return [
            *texts,
            _("If we have no address of yours that works, no letter comes. We cannot say here which it is."),
        ]
    where = parts.Link(text=_("Your postal address, in your preferences"), href=reverse("account:preferences"))
    return [*texts, _("See first that it is right:"), where]


def _days(count: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", count) % {"n": count}
