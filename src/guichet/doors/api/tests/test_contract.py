"""The API keeps what its description promises, whatever is sent: tried with requests drawn from the description."""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, settings

from guichet.doors.api.tests.test_api import ORIGIN
from guichet.identity.actions import issue_token
from guichet.identity.terms import Scope

# Requests close their connection when they end: what is written must outlive it.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ADDRESSES = (
    "GET /notices", "GET /programs", "GET /programs/{code}", "GET /standards", "GET /standards/{code}", "POST /feed",
    "GET /processing-times", "GET /processing-times/{program}", "GET /times-accuracy",
    "GET /files/{number}/processing-time", "POST /enquiries", "GET /enquiries/{reference}",
)  # fmt: skip
drawn = settings(
    max_examples=40, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_every_answer_is_one_that_the_description_promises(address: str, mode: schemathesis.GenerationMode) -> None:
    token = issue_token(name="fuzzer", scopes=[Scope.FEED, Scope.TIMES, Scope.ENQUIRIES], origin=ORIGIN)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    method, path = address.split()
    operation = schema[f"/api/v1{path}"][method]

    @given(case=operation.as_strategy(generation_mode=mode))
    @drawn
    def tried(case: schemathesis.Case) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"})

    tried()


def test_every_address_is_tried() -> None:
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    labels = {operation.ok().label.replace("/api/v1", "") for operation in schema.get_all_operations()}
    assert labels == set(ADDRESSES)
