"""What stands at no other address of the API."""

from django.http import HttpResponse

from guichet.doors.api.problems import Problem, problem_response
from guichet.doors.entrance import Visit, opens_to
from guichet.identity.terms import Right


@opens_to(Right.PUBLIC)
def nothing_here(visit: Visit) -> HttpResponse:
    """Say that there is nothing at this address."""
    return problem_response(Problem("NOT_FOUND"))
