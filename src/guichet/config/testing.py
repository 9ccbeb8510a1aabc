"""A pytest plugin: gives the tests the embedded PostgreSQL where no DATABASE_URL names a server.

And whom a test signs in by force has shown a passkey: tests about how surely somebody is known say otherwise.
"""

import os
import time
from typing import Any

import pytest

from guichet.config import embedded
from guichet.config.environment import VAR

if "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = embedded.start(VAR / "postgres")


@pytest.fixture(autouse=True)
def _who_is_signed_in_by_force_showed_a_passkey(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.test import Client  # imported late: the plugin is read before Django has its settings

    by_force = Client.force_login

    def force_login(browser: Client, user: Any, backend: str | None = None) -> None:
        by_force(browser, user, backend)
        session = browser.session
        session["account_authentication_methods"] = [{"method": "PASSKEY", "at": time.time()}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()

    monkeypatch.setattr(Client, "force_login", force_login)
