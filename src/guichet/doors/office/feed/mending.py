"""How each fault of a feed's row is mended, said to the person who can have it done."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from guichet.applications.terms import SetAsideReason

_CATALOGUE = _("Add the code, with its sentences in both languages, to the data files; then try these rows again.")

MENDING: dict[SetAsideReason, Promise] = {
    SetAsideReason.NOT_TEXT: _("Have the case system write the file in UTF-8 and send it once more."),
    SetAsideReason.NOT_JSON: _("The line was cut off or badly written. Have the case system send it once more."),
    SetAsideReason.TOO_LONG: _("Look for a missing line break where the file was made, and send it once more."),
    SetAsideReason.NOT_AN_EVENT: _("Check that this is a file of events, and that the right mapping was named."),
    SetAsideReason.MISSING_FIELD: _("Have the case system send the event with the field that is named here."),
    SetAsideReason.BAD_VALUE: _("Correct the value in the case system, and send the event once more."),
    SetAsideReason.UNKNOWN_TYPE: _("Only the ten types of the feed are read. Leave the line out, or map it to one."),
    SetAsideReason.UNKNOWN_PROGRAM: _CATALOGUE,
    SetAsideReason.UNKNOWN_STAGE: _CATALOGUE,
    SetAsideReason.UNKNOWN_SECTION: _CATALOGUE,
    SetAsideReason.UNKNOWN_DOCUMENT: _CATALOGUE,
    SetAsideReason.UNKNOWN_REASON: _CATALOGUE,
    SetAsideReason.UNKNOWN_DECISION: _CATALOGUE,
    SetAsideReason.UNKNOWN_OFFICE: _CATALOGUE,
    SetAsideReason.UNKNOWN_FEE: _CATALOGUE,
    SetAsideReason.BAD_ROW: _("Check that the file has the columns that the mapping names, and send it once more."),
    SetAsideReason.UNMAPPED: _("Add the value to the mapping file, and read the file once more."),
    SetAsideReason.CONFLICT: _("Ask the owners of the case system which of the two is right: an id is used once only."),
}
