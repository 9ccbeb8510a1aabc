"""What a worker does with crises afterwards: forget what nobody needs any more."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from guichet.crises.models import Case, Family

AT_ONCE = 500


@transaction.atomic
def forget_cases() -> int:
    """Take away what was said of the safety of people whose question was forgotten, and families of whom nothing is
    left; return how many cases. That they asked and were answered is still counted in the journal.
    """
    old = list(Case.objects.exclude(enquiry__forgotten_at=None).order_by("id").values_list("pk", flat=True)[:AT_ONCE])
    Case.objects.filter(pk__in=old).delete()
    # A client’s cases go with the client: then their family is empty too.
    has_cases = Case.objects.filter(family=OuterRef("pk"))
    has_joined = Family.objects.filter(joined_to=OuterRef("pk"))
    empty = Family.objects.exclude(Exists(has_cases)).exclude(Exists(has_joined)).values_list("pk", flat=True)
    Family.objects.filter(pk__in=list(empty[:AT_ONCE])).delete()
    return len(old)
