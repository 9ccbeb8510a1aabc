"""The addresses of the travel journal."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from guichet.doors.public.days import file_views as files
from guichet.doors.public.days import keep_views as keeping
from guichet.doors.public.days import trip_views as trips
from guichet.doors.public.days import views

urlpatterns = [
    path("", views.days, name="days"),
    path(_("residence/"), views.resident, name="days-resident"),
    path(_("signing/"), views.sign, name="days-signing"),
    path(_("calendar/"), views.calendar, name="days-calendar"),
    path(_("plan/"), views.plan, name="days-plan"),
    path(_("undo/"), views.undo, name="days-undo"),
    path(_("trips/"), trips.trips, name="days-trips"),
    path(_("trips/add/"), trips.add_trip, name="days-add-trip"),
    path(_("trips/<int:number>/"), trips.trip, name="days-trip"),
    path(_("times/add/"), trips.add_time, name="days-add-time"),
    path(_("times/<int:number>/"), trips.a_time, name="days-time"),
    path(_("remove/<int:number>/"), trips.remove, name="days-remove"),
    path(_("import/"), files.bring, name="days-import"),
    path(_("import/order/"), files.order, name="days-order"),
    path(_("import/take/"), files.take, name="days-take"),
    path(_("export/<slug:form>/"), files.export, name="days-export"),
    path(_("save/"), keeping.keep, name="days-keep"),
    path(_("open/"), keeping.open_saved, name="days-open"),
    path(_("close/"), keeping.close, name="days-close"),
    path(_("forget/"), keeping.forget, name="days-forget"),
    path(_("print/"), keeping.printed, name="days-print"),
    path(_("paper/"), keeping.paper, name="days-paper"),
]
