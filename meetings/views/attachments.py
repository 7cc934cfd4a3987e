"""Attachments: the list with the form that adds one, their files, the bundle."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import View

from core.attached_forms import UploadMixin
from core.documents import request_document
from core.errors import DomainError
from core.files import send_to_file
from core.models import StoredFile
from core.views import RequestDocumentView
from meetings.attachment_files import ATTACHMENT
from meetings.attachment_forms import AttachmentFileForm, AttachmentForm, AttachmentUpdateForm
from meetings.attachment_rows import attachment_rows
from meetings.bundle import BUNDLE
from meetings.models import Attachment, Meeting
from meetings.services import (
    add_attachment,
    edit_attachment,
    move_attachment,
    number_attachments,
    receive_file,
    remove_attachment,
    withdraw_attachment,
)
from meetings.services.attachment_numbers import movable, unknown_mentions
from meetings.views.base import (
    MovePartView,
    OfMeetingMixin,
    PartMixin,
    RemovePartView,
    SectionFormView,
    UpdatePartMixin,
)
from meetings.views.lists import RowsMixin


class AttachmentListView(UploadMixin, RowsMixin, SectionFormView):
    kind = "attachment"
    form_class = AttachmentForm
    template_name = "meetings/attachment_list.html"
    heading = _("Attachments")
    submit = _("Add the attachment")
    success_message = _("The attachment was added.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"meeting": self.meeting}

    def perform(self, form):
        facts = dict(form.cleaned_data)
        return add_attachment(self.meeting, upload=facts.pop("file"), **facts, actor=self.request.user)

    def get_context_data(self, **kwargs):
        rows, moves = attachment_rows(self.meeting), movable(self.meeting)
        for row in rows:
            up, down = moves.get(row.attachment.pk, (False, False))
            row.stays_below, row.stays_above = not up, not down
        return super().get_context_data(
            rows=rows,
            unknown=unknown_mentions(self.meeting),
            bundles=StoredFile.objects.of(self.meeting).filter(kind=BUNDLE)[:3],
            **kwargs,
        )


class AttachmentMixin(RowsMixin, PartMixin):
    kind = "attachment"
    model = Attachment


class AttachmentUpdateView(AttachmentMixin, UpdatePartMixin, SectionFormView):
    form_class = AttachmentUpdateForm
    names = ("title", "item", "note")
    heading = _("Change the attachment")
    submit = _("Save")
    success_message = _("The attachment was saved.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"meeting": self.meeting}

    def get_initial_for(self, part):
        day = part.remind_on
        return super().get_initial_for(part) | {"remind_on": f"{day.day}.{day.month}.{day.year}" if day else ""}

    def perform(self, form):
        return edit_attachment(self.part, **form.cleaned_data, actor=self.request.user)


class AttachmentFileView(AttachmentMixin, UploadMixin, UpdatePartMixin, SectionFormView):
    """Brings the file of one that was expected, or another one instead of what is there."""

    form_class = AttachmentFileForm
    template_name = "meetings/attachment_file.html"
    submit = _("Add the file")
    success_message = _("The file was added.")

    def get_heading(self):
        return gettext("The file of %(title)s") % {"title": self.part.title}

    def perform(self, form):
        data = form.cleaned_data
        return receive_file(self.part, upload=data["file"], version=data["version"], actor=self.request.user)


class AttachmentMoveView(AttachmentMixin, MovePartView):
    service = staticmethod(move_attachment)


class AttachmentRemoveView(AttachmentMixin, RemovePartView):
    service = staticmethod(remove_attachment)
    heading = _("Remove the attachment?")
    consequence = _("It is no longer listed in the minutes, and its file is deleted. The history keeps its title.")
    success_message = _("The attachment was removed.")


class AttachmentWithdrawView(AttachmentMixin, RemovePartView):
    template_name = "meetings/attachment_withdraw.html"
    service = staticmethod(withdraw_attachment)
    heading = _("Withdraw the attachment?")
    consequence = _(
        "Its file is deleted, and so are the bundles made so far. The minutes list it as withdrawn, with its number."
    )
    success_message = _("The attachment was withdrawn.")


class AttachmentNumberView(RowsMixin, OfMeetingMixin, View):
    """Counts the numbers anew by first mention."""

    http_method_names = ["post", "options"]
    kind = "attachment"

    def post(self, request, *args, **kwargs):
        try:
            number_attachments(self.meeting, actor=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The attachments are numbered in the order in which they are mentioned."))
        return HttpResponseRedirect(self.get_success_url())


class AttachmentDownloadView(PartMixin, View):
    """Sends on to the file."""

    http_method_names = ["get", "head", "options"]
    permission_required = "meetings.view_meeting"
    model = Attachment

    def get_parts(self):
        return super().get_parts().visible_to(self.request.user)

    def get(self, request, *args, **kwargs):
        if not self.part.can_be_fetched:
            messages.error(request, _("The file is not there yet, or it is still being checked. Try again soon."))
            return HttpResponseRedirect(f"{self.meeting.get_absolute_url()}#attachment")
        return send_to_file(ATTACHMENT, self.part.key_of_file, user=request.user)


class BundlePrintView(RequestDocumentView):
    """Asks for the minutes with their PDF attachments, in the meeting's own language."""

    queryset = Meeting.objects.select_related("network")
    pk_url_kwarg = "meeting"
    permission_required = "meetings.print_minutes"

    def act(self, target):
        return request_document(BUNDLE, target, actor=self.request.user, language=target.language)
