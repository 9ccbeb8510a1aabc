"""What the plain pages of this door have in common: a heading, a lead, sections."""

from collections.abc import Sequence
from dataclasses import dataclass

from guichet.design import parts


@dataclass(frozen=True, kw_only=True)
class ReadingPage:
    """A page to be read: sections under one another."""

    heading: str
    sections: Sequence[parts.Part]
    lead: parts.Content = ""
    breadcrumbs: parts.Breadcrumbs | None = None
