"""Forms of the catalogue: they check input and save nothing."""

from methods.forms.facts import FactsForm
from methods.forms.finder import FinderForm
from methods.forms.methods import MethodForm, NamesForm
from methods.forms.parts import ARRANGING, arrange, part_formset
from methods.forms.review import (
    CommentForm,
    ConfirmForm,
    NoteForm,
    PublishForm,
    ReturnForm,
    ReviewDateForm,
    SubmitForm,
    WithdrawForm,
)
from methods.forms.texts import TextForm

__all__ = [
    "ARRANGING",
    "CommentForm",
    "ConfirmForm",
    "FactsForm",
    "FinderForm",
    "MethodForm",
    "NamesForm",
    "NoteForm",
    "PublishForm",
    "ReturnForm",
    "ReviewDateForm",
    "SubmitForm",
    "TextForm",
    "WithdrawForm",
    "arrange",
    "part_formset",
]
