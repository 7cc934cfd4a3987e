"""The coordinator asks the orderer, and the answer."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView

from bank.forms import AnswerForm, QuestionForm, ReturnForm
from bank.models import Order
from bank.services import answer_question, ask_question, give_page, return_order
from core.views import ObjectPermissionMixin, ServiceFormMixin


class QuestionView(ObjectPermissionMixin, ServiceFormMixin, FormView):
    """Ask the orderer; who has neither an account nor an address answers by phone."""

    queryset = Order.objects.select_related("network", "contact__user")
    permission_required = "bank.change_order"
    form_class = QuestionForm
    template_name = "bank/question_form.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(order=self.get_object(), **kwargs)

    def perform(self, form):
        order = self.get_object()
        ask_question(order, text=form.cleaned_data["text"], actor=self.request.user)
        if give_page(order) is None:
            messages.warning(
                self.request, gettext("The orderer has no e-mail address: ask by phone, and record the answer here.")
            )
        else:
            messages.success(self.request, gettext("The question was sent: the orderer was mailed that it waits."))
        return order


class ReturnView(ObjectPermissionMixin, ServiceFormMixin, FormView):
    """An order that tells of a client goes back to its orderer, and what tells of the client is wiped."""

    queryset = Order.objects.select_related("network", "contact__user")
    permission_required = "bank.change_order"
    form_class = ReturnForm
    template_name = "bank/return_form.html"

    def get_initial(self):
        return self.get_initial_for(self.get_object())

    def get_initial_for(self, order):
        return {"version": order.version}

    def get_context_data(self, **kwargs):
        return super().get_context_data(order=self.get_object(), **kwargs)

    def perform(self, form):
        order, data = self.get_object(), form.cleaned_data
        return_order(order, wipe=data["wipe"], version=data["version"], actor=self.request.user)
        if give_page(order) is None:
            messages.warning(
                self.request, gettext("The order was wiped. The orderer has no e-mail address: tell by phone.")
            )
        else:
            messages.success(self.request, gettext("The order was wiped and returned: the orderer was mailed."))
        return order


class QuestionAnswerView(ObjectPermissionMixin, ServiceFormMixin, FormView):
    """The orderer answers; the coordinator records what was said by phone."""

    queryset = Order.objects.select_related("network")
    permission_required = "bank.answer_question"
    form_class = AnswerForm
    template_name = "bank/question_answer.html"
    success_message = _("The answer was saved.")

    @cached_property
    def question(self):
        return self.get_object().questions.filter(answered_at__isnull=True).first()

    def get(self, request, *args, **kwargs):
        if self.question is None:
            return HttpResponseRedirect(self.get_object().get_absolute_url())
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.question is None:
            messages.error(request, gettext("The question has been answered already."))
            return HttpResponseRedirect(self.get_object().get_absolute_url())
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(order=self.get_object(), question=self.question, **kwargs)

    def perform(self, form):
        answer_question(self.question, text=form.cleaned_data["text"], actor=self.request.user)
        return self.get_object()
