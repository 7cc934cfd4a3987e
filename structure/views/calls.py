"""Pages of who joins which themes."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import DetailView, TemplateView

from core.attached_forms import UploadMixin
from core.errors import DomainError
from core.files import send_to_file
from core.models import LogEntry, StoredFile
from core.views import ObjectPermissionMixin
from structure.call_files import CALL_FILE
from structure.documents import COMMITMENTS, COMMITMENTS_SHEET
from structure.enums import Answer
from structure.forms import AnswerForm, CallChangeForm, CallCreateForm, CallFileForm
from structure.models import AskedOrganisation, Call, CallFile
from structure.queries import answers_of, commitments_on, mark_reachable
from structure.services import add_call_file, answer_call, ask_members, edit_call, remove_call_file
from structure.views.parts import DayDocumentView, StructureFormView

# How long members are given unless somebody writes another day.
TIME_TO_ANSWER = timedelta(weeks=6)


class CommitmentsView(DayDocumentView):
    """The table of members and themes of a day, and the questions behind it."""

    template_name = "structure/commitments.html"

    def get_context_data(self, **kwargs):
        network, user = self.request.network, self.request.user
        answered = Count("asked", filter=Q(asked__decisions__isnull=False), distinct=True)
        calls = Call.objects.visible_to(user).filter(network=network)
        prints = StoredFile.objects.of(network).filter(kind__in=[COMMITMENTS, COMMITMENTS_SHEET], created_by=user)
        return super().get_context_data(
            day_form=self.day_form,
            day=self.day,
            is_today=self.day == timezone.localdate(),
            table=commitments_on(network, self.day),
            calls=calls.annotate(asked_count=Count("asked", distinct=True), answered_count=answered),
            documents=prints[:3],
            **kwargs,
        )

    def document_kind(self):
        return COMMITMENTS_SHEET if "excel" in self.request.POST else COMMITMENTS


class CallCreateView(UploadMixin, StructureFormView):
    permission_required = "structure.ask_members"
    form_class = CallCreateForm
    template_name = "structure/call_form.html"
    heading = _("Ask which themes members join")
    submit = _("Ask the members")
    success_message = _("Asked. Whoever may answer and has an account has got a notice.")

    def get_initial(self):
        return {"due_on": timezone.localdate() + TIME_TO_ANSWER}

    def perform(self, form):
        return ask_members(self.request.network, **form.cleaned_data, actor=self.request.user)

    def back_url(self):
        return reverse("structure:commitments", args=[self.request.network.slug])

    def get_success_url(self):
        return self.result.get_absolute_url()


class OfCallMixin(ObjectPermissionMixin):
    """An act on one question, by those who ask."""

    permission_required = "structure.ask_members"
    queryset = Call.objects.select_related("network")

    def back_url(self):
        return self.get_object().get_absolute_url()

    def get_success_url(self):
        return self.back_url()


class CallChangeView(OfCallMixin, CallCreateView):
    """Changes a question that nobody has answered."""

    form_class = CallChangeForm
    heading = _("Edit the question")
    submit = _("Save")
    success_message = _("Saved. Whoever is asked only now has got a notice.")

    def get_initial(self):
        return self.get_initial_for(self.get_object())

    def get_initial_for(self, current):
        own = {name: getattr(current, name) for name in ("title", "text", "due_on", "version")}
        asked = current.asked.values_list("organisation", flat=True)
        return own | {"themes": [part.pk for part in current.themes.all()], "organisations": list(asked)}

    def perform(self, form):
        return edit_call(self.get_object(), **form.cleaned_data, actor=self.request.user)


class CallFileCreateView(OfCallMixin, UploadMixin, StructureFormView):
    form_class = CallFileForm
    offers_choices = False
    template_name = "structure/call_form.html"
    heading = _("Add an attachment")
    submit = _("Add the attachment")
    success_message = _("The attachment was added. It can be opened when it has been checked.")

    def perform(self, form):
        return add_call_file(self.get_object(), upload=form.cleaned_data["file"], actor=self.request.user)


class OfCallFileMixin:
    """Of the question in the address, one of its files."""

    @cached_property
    def attached(self):
        rows = CallFile.objects.visible_to(self.request.user).filter(call=self.get_object())
        return get_object_or_404(rows.select_related("call__network"), pk=self.kwargs["file"])


class CallFileView(OfCallFileMixin, ObjectPermissionMixin, View):
    """Sends on to the file."""

    http_method_names = ["get", "head", "options"]
    permission_required = "structure.view_call"
    queryset = Call.objects.select_related("network")

    def get(self, request, *args, **kwargs):
        if self.attached.can_be_fetched:
            return send_to_file(CALL_FILE, self.attached.key_of_file, user=request.user)
        messages.error(request, _("The file is not there yet, or it is still being checked. Try again soon."))
        return HttpResponseRedirect(self.get_object().get_absolute_url())


class CallFileRemoveView(OfCallFileMixin, OfCallMixin, TemplateView):
    """Asks again; POST removes."""

    http_method_names = ["get", "head", "post", "options"]
    template_name = "structure/call_file_remove.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(call=self.get_object(), attached=self.attached, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            remove_call_file(self.attached, actor=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The attachment was removed."))
        return HttpResponseRedirect(self.back_url())


class CallDetailView(ObjectPermissionMixin, DetailView):
    """One question: who has answered what, who not yet, and what was answered before."""

    permission_required = "structure.view_call"
    queryset = Call.objects.select_related("network").prefetch_related("themes__versions")
    template_name = "structure/call_detail.html"

    def get_context_data(self, **kwargs):
        call = self.get_object()
        answered, waiting = answers_of(call)
        coordinates = self.request.user.has_perm("structure.ask_members", call)
        own = AskedOrganisation.objects.visible_to(self.request.user).filter(call=call)
        if coordinates:
            mark_reachable(call, waiting, timezone.localdate())
        return super().get_context_data(
            answered=answered,
            waiting=waiting,
            coordinates=coordinates,
            without_account=sum(not asked.has_account for asked in waiting) if coordinates else 0,
            can_edit=coordinates and not answered,
            files=call.files.all(),
            is_late=call.due_on < timezone.localdate(),
            may_answer=set(own.values_list("pk", flat=True)),
            entries=LogEntry.objects.of(call)[:20] if coordinates else None,
            **kwargs,
        )


class CallAnswerView(ObjectPermissionMixin, StructureFormView):
    """The answer of one organisation; what it answered before stands beside the form."""

    permission_required = "structure.answer_call"
    form_class = AnswerForm
    offers_choices = False
    template_name = "structure/call_answer.html"
    submit = _("Save the answer")
    success_message = _("The answer was saved.")

    def get_queryset(self):
        rows = AskedOrganisation.objects.visible_to(self.request.user).filter(call__network=self.request.network)
        return rows.select_related("call__network")

    @property
    def heading(self):
        return _("Answer of %(name)s") % {"name": self.get_object()}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"asked": self.get_object()}

    def get_initial(self):
        return {"answer": Answer.JOINS, "decided_on": timezone.localdate()}

    def get_context_data(self, **kwargs):
        asked = self.get_object()
        earlier = asked.decisions.order_by("-pk").prefetch_related("themes__versions")
        return super().get_context_data(
            asked=asked, call=asked.call, earlier=earlier, files=asked.call.files.all(), **kwargs
        )

    def perform(self, form):
        return answer_call(self.get_object(), **form.cleaned_data, actor=self.request.user)

    def back_url(self):
        return self.get_object().call.get_absolute_url()
