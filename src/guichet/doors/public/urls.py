"""The addresses of what everybody may see."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from guichet.doors.public.answers import helped
from guichet.doors.public.answers import views as answers
from guichet.doors.public.chat import views as chat
from guichet.doors.public.crises import views as crises
from guichet.doors.public.demonstration import views as demonstration
from guichet.doors.public.gallery import views as gallery
from guichet.doors.public.help import views as help_pages
from guichet.doors.public.home import views as home
from guichet.doors.public.notices import views as notices
from guichet.doors.public.programs import views as programs
from guichet.doors.public.questions import views as questions
from guichet.doors.public.search import views as search
from guichet.doors.public.standards import views as standards
from guichet.doors.public.times import views as times

app_name = "public"
urlpatterns = [
    path("", home.home, name="home"),
    path(_("answers/"), answers.answers, name="answers"),
    path(_("answers/about/<slug:code>/"), answers.topic, name="topic"),
    path(_("answers/<slug:article_id>/"), answers.answer, name="answer"),
    path(_("chat/"), chat.chat, name="chat"),
    path(_("chat/choose/"), chat.choose, name="chat-choose"),
    path(_("chat/verdict/"), chat.judge, name="chat-judge"),
    path(_("chat/person/"), chat.person, name="chat-person"),
    path(_("chat/start-again/"), chat.end, name="chat-end"),
    path(_("find-a-program/"), include("guichet.doors.public.finder.urls")),
    path(_("answers/<slug:article_id>/helped/"), helped.helped, name="helped"),
    path(_("answers/<slug:article_id>/why/"), helped.why, name="why"),
    path(_("answers/<slug:article_id>/thanks/"), helped.thanks, name="thanks"),
    path(_("answers/<slug:article_id>/ask/"), helped.ask, name="ask-from"),
    path(_("days/"), include("guichet.doors.public.days.urls")),
    path(_("programs/"), programs.programs, name="programs"),
    path(_("programs/<slug:code>/"), programs.program, name="program"),
    path(_("questions/ask/"), questions.ask, name="ask"),
    path(_("questions/<uuid:key>/"), questions.question, name="question"),
    path(_("crises/<slug:address>/"), crises.crisis, name="crisis"),
    path(_("tools/"), include("guichet.doors.public.tools.urls")),
    path(_("search/"), search.results, name="search"),
    path(_("service-standards/"), standards.standards, name="standards"),
    path(_("times/"), times.times, name="times"),
    path(_("times/accuracy/"), times.accuracy, name="times-accuracy"),
    path(_("times/accuracy.csv"), times.accuracy_csv, name="times-accuracy-csv"),
    path(_("times/<slug:code>/"), times.program, name="times-program"),
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
