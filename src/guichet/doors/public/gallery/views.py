"""Shows the gallery, and serves a deployer's own colours and signature."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from guichet.design.theme import theme

IMAGES = {".svg": "image/svg+xml", ".png": "image/png"}


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Show the gallery, or with `?page=status` and `?page=desk` a whole page made of its parts."""
    return render(request, "public/gallery/gallery.html", {"page": {"heading": "Design"}})


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def theme_sheet(request: HttpRequest) -> HttpResponse:
    """Return the style sheet of the deployer's accent colour; its address changes with the colour."""
    if not settings.ACCENT_COLOUR:
        raise Http404
    return HttpResponse(theme(settings.ACCENT_COLOUR).css, content_type="text/css; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=86_400)
def signature(request: HttpRequest) -> FileResponse:
    """Return the department's signature, an SVG or PNG file named in the settings."""
    file = Path(settings.SIGNATURE_IMAGE)
    if not settings.SIGNATURE_IMAGE or file.suffix.lower() not in IMAGES or not file.is_file():
        raise Http404
    return FileResponse(file.open("rb"), content_type=IMAGES[file.suffix.lower()])
