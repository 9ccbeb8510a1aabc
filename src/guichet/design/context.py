"""What every page knows of the service: its names, its languages, the look a deployer chose."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import NoReverseMatch, resolve, reverse, translate_url
from django.urls.exceptions import Resolver404
from django.utils.translation import get_language

from guichet.design.parts import LanguageOption, LanguageSwitch, PhaseBanner, QuickLeave
from guichet.design.theme import theme

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIRequest


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


def site(request: "WSGIRequest") -> dict[str, Site]:
    """Return `site` for the templates: Django's context processor."""
    return {"site": site_at(request.get_full_path())}


def site_at(path: str = "/") -> Site:
    """Return what a page at this path (with its query) shows of the service, in the active language."""
    language = active_language()
    return Site(
        language=language,
        service=settings.SERVICE_NAME[language],
        department=settings.DEPARTMENT_NAME[language],
        signature_href=_reversed("public:signature") if settings.SIGNATURE_IMAGE else "",
        theme_href=_theme_href(settings.ACCENT_COLOUR),
        phase=PhaseBanner(phase=settings.PHASE) if settings.PHASE else None,
        languages=language_switch(path, current=language),
        leave=QuickLeave(href=settings.QUICK_LEAVE) if settings.QUICK_LEAVE else None,
    )


def active_language() -> str:
    """Return the code of the language that texts are shown in now; the first one of the settings where none is."""
    known = [code for code, _name in settings.LANGUAGES]
    code = (get_language() or settings.LANGUAGE_CODE).partition("-")[0]
    return code if code in known else known[0]


def language_switch(path: str, *, current: str) -> LanguageSwitch:
    """Return links to the same page in each official language; to its front page where this one has no address."""
    known = _is_known(path)
    return LanguageSwitch(
        options=[
            LanguageOption(code=code, href=translate_url(path, code) if known else f"/{code}/", current=code == current)
            for code, _name in settings.LANGUAGES
        ]
    )


def _is_known(path: str) -> bool:
    try:
        resolve(path.partition("?")[0])
    except Resolver404:
        return False
    return True


def _theme_href(accent: str) -> str:
    address = _reversed("public:theme") if accent else ""
    return f"{address}?v={theme(accent).version}" if address else ""


def _reversed(name: str) -> str:
    """Return the address of a page, or nothing where the deployment leaves that door out."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
