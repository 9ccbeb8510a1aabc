"""What the pages about ways to sign in show."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guichet.design import parts
from guichet.doors.account.plain import NothingToEnter, PlainPage
from guichet.foundation.dates import long_moment
from guichet.foundation.languages import Language
from guichet.identity.actions import Sheet
from guichet.identity.queries import RecoveryFacts, SessionFacts, SignInWays
from guichet.identity.rules import DeviceFacts, grouped
from guichet.identity.terms import DeviceKind


def _back() -> parts.BackLink:
    return parts.BackLink(href=reverse("account:security"), text=_("How you sign in"))


def sheet_asked(ways: SignInWays, menu: parts.NavigationList | None) -> PlainPage:
    """Return the page that says what printed codes are, before a sheet is made."""
    said: list[parts.Content] = [
        parts.Paragraphs(
            texts=[
                _("Print a sheet of codes, or copy them by hand. With it you sign in on any telephone or computer."),
                _("You need no e-mail and no smartphone. Each code works once. Keep the sheet as you keep money."),
            ]
        )
    ]
    if ways.printed_codes_left:
        left = ngettext("%(n)s code is left on your sheet.", "%(n)s codes are left on your sheet.",
                        ways.printed_codes_left) % {"n": ways.printed_codes_left}  # fmt: skip
        said.append(
            parts.NoticeBanner(
                title=left,
                body=_("When you make a new sheet, the old codes no longer work."),
                kind=parts.NoticeKind.WARNING,
            )
        )
    return PlainPage(
        heading=_("Printed codes"),
        menu=menu,
        back=_back(),
        parts=said,
        form=NothingToEnter(),
        submit=_("Make a new sheet") if ways.printed_codes_left else _("Make a sheet"),
        cancel=reverse("account:security"),
    )


def sheet_made(sheet: Sheet, language: Language, back: parts.BackLink | None = None) -> PlainPage:
    """Return the sheet itself: shown this once."""
    made = long_moment(sheet.made_at, language, timezone.get_current_timezone())
    return PlainPage(
        heading=_("Your printed codes"),
        back=back or _back(),
        parts=[
            parts.NoticeBanner(
                title=_("Print or copy this page now."),
                body=_("We show these codes only once. We keep no copy that anybody could read."),
                kind=parts.NoticeKind.WARNING,
            ),
            parts.SummaryList(
                rows=[
                    parts.SummaryRow(key=_("Account number"), value=_code(grouped(sheet.name))),
                    parts.SummaryRow(key=_("Made on"), value=made),
                ]
            ),
            parts.Bullets(items=[_code(grouped(code)) for code in sheet.codes], numbered=True),
            parts.Paragraphs(texts=[_("Cross out a code when you have used it.")]),
            parts.PrintButton(),
        ],
    )


def pin_page(form: forms.Form, *, has_pin: bool, menu: parts.NavigationList | None,
             notice: parts.NoticeBanner | None = None) -> PlainPage:  # fmt: skip
    """Return the page on which a PIN is set, changed or taken away."""
    said: list[parts.Content] = [notice] if notice else []
    said.append(
        parts.Paragraphs(
            texts=[
                _("A PIN is a second step for those without a smartphone: you enter it after a printed code."),
                _("Tell it to nobody. We ask for it on our pages only, never in a message."),
            ]
        )
    )
    return PlainPage(
        heading=_("Change your PIN") if has_pin else _("Set a PIN"),
        menu=menu,
        back=_back(),
        parts=said,
        form=form,
        submit=_("Save"),
        cancel=reverse("account:security"),
    )


def ask_page(
    heading: str, text: str, submit: str, *, menu: parts.NavigationList | None = None, cancel: str = "",
    kind: str = "danger", more: Sequence[parts.Content] = (),
) -> PlainPage:  # fmt: skip
    """Return a page that asks whether, with one button."""
    return PlainPage(
        heading=heading,
        menu=menu,
        parts=[parts.Paragraphs(texts=[text]), *more],
        form=NothingToEnter(),
        submit=submit,
        kind=kind,
        cancel=cancel,
    )


def told_page(heading: str, texts: Sequence[parts.Content]) -> PlainPage:
    """Return a page that only says something."""
    return PlainPage(heading=heading, parts=[parts.Paragraphs(texts=texts)])


def device_in_words(device: DeviceFacts) -> str:
    """Return a device in plain words: "Telephone (Android, Chrome)"."""
    names = ", ".join(name for name in (device.system, device.browser) if name)
    kind = str(DeviceKind(device.kind).label)
    return f"{kind} ({names})" if names else kind


def session_rows(sessions: Iterable[SessionFacts], language: Language) -> parts.SummaryList:
    """Return the sessions, each with where it is and how to end it."""
    return parts.SummaryList(rows=[_session_row(one, language) for one in sessions])


def _session_row(one: SessionFacts, language: Language) -> parts.SummaryRow:
    begun = long_moment(one.begun_at, language, timezone.get_current_timezone())
    lines = [_("Since %(moment)s") % {"moment": begun}]
    if one.network:
        lines.append(_("From the network %(network)s") % {"network": one.network})
    words = device_in_words(one.device)
    end = parts.Link(text=_("End"), href=reverse("account:end-session", args=[one.session_id]), detail=words)
    if one.is_current:
        lines.insert(0, _("This is where you are now"))
    return parts.SummaryRow(
        key=words, value=format_html_join(SafeString("<br>"), "{}", ((line,) for line in lines)),
        action=None if one.is_current else end,
    )  # fmt: skip


def recovery_notice(open_now: Sequence[RecoveryFacts], language: Language) -> parts.NoticeBanner | None:
    """Return the notice that somebody asked to change how one signs in, with the way to stop it."""
    if not open_now:
        return None
    first = open_now[0]
    assert first.state.ready_at is not None
    moment = long_moment(first.state.ready_at, language, timezone.get_current_timezone())
    return parts.NoticeBanner(
        title=_("Somebody asked us to change how you sign in: %(what)s.") % {"what": first.outcome.label},
        body=_("It happens on %(moment)s. Was it not you? Then stop it now.") % {"moment": moment},
        kind=parts.NoticeKind.DANGER,
        action=parts.Link(text=_("Stop it"), href=reverse("account:stop-recovery", args=[first.recovery_id])),
    )


def locked_notice(until: datetime | None, language: Language) -> parts.NoticeBanner | None:
    """Return the notice that nothing can be changed for now."""
    if until is None:
        return None
    moment = long_moment(until, language, timezone.get_current_timezone())
    return parts.NoticeBanner(
        title=_("Nothing can be changed for now"),
        body=_("You told us that somebody else was in your account. You can make changes again from %(moment)s.")
        % {"moment": moment},
        kind=parts.NoticeKind.WARNING,
    )


def _code(text: str) -> SafeString:
    return format_html('<code class="code">{}</code>', text)
