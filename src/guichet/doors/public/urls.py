"""The addresses of what everybody may see."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from guichet.doors.public.answers import helped
from guichet.doors.public.answers import views as answers
from guichet.doors.public.demonstration import views as demonstration
from guichet.doors.public.gallery import views as gallery
from guichet.doors.public.help import views as help_pages
from guichet.doors.public.home import views as home
from guichet.doors.public.notices import views as notices
from guichet.doors.public.programs import views as programs
from guichet.doors.public.standards import views as standards

app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path(_("answers/"), answers.answers, name="answers"),
    path(_("answers/about/<slug:code>/"), answers.topic, name="topic"),
    path(_("answers/<slug:article_id>/"), answers.answer, name="answer"),
    path(_("answers/<slug:article_id>/helped/"), helped.helped, name="helped"),
    path(_("answers/<slug:article_id>/why/"), helped.why, name="why"),
    path(_("answers/<slug:article_id>/thanks/"), helped.thanks, name="thanks"),
    path(_("answers/<slug:article_id>/ask/"), helped.ask, name="ask-from"),
    path(_("days/"), include("guichet.doors.public.days.urls")),
    path(_("programs/"), programs.programs, name="programs"),
    path(_("programs/<slug:code>/"), programs.program, name="program"),
    path(_("service-standards/"), standards.standards, name="standards"),
    path(_("notices/"), notices.notices, name="notices"),
    path(_("contact/"), help_pages.contact, name="contact"),
    path(_("accessibility/"), help_pages.accessibility, name="accessibility"),
    path(_("privacy/"), help_pages.privacy, name="privacy"),
    path(_("demonstration/"), demonstration.people, name="demonstration"),
    path(_("demonstration/sign-in/"), demonstration.sign_in, name="demonstration-sign-in"),
    path(_("design/"), include("guichet.doors.public.gallery.urls")),
    path("theme.css", gallery.theme_sheet, name="theme"),
    path("signature", gallery.signature, name="signature"),
]
