"""Building blocks of forms."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.clues import Clue
from core.fields import FreeTextMixin, GuardedFormField
from core.folding import fold
from core.spreadsheets import MAX_BYTES
from core.widgets import PickerWidget, TypedName

# In whose name a person says that the texts may be saved as they are.
SAVE_ANYWAY = "save_anyway"


class CluesMixin(forms.BaseForm):
    """Asks before it takes a text that seems to tell of a client (``core.clues``): a question, no refusal.

    It is refused once, with a box to tick (``templates/includes/error_summary.html``). ``asks`` is False in a form
    that saves itself: there the page says what was found, and saving goes on. Texts that stood there before are not
    asked about again.

    A form itself, so that Python looks here before it looks at Django's forms, whatever stands before it among the
    bases of a class: a mixin that is a form would else carry them past it, and nothing would be asked.
    """

    asks = True
    clues = {}

    def full_clean(self):
        super().full_clean()
        self.clues = self._find_clues() if self.is_bound else {}
        if self.asks and not self.may_save_anyway:
            for name, clues in self.clues.items():
                self.add_error(name, forms.ValidationError(clue_words(clues), code="clue"))

    @property
    def may_save_anyway(self):
        """Whether the box was ticked. It stands once on a page, whatever the prefix of a form."""
        return bool(self.data.get(SAVE_ANYWAY))

    @property
    def asks_about_clues(self):
        """Whether the box belongs above the form: it was asked, and stays while something else is wrong."""
        return self.asks and bool(self.errors and self.clues)

    @property
    def keeps_answer(self):
        """Whether the form comes back for a further step, with the box ticked in the one before."""
        return self.may_save_anyway and bool(self.clues and not self.errors)

    @property
    def clue_warnings(self):
        """What was found where, in the order of the fields: lines for people."""
        labels = {name: getattr(self.fields[name], "plain_label", self[name].label) for name in self.clues}
        return [f"{labels[name]}: {clue_words(clues)}" for name, clues in self.clues.items()]

    def _find_clues(self):
        found = {
            name: field.clues_in(self.cleaned_data[name])
            for name, field in self.fields.items()
            if isinstance(field, FreeTextMixin) and self.cleaned_data.get(name)
        }
        return {name: clues for name, clues in found.items() if clues and self[name]._has_changed()}


def clue_words(clues):
    """What was found, for people; nothing of the text."""
    found = ", ".join(str(Clue(clue).label) for clue in clues)
    return _("This looks like %(found)s. Write no data on clients here.") % {"found": found}


class CrispyMixin(CluesMixin):
    """``{% crispy form %}`` draws the fields; the template owns ``<form>``, the token and the buttons.

    Optional fields are marked in their label, because required is the default. ``focus`` names the field in which
    typing starts when the page opens.
    """

    layout = None
    focus = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # The product says what is wrong in the user's language; the browser's own bubbles would come first.
            field.widget.use_required_attribute = _never
            if not field.required and field.label and not isinstance(field, forms.BooleanField):
                field.plain_label = field.label
                field.label = _("%(label)s (optional)") % {"label": field.label}
            _say_what_to_do(field)
        # A refused form starts at its error summary instead.
        if self.focus in self.fields and not self.is_bound:
            self.fields[self.focus].widget.attrs["autofocus"] = True

    @cached_property
    def helper(self):
        """How crispy draws the form; made when it is asked for, of the fields that there are then."""
        helper = FormHelper(self)
        helper.form_tag = False
        helper.disable_csrf = True
        helper.include_media = False
        helper.form_show_errors = True
        helper.html5_required = False
        if self.layout is not None:
            helper.layout = self.layout
        return helper

    @property
    def error_summary(self):
        """``[(id of the input, label, message)]`` for the summary above the form, in the order of the fields.

        What concerns no single field comes last.
        """
        shown = [pointer.name for pointer in self.helper.layout.get_field_names()] if self.helper.layout else []
        order = list(dict.fromkeys([*shown, *self.fields, NON_FIELD_ERRORS]))
        rows = []
        for name in sorted(self.errors, key=order.index):
            field = self.fields.get(name)
            # What is wrong with a field is not optional.
            label = getattr(field, "plain_label", self[name].label) if field else ""
            rows += [(self[name].id_for_label if field else "", label, message) for message in self.errors[name]]
        return rows


def _never(initial):
    return False


def _say_what_to_do(field):
    """A field that is empty or no day is refused with what to do, unless the form has its own words."""
    if isinstance(field, forms.DateField):
        field.error_messages["invalid"] = _("Write the day like this: 15.1.2027.")
    if field.error_messages.get("required") is not forms.Field.default_error_messages["required"]:
        return
    if isinstance(field, PickerField):
        message = _("Write a part of the name and choose one of the matches.")
    elif isinstance(field, forms.ChoiceField):
        message = _("Choose one from the list.")
    else:
        message = _("Fill in this field.")
    field.error_messages["required"] = message


class VersionedMixin(forms.Form):
    """Carries the version the author saw, so that two savers never overwrite one another silently.

    The service gets ``cleaned_data["version"]`` and raises ``EditConflict``; ``conflict_with`` lists what differs.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def conflict_with(self, current, *, initial):
        """Accept the current version for the next save, and list ``(label, theirs, yours)`` of differing fields."""
        rows = []
        for name, field in self.fields.items():
            if name == "version":
                continue
            theirs = field.prepare_value(initial.get(name))
            yours = self[name].value()
            if _comparable(theirs) != _comparable(yours):
                rows.append((field.label, display_value(field, theirs), display_value(field, yours)))
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = self.version_of(current)
        return rows

    def version_of(self, current):
        return current.version


