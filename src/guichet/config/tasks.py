"""What waits for a person, kind by kind: the whole of it, on one page.

For each kind its title in both languages, the right that covers it, the page on which it is done, and what may come
of it. By when it is to be done stands in `worklists/data/due.yaml`.
"""

from django.utils.translation import gettext_lazy as _

from guichet.assistant.actions import HANDOVER
from guichet.assistant.terms import Outcome, Outreach
from guichet.clients.actions import AUTHORITY_FORM, DUPLICATE, RECOVERY
from guichet.clients.terms import DuplicateState
from guichet.enquiries.actions import RETURNED
from guichet.enquiries.actions import TASK as ENQUIRY
from guichet.enquiries.terms import EnquiryState, WhyReturned
from guichet.foundation.languages import Language
from guichet.identity.terms import Right
from guichet.knowledge.actions import (
    BETTER_ARTICLE,
    CONFIRMED,
    IMPROVED,
    MISSED_TOPIC,
    REVIEW_ARTICLE,
    REVIEWED,
    RIGHT_AS_IT_IS,
    URGENT_NOTICE,
    WITHDRAWN,
)
from guichet.knowledge.terms import MissedOutcome
from guichet.mp_enquiries.actions import TASK as MP_ENQUIRY
from guichet.mp_enquiries.terms import Lane, MpState
from guichet.notices.actions import READ, TEXT_ANSWER, UNDELIVERED
from guichet.notices.terms import Resolution
from guichet.oversight.actions import ANSWERED, BREAK_GLASS, LOOK_QUESTION, UNUSUAL_LOOK
from guichet.oversight.terms import FlagVerdict, Verdict
from guichet.privacy.actions import CORRECTION, RECEIVERS, TOLD
from guichet.privacy.terms import CorrectionState
from guichet.worklists.actions import ANSWERED as ANSWERED_COLLEAGUE
from guichet.worklists.terms import ASKING, TaskKind, TaskState

