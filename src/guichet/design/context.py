"""What every page knows of the service: its names, its languages, the look a deployer chose."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from django.conf import settings
from django.urls import NoReverseMatch, ResolverMatch, resolve, reverse
from django.urls.exceptions import Resolver404
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from guichet.design.parts import LanguageOption, LanguageSwitch, PhaseBanner, QuickLeave, SearchBox
from guichet.design.theme import theme

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIRequest

SEARCH = "public:search"


@dataclass(frozen=True, kw_only=True)
class SiteForAll:
    """The service as all its pages in one language name it."""

    language: str
    service: str
    department: str
    signature_href: str
    # The way out of an account’s pages, for those who must not be seen there.
    leave: QuickLeave | None = None
    # Finds everything, from every page for clients; None where a deployment leaves the public pages out.
    search: SearchBox | None = None


@dataclass(frozen=True, kw_only=True)
class Site:
    """The service as its pages name it, in the language of the page."""

    language: str
    service: str
    department: str
    signature_href: str
    theme_href: str
    phase: PhaseBanner | None
    languages: LanguageSwitch
    leave: QuickLeave | None = None

    @cached_property
    def for_all(self) -> SiteForAll:
        """Return what is the same on every page in this language."""
        return SiteForAll(
            language=self.language,
            service=self.service,
            department=self.department,
            signature_href=self.signature_href,
            leave=self.leave,
            search=SearchBox(action=href, label=_("Search"), id="find") if (href := _reversed(SEARCH)) else None,
        )


def site(request: "WSGIRequest") -> dict[str, Site]:
    """Return `site` for the templates: Django's context processor."""
    return {"site": site_at(request.get_full_path(), request.resolver_match)}


def site_at(path: str = "/", found: ResolverMatch | None = None) -> Site:
    """Return what a page at this path (with its query) shows of the service, in the active language.

    `found` is what was found at the path, where somebody has looked already.
    """
    language = active_language()
    return Site(
        language=language,
        service=settings.SERVICE_NAME[language],
        department=settings.DEPARTMENT_NAME[language],
        signature_href=_reversed("public:signature") if settings.SIGNATURE_IMAGE else "",
        theme_href=_theme_href(settings.ACCENT_COLOUR),
        phase=PhaseBanner(phase=settings.PHASE) if settings.PHASE else None,
        languages=language_switch(path, current=language, found=found),
        leave=QuickLeave(href=settings.QUICK_LEAVE) if settings.QUICK_LEAVE else None,
    )


def active_language() -> str:
    """Return the code of the language that texts are shown in now; the first one of the settings where none is."""
    known = [code for code, _name in settings.LANGUAGES]
    code = (get_language() or settings.LANGUAGE_CODE).partition("-")[0]
    return code if code in known else known[0]


def language_switch(path: str, *, current: str, found: ResolverMatch | None = None) -> LanguageSwitch:
    """Return links to the same page in each official language; to its front page where this one has no address."""
    page = found or _found(path)
    return LanguageSwitch(
        options=[
            LanguageOption(code=code, href=_in(code, path, page, current), current=code == current)
            for code, _name in settings.LANGUAGES
        ]
    )


def _in(language: str, path: str, page: ResolverMatch | None, current: str) -> str:
    """Return the address of a page in a language. What has one address for all languages keeps it."""
    if page is None:
        return f"/{language}/"
    if language == current:
        return path
    with override(language):
        address = _reversed(page.view_name, page.args, page.kwargs)
    query = path.partition("?")[2]
    return f"{address}?{query}" if address and query else address or path


def _found(path: str) -> ResolverMatch | None:
    try:
        return resolve(unquote(path.partition("?")[0]))
    except Resolver404:
        return None


def _theme_href(accent: str) -> str:
    address = _reversed("public:theme") if accent else ""
    return f"{address}?v={theme(accent).version}" if address else ""


def _reversed(name: str, args: Sequence[Any] = (), kwargs: dict[str, Any] | None = None) -> str:
    """Return the address of a page, or nothing where it has none or the deployment leaves that door out."""
    try:
        return reverse(name, args=args, kwargs=kwargs)
    except NoReverseMatch:
        return ""
