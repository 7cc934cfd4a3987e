"""Numbered items and what was decided in them."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_htmx.http import HttpResponseClientRefresh

from meetings.item_forms import ItemForm, ItemUpdateForm
from meetings.models import Item
from meetings.services import (
    add_item,
    edit_item,
    move_item,
    remove_item,
)
from meetings.views.base import MovePartView, PartMixin, RemovePartView, SectionFormView, UpdatePartMixin
from meetings.views.texts import ItemTextMixin, keep_refused

NEEDED = {"heading", "body", "number", "version"}


class ItemCreateView(ItemTextMixin, SectionFormView):
    """A new item; "save and write the next" comes back to an empty form."""

    form_class = ItemForm
    heading = _("New item")
    submit = _("Save the item")
    success_message = _("The item was added.")

    def perform(self, form):
        return add_item(self.meeting, **form.cleaned_data, actor=self.request.user)

    def get_place(self):
        return f"item-{self.result.pk}" if hasattr(self, "result") else "items"

    def get_success_url(self):
        if hasattr(self, "result") and "next" in self.request.POST:
            return reverse("meetings:item-create", args=[self.request.network.slug, self.meeting.pk])
        return super().get_success_url()


class ItemPlaceMixin(PartMixin):
    model = Item
    in_list = True

    def get_place(self):
        return f"item-{self.part.pk}"


class ItemUpdateView(ItemTextMixin, ItemPlaceMixin, UpdatePartMixin, SectionFormView):
    form_class = ItemUpdateForm
    names = tuple(ItemUpdateForm.Meta.fields)
    submit = _("Save the item")
    success_message = _("The item was saved.")

    def get_heading(self):
        return str(self.part)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"item": self.part}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs | {"item": self.part})

    def get_initial_for(self, part):
        initial = super().get_initial_for(part)
        # A counted number is not typed: left empty it goes on following the order.
        return initial if part.number_is_typed else initial | {"number": ""}

    def perform(self, form):
        # What a form of an older page did not send stays as it is.
        data = form.cleaned_data
        data = {name: value for name, value in data.items() if name in NEEDED or form.was_sent(name)}
        return edit_item(self.part, **data, actor=self.request.user, by_itself=self.saves_itself)

    def keep_refused(self, form):
        keep_refused(self.part, form, self.request.user)

    def get_success_url(self):
        if hasattr(self, "result") and "next" in self.request.POST:
            return self.get_next_url()
        return super().get_success_url()

    def get_next_url(self):
        """The form of the item after this one; after the last one that of a new item."""
        address = [self.request.network.slug, self.meeting.pk]
        keys = list(self.meeting.items.values_list("pk", flat=True))
        after = keys[keys.index(self.part.pk) + 1 :]
        if not after:
            return reverse("meetings:item-create", args=address)
        return reverse("meetings:item-update", args=[*address, after[0]])

    def answer(self, url):
        if self.request.htmx and self.result.number != self.part.number:
            # The numbers after this one have changed too.
            return HttpResponseClientRefresh()
        return super().answer(url)


class ItemMoveView(ItemPlaceMixin, MovePartView):
    service = staticmethod(move_item)


class ItemRemoveView(ItemPlaceMixin, RemovePartView):
    service = staticmethod(remove_item)
    heading = _("Remove the item?")
    consequence = _(
        "The item is removed with its text and its decisions, and the numbers after it change. The history keeps the "
        "heading and the decisions, not the text."
    )
    success_message = _("The item was removed.")

    def get_place(self):
        return "items"
