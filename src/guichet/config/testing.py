"""A pytest plugin: gives the tests the embedded PostgreSQL where no DATABASE_URL names a server."""

import os

from guichet.config import embedded
from guichet.config.environment import VAR

if "DATABASE_URL" not in os.environ:
    os.environ["DATABASE_URL"] = embedded.start(VAR / "postgres")
