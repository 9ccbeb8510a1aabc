"""How the templates of parts are read: Jinja, compiled to Python once, in the language that is active when shown.

A page has dozens of parts and Django's templates take three times as long over them: see decision 14.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from guichet.design.filters import FILTERS

HERE = Path(__file__).parent


@cache
def environment() -> Environment:
    """Return what reads the templates of parts. A name that a part does not have is an error, not an empty text."""
    made = Environment(
        # The second for the icons that pages show as well: they are written so that Django reads them too.
        loader=FileSystemLoader([HERE / "jinja2", HERE / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters.update({name.__name__: name for name in FILTERS}, capfirst=capfirst)
    made.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    # Texts without a place for anything need no formatting, which Jinja's own would do.
    made.globals.update(_=_as_it_is(gettext), pgettext=_as_it_is(pgettext))
    return made


def _as_it_is(translate: Callable[..., str]) -> Callable[..., SafeString]:
    """Return a translation that is shown unescaped, as Django's templates show what translators wrote."""
    return lambda *texts: SafeString(translate(*texts))
