"""Members of the bank."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, ListView
from django.views.generic.edit import FormView

from bank.forms import MemberForm
from bank.models import Member, Order
from bank.queries import open_loads, status_of
from bank.services import add_member, edit_member
from core.models import LogEntry
from core.pickers import PickerMixin
from core.views import ObjectPermissionMixin, PermissionMixin, ScopedMixin, ServiceFormMixin


class MemberListView(PermissionMixin, ScopedMixin, ListView):
    permission_required = "bank.manage_members"
    queryset = Member.objects.select_related("person").prefetch_related("qualifications")
    template_name = "bank/member_list.html"
    paginate_by = 50

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        loads = open_loads(self.request.network)
        for member in context["object_list"]:
            member.network = self.request.network  # saves a query for each address
            member.open_orders = loads.get(member.pk, 0)
        return context | {"today": timezone.localdate()}


class MemberPickerView(PickerMixin, ScopedMixin, ListView):
    permission_required = "bank.manage_members"
    queryset = Member.objects.select_related("person")
    title = _("Find a member of the bank")


class MemberDetailView(ScopedMixin, DetailView):
    queryset = Member.objects.select_related("person", "network").prefetch_related("qualifications")
    template_name = "bank/member_detail.html"

    def get_context_data(self, **kwargs):
        orders = list(
            Order.objects.visible_to(self.request.user)
            .filter(slots__member=self.object)
            .prefetch_related("slots")
            .order_by("-pk")[:20]
        )
        for order in orders:
            order.network, order.status = self.object.network, status_of(order)
        return super().get_context_data(orders=orders, entries=LogEntry.objects.of(self.object)[:20], **kwargs)


class MemberFormMixin(ServiceFormMixin):
    form_class = MemberForm
    template_name = "bank/member_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "network": self.request.network}


class MemberCreateView(PermissionMixin, MemberFormMixin, FormView):
    permission_required = "bank.manage_members"
    success_message = _("The member was added to the bank.")

    def get_initial(self):
        return {"joined_on": timezone.localdate()}

    def perform(self, form):
        data = form.cleaned_data
        return add_member(
            self.request.network,
            person=data["person"],
            qualifications=form.qualifications,
            joined_on=data["joined_on"],
            actor=self.request.user,
        )


class MemberUpdateView(ObjectPermissionMixin, MemberFormMixin, FormView):
    queryset = Member.objects.select_related("person", "network").prefetch_related("qualifications")
    permission_required = "bank.manage_members"
    success_message = _("The member was saved.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"member": self.get_object()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(member=self.get_object(), **kwargs)

    def perform(self, form):
        data = form.cleaned_data
        return edit_member(
            self.get_object(),
            qualifications=form.qualifications,
            joined_on=data["joined_on"],
            left_on=data["left_on"],
            actor=self.request.user,
        )