def _comparable(value):
    """As a stored and a typed value can be told apart: a browser sends keys as text, and lines with other ends."""
    if value and isinstance(value, (list, tuple)):
        return sorted(str(one) for one in value)
    return str(value or "").replace("\r\n", "\n")


def display_value(field, value):
    """What a person reads for a field's value: the label of a choice, the text of the rest."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        rows = field.queryset.filter(pk__in=value) if value else []
        return ", ".join(str(row) for row in rows) or "–"
    if isinstance(field, forms.ModelChoiceField):
        row = field.queryset.filter(pk=value).first() if value else None
        return str(row or "–")
    choices = dict(getattr(field, "choices", []))
    if isinstance(value, (list, tuple)):
        return ", ".join(str(choices.get(one, one)) for one in value) or "–"
    return str(choices.get(value, value) or "–")


class SearchForm(CrispyMixin, forms.Form):
    """One search box; nothing of it is stored."""

    asks = False

    q = GuardedFormField(label=_("Search"), required=False, max_length=100)


class PickerField(forms.ModelChoiceField):
    """One row out of many, found by its name; ``cleaned_data`` holds the object, as ``ModelChoiceField``'s does.

    Never loads all rows: one query when a row was picked, one search when only text was typed. The queryset needs
    ``search(words)`` (``core.folding``). A form narrows ``queryset`` to what the user may see and calls
    ``set_network`` in its ``__init__``, as addresses are those of one network.
    """

    CANDIDATES = 20
    default_error_messages = {
        "not_found": _("No match was found for this name. Check the spelling or add a new one."),
        "many_found": _("The name has several matches. Choose one of them below, or type more of the name."),
        "invalid_choice": _("What was chosen is no longer available. Choose again."),
    }

    def __init__(self, queryset, *, url_name="", add_url_name="", **kwargs):
        kwargs.setdefault("widget", PickerWidget(url_name, add_url_name))
        self._rows, self._found = {}, {}
        super().__init__(queryset, **kwargs)

    def __deepcopy__(self, memo):
        result = super().__deepcopy__(memo)
        result._rows, result._found = {}, {}
        return result

    def set_network(self, network, *, may_add=True):
        """Where the field searches and adds; with ``may_add=False`` it does not offer to add."""
        self.widget.set_network(network, may_add=may_add)

    def prepare_value(self, value):
        if hasattr(value, "_meta"):
            self._rows[str(value.pk)] = value
        elif isinstance(value, TypedName) and value in self._found:
            return self._found[value].pk
        return super().prepare_value(value)

    def row(self, key):
        """The row of a key, or None when the user may not see it; one query unless it was read before."""
        if str(key) not in self._rows:
            try:
                self._rows[str(key)] = self.queryset.filter(pk=key).first()
            except (TypeError, ValueError):
                return None
        return self._rows[str(key)]

    def to_python(self, value):
        if isinstance(value, TypedName):
            return self._find(value)
        row = super().to_python(value)
        if row is not None:
            self._rows[str(row.pk)] = row
        return row

    def _find(self, typed):
        matches = list(self.queryset.search(typed)[: self.CANDIDATES + 1])
        chosen = [row for row in matches if str(row.pk) == typed.choice]
        same = [row for row in matches if fold(self.label_from_instance(row)) == fold(typed)]
        for rows in (chosen, same, matches):
            if len(rows) == 1:
                # When the form comes back for another reason, it shows the row as picked.
                self._found[typed] = self._rows[str(rows[0].pk)] = rows[0]
                return rows[0]
        if not matches:
            raise forms.ValidationError(self.error_messages["not_found"], code="not_found")
        self.widget.candidates = matches[: self.CANDIDATES]
        raise forms.ValidationError(self.error_messages["many_found"], code="many_found")


class SheetField(forms.FileField):
    """An Excel file; what is in it is checked by the service."""

    # Set by the view: the name of a file that was too large and never kept (core.uploads).
    dropped = ()

    def clean(self, data, initial=None):
        file = None if self.dropped else super().clean(data, initial)
        if file is None or file.size > MAX_BYTES:
            message = _("The file is too large: at most %(limit)d MB.")
            raise forms.ValidationError(message, code="too_large", params={"limit": MAX_BYTES // 10**6})
        return file


class SheetFileForm(CrispyMixin, forms.Form):
    """An Excel file to take in."""

    file = SheetField(
        label=_("Excel file"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("Choose the file."), "empty": _("The file is empty.")},
    )

    def __init__(self, *args, most_rows, **kwargs):
        super().__init__(*args, **kwargs)
        limits = {"size": MAX_BYTES // 10**6, "rows": most_rows}
        self.fields["file"].help_text = _("A workbook (xlsx) of at most %(size)d MB and %(rows)d rows.") % limits
