"""The pages on which a journal is saved, opened, copied, printed, and removed."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from guichet.assessment.queries import presence_law
from guichet.design import parts
from guichet.design.dates import long_day
from guichet.doors.public.days import shown
from guichet.doors.public.days.forms import OpenForm
from guichet.doors.public.days.held import Held
from guichet.doors.public.days.pages import DaysPage, Press, back_to, tabs
from guichet.foundation.dates import number
from guichet.foundation.languages import Language
from guichet.plans.queries import JournalCount
from guichet.plans.rules import grouped

EMPTY_ROWS = 18
MORE_ROWS = 6


def keep_page(held: Held, *, signed_in: bool, account_has_one: bool) -> DaysPage:
    """Return the page on which a journal is saved, taken along, printed or removed."""
    presses: list[Press] = []
    if not held.in_account and signed_in:
        words = _("Save in my account")
        consequence = ""
        if account_has_one:
            words = _("Add to the journal of my account")
            consequence = _("Your account has a journal already. What it lacks is added to it; nothing is lost.")
        presses.append(
            Press(action=reverse("public:days-keep"), button=parts.Button(text=words), consequence=consequence)
        )
    elif not held.is_kept:
        presses.append(
            Press(
                action=reverse("public:days-keep"),
                button=parts.Button(text=_("Save and show me a code")),
                consequence=_("We keep your journal sealed, without your name. Only the code opens it."),
            )
        )
    if held.draft.code:
        presses.append(
            Press(
                action=reverse("public:days-close"),
                button=parts.Button(text=_("Close it on this device"), kind=parts.ButtonKind.SECONDARY),
                consequence=_("It stays saved. Do this on a device that others use."),
            )
        )
    presses.append(
        Press(
            action=reverse("public:days-forget"),
            button=parts.Button(text=_("Remove my journal"), kind=parts.ButtonKind.DANGER),
            consequence=_("Everything you wrote here is removed at once, and cannot be brought back."),
        )
    )
    return DaysPage(
        heading=_("Save and print"),
        back=back_to("public:home"),
        tabs=tabs("public:days-keep", held),
        sections=[_where(held), _take_along(), _on_paper()],
        presses=presses,
    )


def _where(held: Held) -> parts.Part:
    plan = held.draft.plan
    if plan is None:
        return parts.NoticeBanner(
            title=_("Your journal is not saved"),
            body=_("It goes when you close your browser. Nothing is kept until you say so."),
        )
    until = long_day(plan.expires_on)
    if plan.in_account:
        return parts.NoticeBanner(
            title=_("Your journal is saved in your account"),
            kind=parts.NoticeKind.SUCCESS,
            body=_("Every change is saved at once. If you do not change it, we keep it until %(day)s.")
            % {"day": until},
        )
    return parts.Confirmation(
        title=_("Your journal is saved"),
        number_label=_("Your code"),
        number=grouped(held.draft.code),
        body=_("Write the code down or print this page: without it, nobody can open your journal, and neither can we. "
               "Every change is saved at once. We keep it until %(day)s, and longer each time you open it.")
        % {"day": until},
    )  # fmt: skip


def _take_along() -> parts.Section:
    forms = [
        (_("As a list, for a spreadsheet (CSV)"), "csv"),
        (_("As a calendar (.ics)"), "ics"),
        (_("As a whole, to bring it back here (JSON)"), "json"),
    ]
    return parts.Section(
        id="take-along",
        title=_("Take it along"),
        items=[
            parts.Bullets(
                items=[parts.Link(text=text, href=reverse("public:days-export", args=[form])) for text, form in forms]
            )
        ],
    )


def _on_paper() -> parts.Section:
    return parts.Section(
        id="paper",
        title=_("On paper"),
        items=[
            parts.Bullets(
                items=[
                    parts.Link(text=_("Print my journal and its totals"), href=reverse("public:days-print")),
                    parts.Link(text=_("Print an empty form"), href=reverse("public:days-paper")),
                ]
            )
        ],
    )


def open_page(form: OpenForm) -> DaysPage:
    """Return the page on which somebody types their code."""
    return DaysPage(
        heading=_("Open what you saved"),
        back=back_to("public:days"),
        form=form,
        submit=_("Open my journal"),
        cancel=reverse("public:days"),
    )


def print_page(held: Held, count: JournalCount, language: Language) -> DaysPage:
    """Return the journal and its totals on paper, with room for more trips."""
    rows = [
        [
            long_day(trip.out),
            long_day(trip.back) if trip.back else "",
            " · ".join(filter(None, [trip.country, trip.reason])),
            str(max(0, (trip.back - trip.out).days - 1)) if trip.back else "",
            trip.proof,
        ]
        for trip in held.journal.taken
    ]
    items: list[parts.Content] = [parts.PrintButton(), shown.receipt(count, language)]
    if held.draft.code:
        items.append(parts.SummaryList(rows=[parts.SummaryRow(key=_("Your code"), value=grouped(held.draft.code))]))
    return DaysPage(
        heading=_("Travel journal"),
        back=back_to("public:days"),
        lead=_("Counted on %(day)s. Copy these totals into your form.") % {"day": long_day(count.on)},
        sections=[
            *items,
            parts.RuledTable(caption=_("Trips outside Canada"), columns=_columns(), rows=rows, empty_rows=MORE_ROWS),
            parts.DefinitionHint(term=_("How we counted this"), body=shown.why(count.presence.why, language)),
            shown.not_a_decision(),
        ],
    )


def paper_page(on: date, language: Language) -> DaysPage:
    """Return the empty form, to be filled in by hand, with the numbers of the law of a day."""
    law = presence_law(on)
    words = {"years": law.years, "needed": number(law.days, language), "most": law.credit_cap}
    return DaysPage(
        heading=_("Travel journal: empty form"),
        back=back_to("public:days"),
        lead=_("Write each trip down on the day you come back. Keep your passports, tickets and bills."),
        sections=[
            parts.PrintButton(),
            parts.Bullets(
                items=[
                    _("Write the day you left Canada and the day you came back. Both count as days in Canada."),
                    _("Days away are the days between them. Out and back on one day, or back the next day: none."),
                    _("For citizenship, count the %(years)s years before the day you sign. You need %(needed)s days in "
                      "Canada.") % words,
                    _("Before you became a permanent resident, a day as a visitor, student, worker or protected person "
                      "counts as half a day, up to %(most)s days in all.") % words,
                ]
            ),
            parts.RuledTable(
                caption=_("About me"),
                columns=[_("Permanent resident since"), _("I mean to sign on"), _("Days away in all")],
                empty_rows=1,
            ),
            parts.RuledTable(caption=_("Trips outside Canada"), columns=_columns(), empty_rows=EMPTY_ROWS),
        ],
    )  # fmt: skip


def _columns() -> list[str]:
    return [_("I left on"), _("I came back on"), _("Country, and why"), _("Days away"), _("What proves it")]
