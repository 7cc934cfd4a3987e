"""Pages of who joins which themes."""

from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView

from core.models import LogEntry, StoredFile
from core.views import ObjectPermissionMixin
from structure.documents import COMMITMENTS, COMMITMENTS_SHEET
from structure.enums import Answer
from structure.forms import AnswerForm, CallForm
from structure.models import AskedOrganisation, Call
from structure.queries import answers_of, commitments_on
from structure.services import answer_call, ask_members
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


class CallCreateView(StructureFormView):
    permission_required = "structure.ask_members"
    form_class = CallForm
    template_name = "structure/call_form.html"
    heading = _("Ask which themes members join")
    submit = _("Ask the members")
    success_message = _("Asked. Whoever may answer has got a notice.")

    def get_initial(self):
        return {"due_on": timezone.localdate() + TIME_TO_ANSWER}

    def perform(self, form):
        return ask_members(self.request.network, **form.cleaned_data, actor=self.request.user)

    def back_url(self):
        return reverse("structure:commitments", args=[self.request.network.slug])

    def get_success_url(self):
        return self.result.get_absolute_url()


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
        return super().get_context_data(
            answered=answered,
            waiting=waiting,
            is_late=call.due_on < timezone.localdate(),
            may_answer=set(own.values_list("pk", flat=True)),
            entries=LogEntry.objects.of(call)[:20] if coordinates else None,
            **kwargs,
        )


class CallAnswerView(ObjectPermissionMixin, StructureFormView):
    """The answer of one organisation; what it answered before stands beside the form."""

    permission_required = "structure.answer_call"
    form_class = AnswerForm
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
        kwargs = super().get_form_kwargs()
        own = {name: kwargs[name] for name in kwargs if name not in ("user", "network")}
        return own | {"asked": self.get_object()}

    def get_initial(self):
        return {"answer": Answer.JOINS, "decided_on": timezone.localdate()}

    def get_context_data(self, **kwargs):
        asked = self.get_object()
        earlier = asked.decisions.order_by("-pk").prefetch_related("themes__versions")
        return super().get_context_data(asked=asked, call=asked.call, earlier=earlier, **kwargs)

    def perform(self, form):
        return answer_call(self.get_object(), **form.cleaned_data, actor=self.request.user)

    def back_url(self):
        return self.get_object().call.get_absolute_url()
