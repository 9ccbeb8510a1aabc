"""The addresses of this door."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _

from guichet.doors.account.chat.views import chat
from guichet.doors.account.days import views as days
from guichet.doors.account.documents import views as documents
from guichet.doors.account.home import views as home
from guichet.doors.account.linking.views import link_file
from guichet.doors.account.looks import views as looks
from guichet.doors.account.members import views as members
from guichet.doors.account.posted import views as posted
from guichet.doors.account.privacy import views as privacy
from guichet.doors.account.questions import views as questions
from guichet.doors.account.quiet.views import quiet_messages
from guichet.doors.account.security.views import security
from guichet.doors.account.ways import views as ways

app_name = "account"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path(_("files/"), include("guichet.doors.account.files.urls")),
    path(_("messages/"), include("guichet.doors.account.messages.urls")),
    path(_("days/"), days.days, name="days"),
    path(_("days/forget/"), days.forget_journal, name="days-forget"),
    path(_("documents/"), documents.documents, name="documents"),
    path(_("helping/group/"), include("guichet.doors.account.group.urls")),
    path(_("helping/"), include("guichet.doors.account.helping.urls")),
    path(_("people/household/"), include("guichet.doors.account.household.urls")),
    path(_("people/"), include("guichet.doors.account.people.urls")),
    path(_("chat/"), chat, name="chat"),
    path(_("link/"), link_file, name="link-file"),
    path(_("preferences/"), include("guichet.doors.account.preferences.urls")),
    path(_("people/offices/"), members.enquiries, name="office-enquiries"),
    path(_("people/offices/<str:reference>/"), members.enquiry, name="office-enquiry"),
    path(_("questions/"), questions.questions, name="questions"),
    path(_("questions/<str:reference>/"), questions.question, name="question"),
    path(_("quiet/<str:token>/"), quiet_messages, name="quiet-messages"),
    path(_("security/"), security, name="security"),
    path(_("privacy/"), privacy.privacy, name="privacy"),
    path(_("privacy/copies/of/<int:client_id>/"), privacy.ask, name="ask-for-copy"),
    path(_("privacy/corrections/of/<int:client_id>/"), privacy.correction, name="ask-for-correction"),
    path(_("privacy/copies/<int:copy_id>/"), privacy.copy, name="copy"),
    path(_("privacy/who-opened-my-file/"), looks.looks, name="looks"),
    path(_("privacy/who-opened-my-file/<int:look_id>/ask/"), looks.ask, name="ask-about-look"),
    path(_("security/printed-codes/"), ways.printed_codes, name="printed-codes"),
    path(_("security/code-by-post/"), posted.posted_code, name="posted-code"),
    path(_("security/pin/"), ways.pin, name="pin"),
    path(_("security/pin/remove/"), ways.pin_removed, name="remove-pin"),
    path(_("security/sessions/"), ways.sessions, name="sessions"),
    path(_("security/sessions/<int:session_id>/end/"), ways.session_ended, name="end-session"),
    path(_("security/recovery/<int:recovery_id>/stop/"), ways.stop_in_account, name="stop-recovery"),
]
