"""The addresses of this door."""

from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from guichet.doors.desk.attachments import views as attachments
from guichet.doors.desk.authority import paper_views as paper
from guichet.doors.desk.authority import views as authority
from guichet.doors.desk.clients import views as clients
from guichet.doors.desk.correcting import views as correcting
from guichet.doors.desk.enquiries import views as enquiries
from guichet.doors.desk.files import views as files
from guichet.doors.desk.handed import views as handed
from guichet.doors.desk.known import views as known
from guichet.doors.desk.merging import views as merging
from guichet.doors.desk.reaching import views as reaching
from guichet.doors.desk.recovery import views as recovery
from guichet.doors.desk.search import views as search
from guichet.doors.desk.serving import views as serving
from guichet.doors.desk.work import views as work

app_name = "desk"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", search.search, name="home"),
    path(_("questions/<row:enquiry_id>/"), enquiries.enquiry, name="enquiry"),
    path(_("questions/<row:enquiry_id>/do/"), enquiries.act, name="enquiry-do"),
    path(_("questions/<row:enquiry_id>/files/"), attachments.files, name="enquiry-files"),
    path(_("questions/<row:enquiry_id>/files/<row:file_id>/"), attachments.file, name="enquiry-file"),
    path(_("clients/<row:client_id>/"), clients.client, name="client"),
    path(_("clients/<row:client_id>/open/"), clients.open_file, name="open"),
    path(_("clients/<row:client_id>/open-for-a-reason/"), clients.open_for_a_reason, name="break-glass"),
    path(_("clients/<row:client_id>/close/"), clients.close, name="close"),
    path(_("clients/<row:client_id>/reach/"), reaching.reach, name="reach"),
    path(_("clients/<row:client_id>/reach/text/"), reaching.text_read, name="text-read"),
    path(_("clients/<row:client_id>/reach/letter/"), reaching.letter_returned, name="letter-returned"),
    path(_("clients/<row:client_id>/authority/"), authority.authority, name="authority"),
    path(_("clients/<row:client_id>/authority/form/"), paper.record, name="authority-form"),
    path(_("authority-forms/<row:proposal_id>/"), paper.verify, name="verify-form"),
    path(_("authorities/<row:authority_id>/end/"), paper.end, name="end-authority"),
    path(_("clients/<row:client_id>/check/"), known.check, name="check"),
    path(_("clients/<row:client_id>/call-back/"), known.call_back, name="call-back"),
    path(_("clients/<row:client_id>/document/"), known.document, name="document"),
    path(_("clients/<row:client_id>/recover/"), recovery.recover, name="recover"),
    path(_("recoveries/"), recovery.all_recoveries, name="recoveries"),
    path(_("recoveries/<row:recovery_id>/"), recovery.one_recovery, name="recovery"),
    path(_("recoveries/<row:recovery_id>/stop/"), recovery.stop, name="stop-recovery"),
    path(_("clients/<row:client_id>/contacts/"), serving.contacts, name="contacts"),
    path(_("clients/<row:client_id>/contacts/code/"), serving.contact_code, name="contact-code"),
    path(_("clients/<row:client_id>/serving/"), serving.serving, name="serving"),
    path(_("clients/<row:client_id>/names/"), serving.names, name="names"),
    path(_("clients/<row:client_id>/safety/"), serving.safety, name="safety"),
    path(_("clients/<row:client_id>/death/"), serving.death, name="death"),
    path(_("clients/<row:client_id>/death/undo/"), serving.death_undo, name="death-undo"),
    path(_("clients/<row:client_id>/former/"), serving.former, name="former"),
    path(_("clients/<row:client_id>/compare/"), merging.other_record, name="other-record"),
    path(_("clients/<row:one>/compare/<row:other>/"), merging.compare, name="compare"),
    path(_("clients/<row:one>/compare/<row:other>/join/"), merging.join, name="join"),
    path(_("duplicates/<row:duplicate_id>/"), merging.suggestion, name="duplicate"),
    path(_("duplicates/<row:duplicate_id>/two-people/"), merging.two_people, name="two-people"),
    path(_("merges/<row:merge_id>/separate/"), merging.part, name="part"),
    path(_("files/<file:number>/"), files.file, name="file"),
    path(_("corrections/<row:correction_id>/"), correcting.correction, name="correction"),
    path(_("corrections/told/<row:receiver_id>/"), correcting.receiver_told, name="receiver-told"),
    path(_("conversations/<row:conversation_id>/"), handed.conversation, name="conversation"),
    path(_("work/"), work.work, name="work"),
    path(_("work/<row:task_id>/"), work.task, name="task"),
    path(_("work/<row:task_id>/take/"), work.take, name="take-task"),
    path(_("work/<row:task_id>/give-back/"), work.give_back, name="give-back-task"),
    path(_("work/<row:task_id>/finish/"), work.finish, name="finish-task"),
]
