"""What hangs on a member: qualifications, homes, pauses."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView

from bank.forms import CorrectionForm, HomeForm, PauseForm, QualificationForm, ReasonForm
from bank.models import Member
from bank.services import (
    add_pause,
    change_qualification,
    correct_qualification,
    end_pause,
    move_home,
    remove_qualification,
)
from core.views import ActionView, ObjectPermissionMixin, ServiceFormMixin


class OfMemberView(ServiceFormMixin, ObjectPermissionMixin, FormView):
    """One act on a member; ``title`` names it on the page and ``submit`` on the button."""

    queryset = Member.objects.select_related("person", "network")
    permission_required = "bank.manage_members"
    template_name = "bank/member_part_form.html"
    title = submit = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            member=self.get_object(), title=self.title, submit=self.submit, part=self.get_part(), **kwargs
        )

    def get_part(self):
        return None

    def get_success_url(self):
        return self.get_object().get_absolute_url()


class QualificationView(OfMemberView):
    """A new qualification, or a change of state of one that is there (``?luokka=``)."""

    form_class = QualificationForm
    title, submit = _("A qualification begins or changes"), _("Record the qualification")
    success_message = _("The qualification was recorded.")

    def get_initial(self):
        return {"category": self.request.GET.get("luokka", ""), "method": self.request.GET.get("menetelma", ""),
                "state": "qualified", "since": timezone.localdate()}  # fmt: skip

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "network": self.request.network}

    def perform(self, form):
        return change_qualification(self.get_object(), **form.cleaned_data, actor=self.request.user)


class OfQualificationView(OfMemberView):
    def get_part(self):
        if not hasattr(self, "row"):
            rows = self.get_object().qualifications.select_related("method", "training")
            self.row = get_object_or_404(rows, pk=self.kwargs["qualification"])
        return self.row


class CorrectionView(OfQualificationView):
    form_class = CorrectionForm
    offers_removal = True
    title, submit = _("Correct a mistake"), _("Save the correction")
    success_message = _("The qualification was corrected.")

    def get_initial(self):
        row = self.get_part()
        return {"state": row.state, "since": row.valid_from, "until": row.valid_to, "expires_on": row.expires_on,
                "training": row.training_id}  # fmt: skip

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "network": self.request.network}

    def perform(self, form):
        data = form.cleaned_data
        facts = {"state": data["state"], "valid_from": data["since"], "valid_to": data["until"],
                 "expires_on": data["expires_on"], "training": data["training"]}  # fmt: skip
        return correct_qualification(self.get_part(), facts=facts, reason=data["reason"], actor=self.request.user)


class QualificationRemoveView(OfQualificationView):
    form_class = ReasonForm
    title, submit = _("Take away a row that was never true"), _("Take the row away")
    success_message = _("The row was taken away.")

    def perform(self, form):
        return remove_qualification(self.get_part(), reason=form.cleaned_data["reason"], actor=self.request.user)


class HomeView(OfMemberView):
    form_class = HomeForm
    title, submit = _("Home municipality"), _("Record the home")
    success_message = _("The home municipality was recorded.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"network": self.request.network}

    def perform(self, form):
        return move_home(self.get_object(), **form.cleaned_data, actor=self.request.user)


class PauseView(OfMemberView):
    form_class = PauseForm
    title, submit = _("Pause"), _("Record the pause")
    success_message = _("The pause was recorded.")

    def perform(self, form):
        return add_pause(self.get_object(), **form.cleaned_data, actor=self.request.user)


class PauseEndView(ActionView):
    queryset = Member.objects.select_related("person", "network")
    permission_required = "bank.manage_members"
    success_message = _("The pause was ended: the member can be asked from today on.")

    def act(self, target):
        return end_pause(get_object_or_404(target.pauses, pk=self.kwargs["pause"]), actor=self.request.user)
