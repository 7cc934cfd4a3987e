"""One line typed during the meeting becomes a decision, an action or a note."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.fields import GuardedFormField
from core.forms import CluesMixin
from meetings.enums import OutcomeKind

# In the order in which they are wanted most, which is also that of their keys.
KINDS = [OutcomeKind.DECISION, OutcomeKind.ACTION, OutcomeKind.NOTE]


class LineForm(CluesMixin, forms.Form):
    """``kind`` as chosen, or as the line begins: the first letter of the kind and a colon ("d: agreed to …")."""

    # In a running meeting nothing is asked: the line stands, and can be mended.
    asks = False
    kind = forms.ChoiceField(choices=[(one.value, one.label) for one in KINDS], widget=forms.RadioSelect)
    line = GuardedFormField(
        label=_("What was agreed"),
        max_length=2000,
        error_messages={"required": _("Write what was agreed, then press Enter.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].required = False
        if self.initial.get("kind") not in OutcomeKind.values:
            self.initial["kind"] = OutcomeKind.DECISION

    def clean(self):
        data = super().clean()
        line, kind = data.get("line", ""), data.get("kind") or OutcomeKind.DECISION
        letter, colon, rest = line.partition(":")
        named = {str(one.label)[0].casefold(): one for one in KINDS}
        if colon and letter.strip().casefold() in named and rest.strip():
            kind, line = named[letter.strip().casefold()], rest.strip()
        return data | {"kind": str(kind), "line": line}
