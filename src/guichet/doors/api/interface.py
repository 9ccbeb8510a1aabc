"""The API as a whole: how it describes itself, and how it answers what goes wrong."""

from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from guichet.doors.api.problems import MEDIA_TYPE, TITLES, Problem, problem_response

# What may go wrong at any address.
EVERYWHERE = ("MALFORMED", "NOT_VALID", "DATABASE_AWAY")

PROBLEM_SCHEMA = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong, as RFC 9457 has it. `code` is stable, `title` is in the language asked for.",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "enum": sorted(TITLES)},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"where": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}


class Interface(NinjaAPI):
    """Describes the problems of every operation beside its answers."""

    def get_openapi_schema(self, **options: Any) -> Any:
        schema = super().get_openapi_schema(**options)
        schema["components"].setdefault("schemas", {})["Problem"] = PROBLEM_SCHEMA
        for operations in schema["paths"].values():
            for operation in operations.values():
                for code in (*EVERYWHERE, *operation.pop("x-problems", ())):
                    status, title = TITLES[code]
                    operation["responses"].setdefault(
                        str(status),
                        {
                            "description": str(title),
                            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
                        },
                    )
        return schema


api = Interface(
    title="Guichet",
    version="1",
    description=(
        "Programs, service standards and processing times for everyone; "
        "the feed of the case system, the time of one file and questions handed in for those with a token."
    ),
    urls_namespace="api",
    docs_url=None,
)


@api.exception_handler(Problem)
def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return problem_response(problem)


@api.exception_handler(AuthenticationError)
def _no_token(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem_response(Problem("NO_TOKEN"))


@api.exception_handler(ValidationError)
def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    errors = [{"where": ".".join(map(str, one["loc"])), "message": str(one["msg"])} for one in error.errors]
    return problem_response(Problem("NOT_VALID", errors=errors))


@api.exception_handler(HttpError)
def _malformed(request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem_response(Problem("MALFORMED"))


@api.exception_handler(OperationalError)
def _database_away(request: HttpRequest, error: OperationalError) -> HttpResponse:
    return problem_response(Problem("DATABASE_AWAY"))
