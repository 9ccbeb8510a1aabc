"""The addresses of this door. They have no language: machines read none."""

from django.urls import URLPattern, URLResolver, path

from guichet.doors.lines.callbacks import views as callbacks
from guichet.doors.lines.health import views as health
from guichet.doors.lines.metrics import views as metrics
from guichet.doors.lines.social import views as social
from guichet.doors.lines.texts import views as texts

app_name = "lines"
urlpatterns: list[URLPattern | URLResolver] = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("health/worker", health.worker, name="worker"),
    path("metrics", metrics.metrics, name="metrics"),
    path("api/v1/notify-callback", callbacks.notify, name="notify-callback"),
    path("api/v1/social", social.told, name="social"),
    path("api/v1/notify-received-text", texts.received, name="notify-received-text"),
]
