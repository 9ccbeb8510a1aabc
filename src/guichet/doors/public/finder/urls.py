"""The addresses of “Find your program”. None of them holds what somebody answered."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from guichet.doors.public.finder import views

urlpatterns = [
    path("", views.start, name="finder"),
    path(_("question/<slug:code>/"), views.question, name="finder-question"),
    path(_("answers/"), views.answers, name="finder-answers"),
    path(_("result/"), views.result, name="finder-result"),
    path(_("result/<slug:code>/"), views.program, name="finder-program"),
    path(_("compare/<slug:one>/<slug:other>/"), views.compare, name="finder-compare"),
    path(_("keep/"), views.keep, name="finder-keep"),
    path(_("code/"), views.resume, name="finder-resume"),
    path(_("remove/"), views.remove, name="finder-remove"),
]
