"""The two addresses of the department’s identity provider: one each, since they are registered with it."""

from allauth.socialaccount.providers.openid_connect import views
from django.urls import path

urlpatterns = [
    path("<str:provider_id>/login/", views.login, name="openid_connect_login"),
    path("<str:provider_id>/login/callback/", views.callback, name="openid_connect_callback"),
]