TASKS: list[TaskKind] = [
    TaskKind(
        code=DUPLICATE,
        title=_("Two records that may be one person’s"),
        right=Right.MERGE_CLIENTS,
        page="desk:duplicate",
        outcomes={
            "SAME": DuplicateState.SAME.label,
            "DIFFERENT": DuplicateState.DIFFERENT.label,
            "JOINED": _("Joined with another pair"),
        },
        only_there=True,
        facts={"reasons": _("What is alike"), "score": _("How much, of a hundred")},
    ),
    TaskKind(
        code=BREAK_GLASS,
        title=_("A file that was opened outside somebody’s own"),
        right=Right.REVIEW_ACCESS,
        page="office:opening",
        outcomes={one.value: one.label for one in Verdict},
        only_there=True,
    ),
    TaskKind(
        code=LOOK_QUESTION,
        title=_("A client asks about a look"),
        right=Right.REVIEW_ACCESS,
        page="office:look-question",
        outcomes={ANSWERED: _("Answered")},
        only_there=True,
    ),
    TaskKind(
        code=UNUSUAL_LOOK,
        title=_("Looking that is unusual"),
        right=Right.REVIEW_ACCESS,
        page="office:unusual-look",
        outcomes={one.value: one.label for one in FlagVerdict},
        only_there=True,
    ),
    TaskKind(
        code=RECOVERY,
        title=_("A client on their way back in: look, and confirm"),
        right=Right.CONFIRM_RECOVERY,
        page="desk:recovery",
        outcomes={"CONFIRMED": _("Confirmed"), "STOPPED": _("Stopped")},
        only_there=True,
        facts={"outcome": _("What the client gets")},
    ),
    TaskKind(
        code=AUTHORITY_FORM,
        title=_("A form about who may see or act, to be compared"),
        right=Right.AUTHORITY,
        page="desk:verify-form",
        outcomes={"VERIFIED": _("It holds"), "REFUSED": _("It does not hold")},
        only_there=True,
        facts={"source": _("Form"), "held_as": _("As what")},
    ),
    TaskKind(
        code=UNDELIVERED,
        title=_("A client whom no message reached"),
        right=Right.CLIENT_FILES,
        page="desk:reach",
        outcomes={each.value: each.label for each in Resolution},
        only_there=True,
    ),
    TaskKind(
        code=TEXT_ANSWER,
        title=_("A text that a person must answer"),
        right=Right.CLIENT_FILES,
        page="desk:reach",
        outcomes={READ: _("Read, and seen to")},
        only_there=True,
    ),
    TaskKind(
        code=HANDOVER,
        title=_("Somebody in the chat asked for a person"),
        right=Right.CLIENT_FILES,
        page="desk:conversation",
        outcomes={each.value: each.label for each in Outreach},
        only_there=True,
        facts={"language": _("Language"), "outcome": _("What became of the last message"), "article": _("About")},
        values={
            "language": {Language.EN.value: _("English"), Language.FR.value: _("French")},
            "outcome": {each.value: each.label for each in Outcome},
        },
    ),
    TaskKind(
        code=ENQUIRY,
        title=_("A question that somebody asked us"),
        right=Right.CLIENT_FILES,
        page="desk:enquiry",
        outcomes={
            each.value: each.label
            for each in (EnquiryState.ANSWERED, EnquiryState.WAITING, EnquiryState.SET_ASIDE, EnquiryState.JOINED)
        },
        only_there=True,
        facts={"language": _("Language"), "channel": _("By which way")},
    ),
    TaskKind(
        code=RETURNED,
        title=_("An answer that did not arrive: find another way"),
        right=Right.CLIENT_FILES,
        page="desk:enquiry",
        outcomes={"REACHED": _("Reached in another way"), "NO_WAY": _("There is no way to reach them")},
        facts={"language": _("Language"), "why": _("Why it did not arrive")},
        values={
            "language": {Language.EN.value: _("English"), Language.FR.value: _("French")},
            "why": {each.value: each.label for each in WhyReturned},
        },
    ),
    TaskKind(
        code=MP_ENQUIRY,
        title=_("An office of Parliament asks about a constituent’s file"),
        right=Right.MP_ENQUIRIES,
        page="desk:mp-enquiry",
        outcomes={each.value: each.label for each in MpState if each is not MpState.OPEN},
        only_there=True,
        facts={"lane": _("Lane"), "reason": _("What it is about")},
        values={"lane": {each.value: each.label for each in Lane}},
    ),
    TaskKind(
        code=URGENT_NOTICE,
        title=_("A notice that was published at once: confirm or withdraw it"),
        right=Right.APPROVE_GUIDANCE,
        page="office:notice",
        outcomes={CONFIRMED: _("Confirmed"), WITHDRAWN: _("Taken away")},
        only_there=True,
    ),
    TaskKind(
        code=BETTER_ARTICLE,
        title=_("An answer that should be better: people read it and still contact us"),
        right=Right.WRITE_GUIDANCE,
        page="office:article",
        outcomes={IMPROVED: _("Improved"), RIGHT_AS_IT_IS: _("Right as it is")},
    ),
    TaskKind(
        code=MISSED_TOPIC,
        title=_("Several people asked, and got no answer"),
        right=Right.WRITE_GUIDANCE,
        page="office:missed-topic",
        outcomes={each.value: each.label for each in MissedOutcome},
        only_there=True,
    ),
    TaskKind(
        code=REVIEW_ARTICLE,
        title=_("An answer that is to be read again soon"),
        right=Right.WRITE_GUIDANCE,
        page="office:article",
        outcomes={REVIEWED: _("Read again")},
        only_there=True,
    ),
    TaskKind(
        code=CORRECTION,
        title=_("A client says that something is wrong: decide"),
        right=Right.CORRECT,
        page="desk:correction",
        outcomes={
            CorrectionState.CORRECTED.value: _("Corrected"),
            CorrectionState.NOTED.value: _("Not corrected, with the client’s words beside it"),
        },
        only_there=True,
        facts={"fact": _("What is wrong")},
    ),
    TaskKind(
        code=RECEIVERS,
        title=_("Tell those who got a fact that was corrected or disputed"),
        right=Right.CORRECT,
        page="desk:correction",
        outcomes={TOLD: _("All were told")},
        only_there=True,
        facts={"fact": _("What is wrong")},
    ),
    TaskKind(
        code=ASKING,
        title=_("A colleague asks about a task"),
        right=Right.CLIENT_FILES,
        page="desk:task",
        outcomes={ANSWERED_COLLEAGUE: _("Answered"), TaskState.SETTLED.value: _("No longer needed")},
        only_there=True,
    ),
]
