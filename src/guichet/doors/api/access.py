"""Who may come in here: anybody for what is public, machines with a token for the rest."""

from typing import cast

from django.http import HttpRequest
from ninja.security import HttpBearer

from guichet.doors.api.problems import Problem
from guichet.doors.entrance import Visit
from guichet.identity.actions import TokenFacts, token_behind
from guichet.identity.terms import Scope


class TokenWith(HttpBearer):
    """A bearer token that opens `scope`."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> TokenFacts | None:
        """Return whose token it is, or None where it opens nothing at all. Raises Problem for another scope."""
        facts = token_behind(secret=token, now=cast(Visit, request).entrance.at)
        if facts and self.scope not in facts.scopes:
            raise Problem("WRONG_SCOPE")
        return facts
