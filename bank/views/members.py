"""Members of the bank: the list, one member, adding and editing, and the table of all."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView, ListView
from django.views.generic.base import TemplateView
from django.views.generic.edit import FormView
from django_filters.views import FilterView

from bank.filters import MemberFilter
from bank.forms import DayForm, MemberEditForm, MemberForm
from bank.models import Member, Order, TrainingParticipant
from bank.queries import open_loads, phone_shown_to, status_of, table_of_members
from bank.services import add_member, edit_member
from bank.table_documents import MEMBER_TABLE, MEMBER_TABLE_SHEET
from core.models import LogEntry, StoredFile
from core.pickers import PickerMixin
from core.views import (
    ObjectPermissionMixin,
    PartialMixin,
    PermissionMixin,
    ScopedMixin,
    ServiceFormMixin,
    go_to_document,
)


class MemberListView(PermissionMixin, ScopedMixin, PartialMixin, FilterView):
    permission_required = "bank.manage_members"
    queryset = Member.objects.select_related("person").prefetch_related("qualifications", "pauses")
    filterset_class = MemberFilter
    template_name = "bank/member_list.html"
    partial_template_name = "bank/_member_table.html"
    paginate_by = 50
    # An invalid filter shows its error and the whole list: nothing seems to be lost.
    strict = False

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        loads, today = open_loads(self.request.network), timezone.localdate()
        for member in context["object_list"]:
            member.network = self.request.network  # saves a query for each address
            member.open_orders = loads.get(member.pk, 0)
            member.present = present(member.qualifications.all(), today)
            member.on_pause = any(_is_on(pause, today) for pause in member.pauses.all())
        return context | {"today": today}


class MemberPickerView(PickerMixin, ScopedMixin, ListView):
    permission_required = "bank.manage_members"
    queryset = Member.objects.select_related("person")
    title = _("Find a member of the bank")


class MemberDetailView(ScopedMixin, DetailView):
    queryset = Member.objects.select_related("person", "network").prefetch_related(
        "qualifications__method", "qualifications__training", "areas", "homes__municipality__successor", "pauses"
    )
    template_name = "bank/member_detail.html"

    def get_context_data(self, **kwargs):
        member, today = self.object, timezone.localdate()
        orders = list(
            Order.objects.visible_to(self.request.user)
            .filter(slots__member=member)
            .prefetch_related("slots")
            .order_by("-pk")[:20]
        )
        for order in orders:
            order.network, order.status = member.network, status_of(order)
        rows = list(member.qualifications.all())
        trainings = TrainingParticipant.objects.filter(person=member.person_id, training__network=member.network_id)
        return super().get_context_data(
            orders=orders,
            today=today,
            phone=phone_shown_to(self.request.user, member),
            present=present(rows, today),
            past=[row for row in rows if not _is_on(row, today)],
            positions=member.person.positions.select_related("organisation").order_by("-valid_from", "-pk"),
            homes=list(member.homes.all()),
            pauses=list(member.pauses.all()),
            trainings=trainings.select_related("training").order_by("-training__date_latest", "-pk"),
            entries=LogEntry.objects.of(member)[:20],
            **kwargs,
        )


def present(qualifications, day):
    """The rows of a day, each with its state of that day as ``now``."""
    found = [row for row in qualifications if _is_on(row, day)]
    for row in found:
        row.now = row.state_on(day)
    return found


def _is_on(row, day):
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or row.valid_to >= day)


class MemberFormMixin(ServiceFormMixin):
    template_name = "bank/member_form.html"
    permission_required = "bank.manage_members"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "network": self.request.network}


class MemberCreateView(MemberFormMixin, PermissionMixin, FormView):
    form_class = MemberForm
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
            home=data["home"],
            facts=form.facts,
            actor=self.request.user,
        )


class MemberUpdateView(MemberFormMixin, ObjectPermissionMixin, FormView):
    queryset = Member.objects.select_related("person", "network").prefetch_related("areas")
    form_class = MemberEditForm
    success_message = _("The member was saved.")

    def get_initial(self):
        return self.get_initial_for(self.get_object())

    def get_initial_for(self, member):
        names = ("version", "joined_on", "left_on", "languages", "yearly_limit_hours", "show_phone")
        return {name: getattr(member, name) for name in names} | {"areas": list(member.areas.all())}

    def get_context_data(self, **kwargs):
        return super().get_context_data(member=self.get_object(), **kwargs)

    def perform(self, form):
        return edit_member(
            self.get_object(), facts=form.facts, version=form.cleaned_data["version"], actor=self.request.user
        )


class MemberTableView(PermissionMixin, TemplateView):
    """Members by category as of a day; a post has the table printed, or written for Excel."""

    http_method_names = ["get", "head", "post", "options"]
    permission_required = "bank.manage_members"
    template_name = "bank/member_table.html"

    def get_context_data(self, **kwargs):
        form = DayForm(self.request.GET)
        day = form.day
        table = table_of_members(self.request.network, day)
        documents = StoredFile.objects.of(self.request.network).filter(kind__in=[MEMBER_TABLE, MEMBER_TABLE_SHEET])
        return super().get_context_data(form=form, day=day, table=table, documents=documents[:6], **kwargs)

    def post(self, request, *args, **kwargs):
        kind = MEMBER_TABLE_SHEET if "excel" in request.POST else MEMBER_TABLE
        return go_to_document(request, kind, variant=DayForm(request.POST).day.isoformat())
