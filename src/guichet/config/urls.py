"""Every address of the service: machines’ first, then each door, in English and in French."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

urlpatterns = [
    path("", include("guichet.doors.lines.urls")),
    path("api/v1/", include("guichet.doors.api.urls")),
    path("", include("guichet.doors.public.root_urls")),
    path("provider/", include("guichet.doors.account.provider_urls")),
    *i18n_patterns(
        path("", include("guichet.doors.public.urls")),
        path(_("account/"), include("guichet.doors.account.urls")),
        path(_("desk/"), include("guichet.doors.desk.urls")),
        path(_("office/"), include("guichet.doors.office.urls")),
        path(_("parliament/"), include("guichet.doors.parliament.urls")),
        path(_("sign-in/"), include("guichet.doors.account.sign_in_urls")),
    ),
]

handler400 = "guichet.doors.public.errors.bad_request"
handler403 = "guichet.doors.public.errors.refused"
handler404 = "guichet.doors.public.errors.not_found"
handler500 = "guichet.doors.public.errors.failed"
