"""The way of a version to its readers: its page with what is missing, its steps and comments, and each act."""

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import DetailView
from django.views.generic.edit import FormView

from core.views import ActionView, ServiceFormMixin
from methods.enums import VersionState
from methods.forms import (
    CommentForm,
    ConfirmForm,
    NoteForm,
    PublishForm,
    ReturnForm,
    ReviewDateForm,
    SubmitForm,
    WithdrawForm,
)
from methods.models import MethodVersion
from methods.queries import changes_by_field, field_label, missing_for_publishing, missing_for_review, state_of
from methods.services import (
    NotReady,
    check_law,
    comment,
    discard_version,
    pass_content,
    pass_language,
    publish_version,
    resolve_comment,
    return_version,
    set_review_date,
    submit_version,
    unschedule_version,
    withdraw_method,
)
from methods.views.editors import VersionMixin

# What can be done with a version in each state, the next act first.
ACTS = {
    VersionState.DRAFT: ("submit", "discard"),
    VersionState.CONTENT_REVIEW: ("pass-content", "check-law", "return", "discard"),
    VersionState.LANGUAGE_REVIEW: ("pass-language", "check-law", "return", "discard"),
    VersionState.APPROVED: ("publish", "check-law", "return", "discard"),
    VersionState.SCHEDULED: ("unschedule",),
    VersionState.PUBLISHED: ("review-date", "withdraw"),
    VersionState.SUPERSEDED: ("roll-forward",),
    VersionState.WITHDRAWN: ("roll-forward",),
}
# What an author of the version does not do.
BY_OTHERS = ("pass-content", "pass-language", "check-law")
LABELS = {
    "submit": _("Send to review"),
    "discard": _("Throw the draft away"),
    "pass-content": _("Pass the content"),
    "pass-language": _("Pass the language"),
    "check-law": _("Mark the legal bases as checked"),
    "return": _("Return to the author"),
    "publish": _("Publish or schedule"),
    "unschedule": _("Call off the publication"),
    "review-date": _("Mark as looked through"),
    "withdraw": _("Withdraw from use"),
    "roll-forward": _("Make a draft out of this version"),
}
BY_POST = ("unschedule", "roll-forward")


class VersionView(VersionMixin, DetailView):
    template_name = "methods/work/version.html"
    context_object_name = "version"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        version, state, user = self.object, context["state"], self.request.user
        wrote = version.authors.filter(user=user).exists()
        acts = [name for name in ACTS[state] if not (wrote and name in BY_OTHERS)]
        if not version.legal_bases.exists():
            acts = [name for name in acts if name != "check-law"]
        comments = list(version.comments.select_related("by", "resolved_by"))
        for one in comments:
            one.label = field_label(one.field)
        return context | {
            "acts": [(LABELS[name], self.version_url(name), name in BY_POST) for name in acts],
            "wrote": wrote,
            "in_review": state in (VersionState.CONTENT_REVIEW, VersionState.LANGUAGE_REVIEW),
            "lacks": self.lacks(state),
            "events": version.events.select_related("by"),
            "open_comments": [one for one in comments if one.resolved_at is None],
            "settled_comments": [one for one in comments if one.resolved_at is not None],
            "groups": self.changes(),
        }

    def lacks(self, state):
        if state == VersionState.DRAFT:
            return missing_for_review(self.object)
        return missing_for_publishing(self.object, timezone.localdate()) if self.object.published_from is None else []

    def changes(self):
        """What differs from the version that it was made from."""
        if self.object.made_from_id is None:
            return []
        pair = MethodVersion.objects.whole().in_bulk([self.object.pk, self.object.made_from_id])
        return changes_by_field(pair[self.object.made_from_id], pair[self.object.pk])


