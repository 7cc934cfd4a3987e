"""Orders: the list, one order, logging and editing, what is printed."""

import re

from django.contrib import messages
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import View
from django.views.generic.detail import SingleObjectTemplateResponseMixin
from django.views.generic.edit import FormView
from django_filters.views import FilterView

from bank.enums import OrderSource
from bank.filters import OrderFilter
from bank.forms import OrderForm, RegisterSpanForm
from bank.models import Concern, Enquiry, Order
from bank.queries import (
    agreement_of,
    facilitators_of,
    initial_of_enquiry,
    lacks_agreement,
    register_rows,
    status_of,
)
from bank.services import edit_order, log_order, order_from_enquiry
from core.audit import record_view
from core.documents import request_document
from core.lists import Ordering
from core.models import StoredFile
from core.views import (
    KeysetListMixin,
    ObjectPermissionMixin,
    PartialMixin,
    PermissionMixin,
    RequestDocumentView,
    ScopedMixin,
    ServiceFormMixin,
)
from methods.models import Method
from methods.queries import zones

NO_AGREEMENT = _("No agreement with the bank is known for %(organisation)s: agree on who pays.")


class OrderListView(KeysetListMixin, ScopedMixin, PartialMixin, FilterView):
    queryset = Order.objects.all()
    filterset_class = OrderFilter
    template_name = "bank/order_list.html"
    partial_template_name = "bank/_order_table.html"
    orderings = {
        "uusin": Ordering(_("Newest first")),
        "ajankohta": Ordering(_("Latest date first"), "register_date"),
        "vanhin": Ordering(_("Oldest date first"), "register_date", descending=False),
    }
    # An invalid filter shows its error and the whole list: nothing seems to be lost.
    strict = False

    def get_queryset(self):
        return register_rows(super().get_queryset())

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        today = timezone.localdate()
        for order in context["page"].rows:
            order.network = self.request.network  # saves a query for each address
            order.status, order.team = status_of(order, today), facilitators_of(order)
        return context


class ConcernView(ObjectPermissionMixin, SingleObjectTemplateResponseMixin, View):
    """Shows the concern, and logs in the same transaction who read it."""

    queryset = Order.objects.select_related("network")
    permission_required = "bank.view_concern"
    template_name = "bank/order_concern.html"

    @transaction.atomic
    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        concern = Concern.objects.filter(order=self.object).first()
        words = concern and concern.words
        if words:
            record_view(request.user, self.object, "concern")
        template = "bank/_order_concern.html" if request.htmx else self.template_name
        self.template_name = template
        zone = next((row for row in zones()["zones"] if words and row["zone"] == words["zone"]), None)
        context = {"order": self.object, "concern": concern, "words": words, "zone": zone, "view": self}
        return self.render_to_response(context)


class OrderFormMixin(ServiceFormMixin):
    form_class = OrderForm
    template_name = "bank/order_form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user, "network": self.request.network}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        form = context["form"]
        chosen = getattr(form, "cleaned_data", {}) if form.is_bound else form.initial
        organisation, day = chosen.get("organisation"), chosen.get("received_on") or timezone.localdate()
        lacks = organisation is not None and agreement_of(organisation, day) is None
        return context | {"organisation": organisation, "lacks_agreement": lacks}


class OrderCreateView(PermissionMixin, OrderFormMixin, FormView):
    """Logs an order as it is told by phone; ``?kysely=`` makes one of an enquiry."""

    permission_required = "bank.add_order"
    success_message = _("The order was logged. Pick its facilitators next.")

    @cached_property
    def enquiry(self):
        key = self.request.GET.get("kysely", "")
        if not re.fullmatch("[0-9]{1,18}", key):
            return None
        rows = Enquiry.objects.visible_to(self.request.user).filter(network=self.request.network, order=None)
        return rows.select_related("network", "municipality__successor").filter(pk=key).first()

    def get_initial(self):
        method = Method.objects.orderable().filter(code=self.request.GET.get("menetelma", "")).first()
        initial = {
            "version": 0,
            "received_on": timezone.localdate(),
            "method": method,
            "source": OrderSource.PHONE,
        }
        return initial | (initial_of_enquiry(self.enquiry) if self.enquiry else {})

    def get_form_kwargs(self):
        enquiry = self.enquiry
        written = {"organisation": enquiry.organisation_label, "contact": enquiry.name} if enquiry else {}
        return super().get_form_kwargs() | {"written": written}

    def get_context_data(self, **kwargs):
        return super().get_context_data(enquiry=self.enquiry, **kwargs)

    def perform(self, form):
        known = {"facts": form.facts, "concern": form.cleaned_data.get("concern", ""), "actor": self.request.user}
        order = order_from_enquiry(self.enquiry, **known) if self.enquiry else log_order(self.request.network, **known)
        if lacks_agreement(order):
            messages.warning(self.request, NO_AGREEMENT % {"organisation": order.organisation_label})
        return order


class OrderUpdateView(ObjectPermissionMixin, OrderFormMixin, FormView):
    queryset = Order.objects.select_related("network", "method", "contact", "organisation", "municipality")
    permission_required = "bank.change_order"
    success_message = _("The order was saved.")

    def get_form_kwargs(self):
        order = self.get_object()
        written = {
            name: getattr(order, f"{name}_label")
            for name in ("organisation", "contact")
            if getattr(order, f"{name}_id") is None
        }
        return super().get_form_kwargs() | {"order": order, "written": written}

    def get_initial(self):
        return self.get_initial_for(self.get_object())

    def get_initial_for(self, order):
        names = OrderForm._meta.fields
        return {name: getattr(order, name) for name in names} | {
            "version": order.version,
            "concern": self.read_concern(order),
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(order=self.get_object(), **kwargs)

    @transaction.atomic
    def get(self, request, *args, **kwargs):
        self.record_reading()
        return super().get(request, *args, **kwargs)

    @transaction.atomic
    def current_values(self, current):
        """A conflict shows the stored concern beside the typed one: it is read here too."""
        self.record_reading()
        return super().current_values(current)

    def read_concern(self, order):
        concern = Concern.objects.filter(order=order).first()
        return concern.text if concern else ""

    def record_reading(self):
        concern = Concern.objects.filter(order=self.get_object()).first()
        if concern and concern.words:
            record_view(self.request.user, self.get_object(), "concern")

    def perform(self, form):
        return edit_order(
            self.get_object(),
            facts=form.facts,
            concern=form.cleaned_data.get("concern"),
            version=form.cleaned_data["version"],
            actor=self.request.user,
        )


class OrderReportView(RequestDocumentView):
    queryset = Order.objects.select_related("network")
    permission_required = "bank.print_order"
    document_kind = "bank.order_report"


class RegisterView(PermissionMixin, ServiceFormMixin, FormView):
    """Asks for the span of years and has the register printed."""

    permission_required = "bank.print_register"
    form_class = RegisterSpanForm
    template_name = "bank/register.html"

    def get_initial(self):
        year = timezone.localdate().year
        return {"first": year - 1, "last": year}

    def get_context_data(self, **kwargs):
        documents = StoredFile.objects.of(self.request.network).filter(kind="bank.register")[:10]
        return super().get_context_data(documents=documents, **kwargs)

    def perform(self, form):
        return request_document(
            "bank.register",
            self.request.network,
            actor=self.request.user,
            language=self.request.LANGUAGE_CODE,
            variant=form.variant,
        )

    def get_success_url(self):
        return reverse("document", args=[self.result.uuid])
