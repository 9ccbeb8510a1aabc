"""The addresses of this door."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from guichet.doors.office.assistant import views as assistant
from guichet.doors.office.attention import views as attention
from guichet.doors.office.backlog import views as backlog
from guichet.doors.office.catalogue import views as catalogue
from guichet.doors.office.causes import views as causes
from guichet.doors.office.crises import views as crises
from guichet.doors.office.feed import views as feed
from guichet.doors.office.guidance import views as guidance
from guichet.doors.office.jobs import views as jobs
from guichet.doors.office.looks import views as looks
from guichet.doors.office.members import views as members
from guichet.doors.office.misses import views as misses
from guichet.doors.office.notices import views as notices
from guichet.doors.office.oversight import investigations
from guichet.doors.office.oversight import views as oversight
from guichet.doors.office.oversight.first import oversight as oversight_begins
from guichet.doors.office.people import views as people
from guichet.doors.office.repeats import views as repeats
from guichet.doors.office.retention import views as retention
from guichet.doors.office.silence import views as silence
from guichet.doors.office.sorting import views as sorting
from guichet.doors.office.undelivered import views as undelivered

app_name = "office"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", attention.attention, name="home"),
    path(_("feed/"), feed.runs, name="runs"),
    path(_("feed/runs/<row:number>/"), feed.run, name="run"),
    path(_("feed/rows/<row:row_id>/"), feed.row, name="row"),
    path(_("feed/rows/<row:row_id>/try-again/"), feed.retry_row, name="retry-row"),
    path(_("feed/try-again/"), feed.retry, name="retry"),
    path(_("undelivered/"), undelivered.undelivered, name="undelivered"),
    path(_("silence/"), silence.silence, name="silence"),
    path(_("came-back/"), repeats.repeats, name="repeats"),
    path(_("jobs/"), jobs.jobs, name="jobs"),
    path(_("jobs/<row:job_id>/try-again/"), jobs.retry, name="retry-job"),
    path(_("programs/"), catalogue.programs, name="programs"),
    path(_("programs/<str:code>/"), catalogue.program, name="program"),
    path(_("standards/"), catalogue.standards, name="standards"),
    path(_("guidance/"), guidance.articles, name="guidance"),
    path(_("guidance/new/"), guidance.write_new, name="new-article"),
    path(_("guidance/<slug:article_id>/"), guidance.article, name="article"),
    path(_("guidance/<slug:article_id>/write/"), guidance.write, name="write-article"),
    path(_("guidance/<slug:article_id>/publish/<row:number>/"), guidance.decide, name="publish-article"),
    path(_("guidance/<slug:article_id>/send-back/<row:number>/"), guidance.back, name="send-article-back"),
    path(_("guidance/<slug:article_id>/review/"), guidance.review, name="review-article"),
    path(_("guidance/<slug:article_id>/withdraw/"), guidance.take_away, name="withdraw-article"),
    path(_("assistant/"), assistant.assistant, name="assistant"),
    path(_("sorting/"), sorting.sorting, name="sorting"),
    path(_("contact-causes/"), causes.contact_causes, name="causes"),
    path(_("unanswered/"), misses.topics, name="missed-topics"),
    path(_("unanswered/<row:number>/"), misses.topic, name="missed-topic"),
    path(_("unanswered/<row:number>/add/"), misses.link, name="link-missed-topic"),
    path(_("unanswered/<row:number>/set-aside/"), misses.aside, name="set-missed-topic-aside"),
    path(_("backlog/"), backlog.backlog, name="backlog"),
    path(_("backlog/<slug:article_id>/"), backlog.better, name="better-article"),
    path(_("notices/"), notices.notices, name="notices"),
    path(_("notices/new/"), notices.write_new, name="new-notice"),
    path(_("notices/<row:number>/"), notices.notice, name="notice"),
    path(_("notices/<row:number>/write/"), notices.write, name="write-notice"),
    path(_("notices/<row:number>/publish/<row:version>/"), notices.publish, name="publish-notice"),
    path(_("notices/<row:number>/confirm/"), notices.confirm, name="confirm-notice"),
    path(_("notices/<row:number>/send-back/<row:version>/"), notices.back, name="send-notice-back"),
    path(_("notices/<row:number>/withdraw/"), notices.take_away, name="withdraw-notice"),
    path(_("crises/"), crises.crises, name="crises"),
    path(_("crises/new/"), crises.open_one, name="open-crisis"),
    path(_("crises/<row:number>/"), crises.crisis, name="crisis"),
    path(_("crises/<row:number>/answers/new/"), crises.write, name="write-crisis-answer"),
    path(_("crises/<row:number>/answers/"), crises.decide, name="decide-crisis-answer"),
    path(_("crises/<row:number>/lend/"), crises.lend_staff, name="lend-staff"),
    path(_("crises/<row:number>/close/"), crises.close, name="close-crisis"),
    path(_("looks/"), looks.looks, name="looks"),
    path(_("oversight/"), oversight_begins, name="oversight"),
    path(_("oversight/openings/"), oversight.openings, name="openings"),
    path(_("oversight/openings/<row:number>/"), oversight.opening, name="opening"),
    path(_("oversight/unusual/"), oversight.unusual, name="unusual"),
    path(_("oversight/unusual/<row:number>/"), oversight.unusual_look, name="unusual-look"),
    path(_("oversight/questions/"), oversight.questions, name="look-questions"),
    path(_("oversight/questions/<row:number>/"), oversight.question, name="look-question"),
    path(_("oversight/investigations/"), investigations.investigations, name="investigations"),
    path(_("oversight/investigations/new/"), investigations.order, name="order-investigation"),
    path(_("oversight/investigations/<row:number>/"), investigations.investigation, name="investigation"),
    path(_("oversight/investigations/<row:number>/decide/"), investigations.decide, name="decide-investigation"),
    path(_("oversight/protected/"), oversight.protected, name="protections"),
    path(_("oversight/protected/new/"), oversight.protect, name="protect"),
    path(_("oversight/protected/<row:number>/"), oversight.protection, name="protection"),
    path(_("oversight/log/"), oversight.audit, name="audit"),
    path(_("oversight/log/export/"), oversight.export, name="audit-export"),
    path(_("retention/"), retention.retention, name="retention"),
    path(_("retention/ask/"), retention.ask, name="ask-for-disposal"),
    path(_("retention/disposals/<row:number>/"), retention.disposal, name="disposal"),
    path(_("retention/disposals/<row:number>/approve/"), retention.approve, name="approve-disposal"),
    path(_("retention/disposals/<row:number>/withdraw/"), retention.withdraw, name="withdraw-disposal"),
    path(_("retention/disposals/<row:number>/carry-out/"), retention.carry_out, name="carry-out-disposal"),
    path(_("retention/disposals/<row:number>/certificate/"), retention.certificate, name="disposal-certificate"),
    path(_("retention/holds/"), retention.holds, name="holds"),
    path(_("retention/holds/<row:number>/lift/"), retention.lift, name="lift-hold"),
    path(_("members/"), members.offices, name="member-offices"),
    path(_("members/new/"), members.new, name="new-member-office"),
    path(_("members/themes/"), members.themes, name="member-themes"),
    path(_("members/<row:number>/close/"), members.close, name="close-member-office"),
    path(_("staff/"), people.staff, name="staff"),
]
