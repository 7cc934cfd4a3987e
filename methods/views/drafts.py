"""Opening drafts, and writing their texts side by side."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView
from django.views.generic.edit import FormView

from core.autosave import AutosaveMixin
from core.differences import difference
from core.views import ActionView, ServiceFormMixin
from methods.enums import Language
from methods.forms import TextForm
from methods.models.parts import TEXTS
from methods.queries import field_label, is_stale, language_label, missing_translation
from methods.services import DraftIsOpen, begin_draft, confirm_translation, roll_forward, save_text
from methods.views.editors import MethodMixin, VersionMixin


class DraftMakingMixin:
    """Makes a draft, unless the method has one: then it says whose, and leads there."""

    def make(self, target):
        raise NotImplementedError

    def act(self, target):
        try:
            return self.make(target)
        except DraftIsOpen as error:
            url = reverse("catalogue:texts", args=[self.kwargs["code"], error.draft.number])
            messages.error(self.request, format_html('{} <a href="{}">{}</a>', str(error), url, _("Go to the draft")))
            return None

    def get_success_url(self):
        if self.result is None:
            return super().get_success_url()
        return reverse("catalogue:texts", args=[self.kwargs["code"], self.result.number])


class DraftOpenView(DraftMakingMixin, MethodMixin, ActionView):
    """Opens the draft of a method."""

    def make(self, target):
        return begin_draft(target, actor=self.request.user)


class RollForwardView(DraftMakingMixin, VersionMixin, ActionView):
    """Makes a draft out of an older version."""

    def make(self, target):
        return roll_forward(target, actor=self.request.user)


@dataclass
class Cell:
    """One text in one language on the page of a draft."""

    language: str
    text: str
    url: str
    confirm_url: str
    form: TextForm | None = None
    missing: bool = False
    # What changed in the Finnish since a translation was made from it.
    runs: list[tuple[str, str]] = field(default_factory=list)

    @property
    def label(self):
        return language_label(self.language)


class CellMixin(VersionMixin):
    """Makes the cells of a version's texts."""

    @property
    def texts(self):
        if not hasattr(self, "_texts"):
            self._texts = {text.language: text for text in self.get_object().texts.all()}
        return self._texts

    def words(self, name, language):
        return getattr(self.texts[language], name) if language in self.texts else ""

    def cell(self, name, language, form=None):
        row, finnish, words = self.texts.get(language), self.texts.get("fi"), self.words(name, language)
        cell = Cell(
            language,
            words,
            self.version_url("text", name, language),
            self.version_url("text-confirm", name, language),
            form or TextForm(field=name, language=language, initial={"text": words, "version": words}),
        )
        if language != "fi":
            cell.missing = finnish is not None and missing_translation(row, finnish, name)
            if row is not None and is_stale(row, finnish, name):
                cell.runs = difference(row.made_from.get(name, ""), self.words(name, "fi"))
        return cell


class TextsView(CellMixin, DetailView):
    """Finnish and Swedish side by side, field by field, the English folded away. Each field saves itself."""

    template_name = "methods/work/texts.html"
    context_object_name = "version"

    def get_context_data(self, **kwargs):
        comments = {}
        for comment in self.object.comments.open():
            comments.setdefault(comment.field, []).append(comment)
        rows = [
            {
                "name": name,
                "label": field_label(name),
                "cells": [self.cell(name, language) for language in Language.values],
                "comments": comments.get(name, []),
            }
            for name in TEXTS
        ]
        return super().get_context_data(rows=rows, **kwargs)


class TextView(CellMixin, AutosaveMixin, ServiceFormMixin, FormView):
    """One text in one language; the page of all texts saves through here, with and without JavaScript."""

    form_class = TextForm
    template_name = "methods/work/text_form.html"
    conflict_template = "methods/work/_conflict.html"
    autosave = "text"
    success_message = gettext_lazy("The text was saved.")

    def get_form_kwargs(self):
        keys = {name: self.kwargs[name] for name in ("field", "language")}
        return super().get_form_kwargs() | keys

    def get_initial(self):
        words = self.words(self.kwargs["field"], self.kwargs["language"])
        return {"text": words, "version": words}

    def get_initial_for(self, current):
        return {"text": getattr(current, self.kwargs["field"])}

    def perform(self, form):
        text, seen = form.cleaned_data["text"], form.cleaned_data["version"]
        if form.data.get("keep") == "both":
            text = f"{seen}\n\n{text}"
        try:
            return save_text(
                self.get_object(),
                language=self.kwargs["language"],
                field=self.kwargs["field"],
                text=text,
                based_on=seen,
                actor=self.request.user,
            )
        except ValidationError as error:
            raise ValidationError({"text": error.messages}) from error

    @property
    def saved_version(self):
        return getattr(self.result, self.kwargs["field"])

    def get_success_url(self):
        return f"{self.version_url('texts')}#row-{self.kwargs['field']}"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        name, language = self.kwargs["field"], self.kwargs["language"]
        finnish = self.words(name, "fi") if language != "fi" else ""
        return context | {
            "field": name,
            "label": field_label(name),
            "cell": self.cell(name, language, context["form"]),
            "finnish": finnish,
        }


class TextConfirmView(VersionMixin, ActionView):
    """A translation is right though the Finnish changed."""

    success_message = gettext_lazy("The text was marked as right.")

    def act(self, target):
        return confirm_translation(
            target,
            language=self.kwargs["language"],
            field=self.kwargs["field"],
            finnish=self.request.POST.get("finnish", ""),
            actor=self.request.user,
        )

    def get_success_url(self):
        return f"{self.version_url('texts')}#row-{self.kwargs['field']}"
