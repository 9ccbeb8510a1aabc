"""The addresses of what everybody may see."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from guichet.doors.public.gallery import views as gallery

app_name = "public"
urlpatterns = [
    path(_("design/"), include("guichet.doors.public.gallery.urls")),
    path("theme.css", gallery.theme_sheet, name="theme"),
    path("signature", gallery.signature, name="signature"),
]
