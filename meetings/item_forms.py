"""The form of an item: its text, and folded away what is said of it."""

from dataclasses import dataclass

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from core.differences import difference
from core.forms import CrispyMixin, VersionedMixin
from core.richtext import plain_text
from core.widgets import RichTextarea
from meetings.models import Item

RICH = ("body", "quotation")


@dataclass(frozen=True)
class Conflict:
    """Two versions of one field. ``runs``: the difference of two texts word by word, for texts only."""

    label: str
    theirs: str
    yours: str
    name: str = ""
    runs: tuple[tuple[str, str], ...] = ()


class ItemForm(CrispyMixin, forms.ModelForm):
    """A new item, last or after another one."""

    more = (
        Div("kind", "minutes_planned", css_class="field-pair"),
        Div("presenter", "area", css_class="field-pair"),
        Div("parent", "layer", css_class="field-pair"),
        "standing",
        "quotation_from",
        "quotation",
        "internal_note",
    )
    layout = Layout(
        "heading",
        "body",
        Fieldset(_("More of this item"), "number", "after", *more, template="meetings/_more_fieldset.html"),
    )
    after = forms.ModelChoiceField(
        queryset=Item.objects.none(), label=_("Place"), required=False, empty_label=_("Last"), help_text=_("After it.")
    )

    class Meta:
        model = Item
        fields = [
            "number",
            "heading",
            "body",
            "kind",
            "minutes_planned",
            "presenter",
            "area",
            "parent",
            "layer",
            "standing",
            "quotation_from",
            "quotation",
            "internal_note",
        ]
        help_texts = {
            "number": _("Left empty, the number follows from the order of the items."),
            "body": _("An empty line starts a new paragraph. Begin a line with “- ” to make a list."),
            "quotation": _("What somebody who was not there has written, in quotation marks."),
            "area": _("For instance a municipality or a region."),
            "internal_note": _("Seen only by those who write the minutes; in no document, mail or search."),
            "standing": _("Comes to every meeting of the group by itself."),
        }
        widgets = {
            "heading": forms.TextInput(attrs={"autofocus": True}),
            "body": RichTextarea,
            "quotation": RichTextarea(attrs={"rows": 4}),
            "internal_note": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, meeting, item=None, **kwargs):
        super().__init__(*args, **kwargs)
        items = Item.objects.filter(meeting=meeting)
        # A section of older minutes may be without one; whoever writes gives it one.
        heading = self.fields["heading"]
        heading.required, heading.label = True, getattr(heading, "plain_label", heading.label)
        heading.error_messages["required"] = _("Fill in this field.")
        self.fields["presenter"].queryset = meeting.attendances.all()
        self.fields["presenter"].empty_label = _("Nobody")
        self.fields["parent"].queryset = items.filter(parent=None).exclude(pk=item.pk if item else None)
        self.fields["parent"].empty_label = _("An item of its own")
        if "after" in self.fields:
            self.fields["after"].queryset = items
        for name in ("kind", "layer"):
            field = Item._meta.get_field(name)
            self.fields[name].choices = field.choices
            self.fields[name].initial = field.default
            # Whoever sends only the text means the usual.
            self.fields[name].required = False

    @property
    def more_is_open(self):
        """Whether something below the text was typed or refused."""
        usual = {"kind": "discussion", "layer": "public"}
        names = self.fields.keys() - {"heading", "body", "version", "number"}
        return any(
            self[name].errors or str(self[name].value() or "") not in ("", usual.get(name, "")) for name in names
        )

    def clean(self):
        cleaned = super().clean()
        for name in ("kind", "layer"):
            cleaned[name] = cleaned.get(name) or Item._meta.get_field(name).default
        return cleaned


class ItemUpdateForm(VersionedMixin, ItemForm):
    """An item as it stands."""

    layout = Layout(
        "version",
        "heading",
        "body",
        Fieldset(_("More of this item"), "number", *ItemForm.more, template="meetings/_more_fieldset.html"),
    )
    after = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.initial.get("heading"):
            # The heading is there since the invitation: one goes on with the text.
            del self.fields["heading"].widget.attrs["autofocus"]
            self.fields["body"].widget.attrs["autofocus"] = True

    def was_sent(self, name):
        """Whether the request holds the field; what an unticked box sends is told by its neighbour."""
        return self.add_prefix("quotation" if name == "standing" else name) in self.data

    def conflict_with(self, current, *, initial):
        rows = super().conflict_with(current, initial=initial)
        label_of = {field.label: name for name, field in self.fields.items()}
        conflicts = []
        for label, theirs, yours in rows:
            name = label_of[label]
            if not self.was_sent(name) or (name == "number" and self.cleaned_data[name] == current.number):
                continue
            if name not in RICH:
                conflicts.append(Conflict(label, theirs, yours, name))
            elif (typed := self.cleaned_data[name]) != (stored := initial[name] or ""):
                runs = tuple(difference(plain_text(stored), plain_text(typed)))
                conflicts.append(Conflict(label, mark_safe(stored), mark_safe(typed), name, runs))
        return conflicts
