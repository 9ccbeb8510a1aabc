"""What every component of a page has in common: it is data, and it knows its template."""

import re
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from jinja2 import Template
from jinja2.runtime import Context

from guichet.design.compiled import environment

Words = str | Promise
"""A text for people: a string, or one that is translated when it is shown."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """A component: a frozen dataclass, shown by `jinja2/design/parts/<its_name>.html`, which sees it as `part`.

    Writing `{{ page.steps }}` in a template is enough to show one. Texts are escaped; parts inside parts are shown.
    """

    def render(self) -> SafeString:
        """Return the component as HTML, in the language that is active now.

        A part never changes, so its HTML is kept with it: one that many pages share is made once for each language.
        """
        kept: dict[str | None, SafeString] = self.__dict__.setdefault("_shown", {})
        language = get_language()
        if language not in kept:
            kept[language] = _html_of(self)
        return kept[language]

    def __str__(self) -> str:
        return self.render()

    def __html__(self) -> str:
        return self.render()


Content = str | Promise | Part
"""What may stand in a cell, a value or a body: words, or another part."""


def _html_of(part: Part) -> SafeString:
    template = _template(type(part).__name__)
    # What `Template.render` does beyond this is to copy all that every template may call; a page has dozens of parts.
    # Jinja says that it wants a dict of its globals; what it does is to read them.
    context = Context(template.environment, template.globals, template.name, {})  # type: ignore[arg-type]
    context.vars["part"] = part
    try:
        return SafeString("".join(template.root_render_func(context)))
    except Exception:
        template.environment.handle_exception()


@cache
def _template(name: str) -> Template:
    return environment().get_template(template_of(name))


@cache
def template_of(name: str) -> str:
    """Return the path of the template that shows this kind of part: `StatusHero` → `design/parts/status_hero.html`."""
    return f"design/parts/{re.sub(r'(?<!^)(?=[A-Z])', '_', name).lower()}.html"


def kinds_of_part() -> list[type[Part]]:
    """Return every kind of part that can be shown by itself, by name."""
    found: list[type[Part]] = []
    waiting: list[type[Part]] = [Part]
    while waiting:
        below = waiting.pop().__subclasses__()
        found += below
        waiting += below
    return sorted(found, key=lambda kind: kind.__name__)
