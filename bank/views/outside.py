"""Pages of those who have no account: the public forms, and their own pages of an order and of an enquiry.

Nothing is stored before the address is confirmed: a form that is in order is answered with itself and a field for the
code that was mailed; the code, typed in the same browser, stores what stands in the form then.
"""

import uuid

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView
from django.views.generic.edit import FormView

from bank.forms import AnswerForm, CodeForm, OutsideEnquiryForm, OutsideOrderForm
from bank.models import Enquiry, OutsideOrderer
from bank.queries import own_order
from bank.services import CodeRefused, Orderer, answer_question, enquiry_from_outside, order_from_outside
from bank.views.addresses import Addresses, TooManyCodes
from core.errors import TransitionNotAllowed
from core.guard import one_line
from core.outside_views import TOO_OFTEN, OutsideMixin
from core.pickers import OpenPickerMixin
from core.views import ServiceFormMixin
from methods.enums import Orderability
from methods.models import Method
from methods.queries import current_version, zones
from network.models import Municipality, Network


class PublicMixin(OutsideMixin):
    """Open to everybody, about the network of the address."""

    rate_limit = "outside_form"
    is_findable = True

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.addresses = Addresses(request)

    @cached_property
    def of_network(self):
        return get_object_or_404(Network, slug=self.kwargs["slug"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(of_network=self.of_network, **kwargs)


class OutsideFormView(PublicMixin, ServiceFormMixin, FormView):
    """A public form in two steps: filled in, and sent by the code of the mail."""

    asks_code = False
    new_message = again_message = None

    def get_initial(self):
        initial = {"submission": uuid.uuid4()}
        if self.actor:
            initial |= {"name": self.actor.name, "email": self.actor.email}
        return initial

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"network": self.of_network}

    def get_context_data(self, **kwargs):
        return super().get_context_data(asks_code=self.asks_code, **kwargs)

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        self.asks_code = "code" in request.POST
        is_valid = form.is_valid()
        if self.is_too_often():
            form.add_error(None, TOO_OFTEN)
            return self.render_to_response(self.get_context_data(form=form), status=429)
        return self.form_valid(form) if is_valid else self.form_invalid(form)

    def form_valid(self, form):
        email = form.cleaned_data["email"]
        try:
            if not self.addresses.knows(email) and not self.take_code(form, email):
                return self.render_to_response(self.get_context_data(form=form))
        except CodeRefused as error:
            form.add_error(error.field, str(error))
            return self.render_to_response(self.get_context_data(form=form), status=422 if error.field else 429)
        return super().form_valid(form)

    def take_code(self, form, email):
        """Whether the code was typed; if not, it has been mailed and the form comes back with a field for it."""
        typed = form.cleaned_data["code"]
        if "new_code" in self.request.POST or not (typed or self.addresses.waiting(email)):
            self.addresses.send(email)
        elif typed:
            self.asks_code = True
            self.addresses.confirm(email, typed)
            return True
        elif self.asks_code:
            form.add_error("code", _("Type the six digits of the mail."))
        self.asks_code = True
        form.fields["code"].widget.attrs["autofocus"] = True
        return False

    def perform(self, form):
        self.result, is_new = self.store(form)
        self.success_message = self.new_message if is_new else self.again_message
        return self.result


class OrderView(OutsideFormView):
    """An order; the zone finder may hand over the zone, the situation and the method."""

    form_class = OutsideOrderForm
    template_name = "bank/outside_order.html"
    new_message = _("Thank you, your order has arrived. The address of this page was mailed to you.")
    again_message = _("This order had arrived already. It was not sent twice.")

    def get_initial(self):
        asked = self.request.GET
        method = Method.objects.orderable().filter(code=one_line(asked.get("menetelma", ""))[:60]).first()
        zone = asked.get("vyohyke", "")
        initial = {
            "method": method,
            "zone": zone if zone in [str(row["zone"]) for row in zones()["zones"]] else "",
            "situation": one_line(asked.get("tilanne", ""))[:120],
        }
        if method is not None and current_version(method).orderability == Orderability.ORDER_TRAINING:
            initial["kind"] = "training"
        return super().get_initial() | initial

    def store(self, form):
        data = form.cleaned_data
        orderer = Orderer(
            name=data["name"],
            organisation=data["organisation"],
            email=data["email"],
            phone=data["phone"],
            language=self.request.LANGUAGE_CODE,
        )
        return order_from_outside(
            self.of_network,
            orderer=orderer,
            facts=form.facts,
            **form.in_confidence,
            key=data["submission"],
            actor=self.actor,
        )


class EnquiryView(OutsideFormView):
    form_class = OutsideEnquiryForm
    template_name = "bank/outside_enquiry.html"
    new_message = _("Thank you, your question has arrived. When it has been answered, you get a mail.")
    again_message = _("This question had arrived already. It was not sent twice.")

    def store(self, form):
        facts = form.facts | {"language": self.request.LANGUAGE_CODE}
        return enquiry_from_outside(
            self.of_network, facts=facts, key=form.cleaned_data["submission"], actor=self.actor
        )

    def get_success_url(self):
        return self.result.page_url


class MunicipalityPickerView(PublicMixin, OpenPickerMixin, ListView):
    """The municipalities of today, for the public forms: reference data that anybody may read."""

    queryset = Municipality.objects.all()
    title = _("Find a municipality")

    def get_queryset(self):
        return super().get_queryset().on(timezone.localdate())

    def detail(self, row):
        return row.region_fi


class OwnPageMixin(PublicMixin):
    """The page of whoever confirms in this browser the address that was given; until then it says nothing.

    Opening the link of a mail does nothing: the code is sent by a button.
    """

    http_method_names = ["get", "head", "post", "options"]
    gate_template_name = "bank/outside_gate.html"

    def get(self, request, *args, **kwargs):
        if not self.is_own():
            return self.gate(CodeForm())
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.is_too_often():
            return self.gate(CodeForm(), refusal=TOO_OFTEN, status=429)
        return super().post(request, *args, **kwargs) if self.is_own() else self.open_gate()

    def is_own(self):
        return self.addresses.knows(self.thing.email)

    def open_gate(self):
        if "code" not in self.request.POST:
            return self.send_code()
        form = CodeForm(self.request.POST)
        if form.is_valid():
            try:
                self.addresses.confirm(self.thing.email, form.cleaned_data["code"])
            except CodeRefused as error:
                form.add_error("code", str(error))
            else:
                return HttpResponseRedirect(self.request.path)
        return self.gate(form, status=422)

    def send_code(self):
        try:
            self.addresses.send(self.thing.email)
        except TooManyCodes as error:
            return self.gate(CodeForm(), refusal=str(error), status=429)
        return self.gate(CodeForm())

    def gate(self, form, *, refusal="", status=200):
        asked = self.addresses.waiting(self.thing.email) is not None
        context = {"of_network": self.of_network, "form": form, "asked": asked, "refusal": refusal}
        return TemplateResponse(self.request, self.gate_template_name, context, status=status)


class OrderPageView(OwnPageMixin, ServiceFormMixin, FormView):
    """An order to its orderer: where it stands, and what the coordinator asks."""

    form_class = AnswerForm
    template_name = "bank/outside_order_page.html"
    success_message = _("Thank you, your answer was sent to the coordinator.")

    @cached_property
    def thing(self):
        rows = OutsideOrderer.objects.select_related("order__network", "order__method", "order__contact")
        return get_object_or_404(rows, order__network=self.of_network, key=self.kwargs["key"])

    @cached_property
    def own(self):
        return own_order(self.thing.order)

    def is_own(self):
        contact = self.thing.order.contact
        is_contact = self.actor is not None and contact is not None and contact.user_id == self.actor.pk
        return is_contact or super().is_own()

    def get_context_data(self, **kwargs):
        return super().get_context_data(order=self.thing.order, own=self.own, **kwargs)

    def perform(self, form):
        if self.own.open_question is None:
            raise TransitionNotAllowed(gettext("The question has been answered already."))
        answer_question(self.own.open_question, text=form.cleaned_data["text"], actor=self.actor)
        return self.thing


class PostedAgainView(TemplateView):
    """A page that is only read: who posts a code to it a second time reads it."""

    def post(self, request, *_args, **_kwargs):
        return HttpResponseRedirect(request.path)


class EnquiryPageView(OwnPageMixin, PostedAgainView):
    """An enquiry to whoever asked, with its answer when there is one."""

    template_name = "bank/outside_enquiry_page.html"

    @cached_property
    def thing(self):
        rows = Enquiry.objects.exclude(email="").select_related("network", "order__network")
        return get_object_or_404(rows, network=self.of_network, key=self.kwargs["key"])

    def get_context_data(self, **kwargs):
        enquiry = self.thing
        outside = OutsideOrderer.objects.filter(order=enquiry.order_id, email=enquiry.email).first()
        if outside is not None:
            outside.order = enquiry.order
        order_page = outside.get_absolute_url() if outside else ""
        return super().get_context_data(enquiry=enquiry, order_page=order_page, **kwargs)
