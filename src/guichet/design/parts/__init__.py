"""The components that pages are made of, each a frozen dataclass. See the gallery for how they look.

Construct them with keywords, with texts that are already translated and addresses as strings; show them by naming them
in a template: `{{ page.steps }}`.
"""

from guichet.design.parts.actions import (
    BackLink,
    Button,
    ButtonKind,
    ButtonRow,
    Link,
    PrintButton,
)
from guichet.design.parts.base import (
    Content,
    Part,
    Words,
    kinds_of_part,
)
from guichet.design.parts.navigation import (
    Breadcrumbs,
    Key,
    KeyHelp,
    LanguageOption,
    LanguageSwitch,
    NavigationItem,
    NavigationList,
    PageNumber,
    Pagination,
    SkipLink,
    Tab,
    Tabs,
)
from guichet.design.parts.notices import (
    Confirmation,
    EmptyState,
    ErrorSummary,
    Mistake,
    NoticeBanner,
    NoticeKind,
    PhaseBanner,
)

__all__ = [
    "BackLink",
    "Breadcrumbs",
    "Button",
    "ButtonKind",
    "ButtonRow",
    "Confirmation",
    "Content",
    "EmptyState",
    "ErrorSummary",
    "Key",
    "KeyHelp",
    "LanguageOption",
    "LanguageSwitch",
    "Link",
    "Mistake",
    "NavigationItem",
    "NavigationList",
    "NoticeBanner",
    "NoticeKind",
    "PageNumber",
    "Pagination",
    "Part",
    "PhaseBanner",
    "PrintButton",
    "SkipLink",
    "Tab",
    "Tabs",
    "Words",
    "kinds_of_part",
]
