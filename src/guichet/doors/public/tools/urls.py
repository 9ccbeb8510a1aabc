"""The addresses of the tools."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from guichet.doors.public.tools import views

urlpatterns = [
    path("", views.tools, name="tools"),
    path(_("visa-or-eta/"), views.visa, name="tool-visa"),
    path(_("express-entry-points/"), views.points, name="tool-points"),
    path(_("skilled-worker-points/"), views.grid, name="tool-grid"),
    path(_("settlement-funds/"), views.funds, name="tool-funds"),
    path(_("sponsor-income/"), views.income, name="tool-income"),
    path(_("fingerprints-and-photo/"), views.biometrics, name="tool-biometrics"),
    path(_("permanent-resident-days/"), views.residence, name="tool-residence"),
    path(_("citizen-by-birth/"), views.descent, name="tool-descent"),
    path(_("how-long-i-may-stay/"), views.stay, name="tool-stay"),
    path(_("complete-application/"), views.complete, name="tool-complete"),
    path(_("medical-exam/"), views.medical, name="tool-medical"),
    path(_("language-levels/"), views.levels, name="tool-levels"),
]
