"""What is shown of the log itself."""

from django.utils.translation import gettext as _

from guichet.design import parts
from guichet.doors.entrance import Visit
from guichet.doors.office.oversight.shown import ListPage, tabs
from guichet.doors.staff import frame, when
from guichet.foundation.dates import number
from guichet.identity.queries import AuditState


def audit_page(visit: Visit, state: AuditState) -> ListPage:
    """Return how the log itself is getting on."""
    language = visit.language
    facts = parts.SummaryList(
        dense=True,
        rows=[
            parts.SummaryRow(key=_("Entries in the chain"), value=number(state.linked, language)),
            parts.SummaryRow(key=_("Written, and linked within seconds"), value=number(state.waiting, language)),
            parts.SummaryRow(key=_("Missing entries"), value=number(state.gaps, language)),
            parts.SummaryRow(key=_("Linked last"), value=when(state.linked_at) if state.linked_at else "–"),
            parts.SummaryRow(
                key=_("Signed last"),
                value=_("Entry %(seq)s, %(when)s")
                % {"seq": number(state.checkpoint_seq, language), "when": when(state.checkpoint_at)}
                if state.checkpoint_at
                else "–",
            ),
            parts.SummaryRow(key=_("Fingerprint of the key"), value=state.fingerprint or "–"),
        ],
    )
    stuck = state.is_stuck(visit.origin.at)
    notice = parts.NoticeBanner(
        title=_("The log is not in order"),
        body=_("Entries are missing, or nobody links them. “guichet audit verify” names what is wrong."),
        kind=parts.NoticeKind.DANGER,
    )
    return ListPage(
        heading=_("The log itself"),
        frame=frame(visit, current="office:oversight"),
        tabs=tabs(visit, "office:audit"),
        intro=_(
            "Each look is an entry of a chain: nobody can change, add or remove one without being found out. The "
            "export names nobody, and whoever has it can check it without us: “guichet audit verify --export FILE”."
        ),
        parts=[*([notice] if stuck else []), facts],
    )
