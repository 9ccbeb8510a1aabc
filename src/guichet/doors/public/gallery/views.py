"""Shows the gallery, and serves a deployer's own colours and signature."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from guichet.design.theme import theme
from guichet.doors.entrance import Visit, opens_to
from guichet.doors.public.gallery.pages import desk_page, gallery_page, status_page
from guichet.identity.terms import Right

IMAGES = {".svg": "image/svg+xml", ".png": "image/png"}


@opens_to(Right.PUBLIC)
@require_safe
def design(request: Visit) -> HttpResponse:
    """Show the gallery, or with `?page=status` and `?page=desk` a whole page made of its parts."""
    match request.GET.get("page"):
        case "status":
            turn = "you" if request.GET.get("turn") == "you" else "us"
            page = {"page": status_page(request.language, turn=turn)}
            return render(request, "public/gallery/status.html", page)
        case "desk":
            return render(request, "public/gallery/desk.html", {"page": desk_page(request.language)})
        case _:
            return render(request, "public/gallery/gallery.html", {"page": gallery_page(request.language)})


@opens_to(Right.PUBLIC)
@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def theme_sheet(request: Visit) -> HttpResponse:
    """Return the style sheet of the deployer's accent colour; its address changes with the colour."""
    if not settings.ACCENT_COLOUR:
        raise Http404
    return HttpResponse(theme(settings.ACCENT_COLOUR).css, content_type="text/css; charset=utf-8")


@opens_to(Right.PUBLIC)
@require_safe
@cache_control(public=True, max_age=86_400)
def signature(request: Visit) -> FileResponse:
    """Return the department's signature, an SVG or PNG file named in the settings."""
    file = Path(settings.SIGNATURE_IMAGE)
    if not settings.SIGNATURE_IMAGE or file.suffix.lower() not in IMAGES or not file.is_file():
        raise Http404
    return FileResponse(file.open("rb"), content_type=IMAGES[file.suffix.lower()])
