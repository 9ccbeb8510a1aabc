"""The addresses of what a client chooses and says once."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from guichet.doors.account.preferences import contacts, views

urlpatterns = [
    path("", views.preferences, name="preferences"),
    path(_("<int:person>/telling/"), views.telling, name="telling"),
    path(_("<int:person>/needs/"), views.needs, name="needs"),
    path(_("<int:person>/name/"), views.name, name="name"),
    path(_("<int:person>/safety/"), views.safety, name="safety"),
    path(_("<int:person>/safety/off/"), views.safety_off, name="safety-off"),
    path(_("<int:person>/address/"), contacts.address, name="address"),
    path(_("<int:person>/e-mail/add/"), contacts.add_email, name="add-email"),
    path(_("<int:person>/telephone/add/"), contacts.add_phone, name="add-phone"),
    path(_("<int:person>/contact/<int:point>/"), contacts.point, name="contact-point"),
    path(_("<int:person>/contact/<int:point>/code/"), contacts.code, name="contact-code"),
    path(_("<int:person>/contact/<int:point>/send/"), contacts.send, name="contact-send"),
    path(_("<int:person>/contact/<int:point>/use/"), contacts.use, name="contact-use"),
    path(_("<int:person>/contact/<int:point>/texts/"), contacts.texts, name="contact-texts"),
    path(_("<int:person>/contact/<int:point>/remove/"), contacts.remove, name="contact-remove"),
]
