"""The steps of signing in where we decide otherwise than the library."""

from typing import Any

from allauth.account.stages import EmailVerificationStage


class AddressStage(EmailVerificationStage):
    """Has an unconfirmed address confirmed first; an account without any address has nothing to confirm."""

    def handle(self) -> Any:
        """Return what is to be shown now, and whether to go on."""
        user = self.login.user
        if user is not None and not user.email:
            return None, True
        return super().handle()