class ActFormView(VersionMixin, ServiceFormMixin, FormView):
    """One act on a version that asks something first; ``name`` is that of its address."""

    template_name = "methods/work/act.html"
    name = ""
    explanation = ""
    service = None

    def perform(self, form):
        try:
            return self.act(form)
        except NotReady as error:
            # Each on a line of its own.
            raise ValidationError(error.lacks) from error

    def act(self, form):
        return self.service(self.get_object(), **form.cleaned_data, actor=self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=LABELS[self.name], explanation=self.explanation, **kwargs)


class SubmitView(ActFormView):
    name, form_class, service = "submit", SubmitForm, staticmethod(submit_version)
    explanation = _("Somebody else reviews the content, and then the language. Meanwhile nothing in it is changed.")
    success_message = _("The version was sent to review.")

    def get_initial(self):
        return {"change_note": self.get_object().change_note, "correction": self.get_object().correction}


class PassContentView(ActFormView):
    name, form_class, service = "pass-content", NoteForm, staticmethod(pass_content)
    explanation = _("You have read the whole version and it is right. The review of its language follows.")
    success_message = _("The content was passed.")


class PassLanguageView(ActFormView):
    name, form_class, service = "pass-language", NoteForm, staticmethod(pass_language)
    explanation = _("You have read the texts in each language and they are right. Then it can be published.")
    success_message = _("The language was passed: the version is approved.")


class CheckLawView(ActFormView):
    name, form_class, service = "check-law", NoteForm, staticmethod(check_law)
    explanation = _("You have read each provision today, it is in force and says what is said here.")
    success_message = _("The legal bases were marked as checked today.")


class ReturnView(ActFormView):
    name, form_class, service = "return", ReturnForm, staticmethod(return_version)
    explanation = _("It becomes a draft again, and its reviews begin anew.")
    success_message = _("The version was returned to its author.")


class PublishView(ActFormView):
    name, form_class = "publish", PublishForm
    explanation = _("Readers see it from then on; what they see now stays as it was among the older versions.")

    def act(self, form):
        review_on = form.cleaned_data["review_on"]
        return publish_version(self.get_object(), at=form.at, review_on=review_on, actor=self.request.user)

    @property
    def success_message(self):
        if state_of(self.result) == VersionState.SCHEDULED:
            return _("The publication was scheduled.")
        return _("The version was published.")


class WithdrawView(ActFormView):
    name, form_class, service = "withdraw", WithdrawForm, staticmethod(withdraw_method)
    explanation = _("The page stays, and says why the method is no longer used and what to use instead.")
    success_message = _("The method was withdrawn from use.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"method": self.get_object().method}


class ReviewDateView(ActFormView):
    name, form_class, service = "review-date", ReviewDateForm, staticmethod(set_review_date)
    explanation = _("The version still holds as it is.")
    success_message = _("The date of the next review was set.")


class DiscardView(ActFormView):
    name, form_class = "discard", ConfirmForm
    explanation = _("All that was written in it since it was opened is lost. What readers see stays as it is.")
    success_message = _("The draft was thrown away.")

    def act(self, form):
        discard_version(self.get_object(), actor=self.request.user)

    def get_success_url(self):
        return reverse("catalogue:versions", args=[self.kwargs["code"]])


class UnscheduleView(VersionMixin, ActionView):
    service = staticmethod(unschedule_version)
    success_message = _("The publication was called off. The version is approved still.")


class CommentView(VersionMixin, ServiceFormMixin, FormView):
    """A remark on one field, until somebody marks it as dealt with."""

    form_class = CommentForm
    template_name = "methods/work/act.html"
    success_message = _("The comment was written.")

    def get_initial(self):
        return {"field": self.request.GET.get("kohta", "")}

    def perform(self, form):
        return comment(self.get_object(), **form.cleaned_data, actor=self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=_("Write a comment"), **kwargs)


class CommentResolveView(VersionMixin, ActionView):
    success_message = _("The comment was marked as dealt with.")

    def act(self, target):
        row = get_object_or_404(target.comments, pk=self.kwargs["comment"])
        return resolve_comment(row, actor=self.request.user)
