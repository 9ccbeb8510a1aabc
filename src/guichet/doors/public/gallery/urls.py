"""The address of the gallery; `public:design`."""

from django.urls import path

from guichet.doors.public.gallery import views

urlpatterns = [path("", views.design, name="design")]
