"""The life of minutes as pages: where they are, the next act, comments, versions, layers, mailing."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView, View
from django.views.generic.edit import FormView

from core.errors import DomainError
from core.models import StoredFile
from core.views import ServiceFormMixin
from meetings.enums import Layer, MinutesState, PublicPeople
from meetings.exchange import minutes_to_json
from meetings.layers import layered
from meetings.minutes_forms import (
    ApproveForm,
    CommentForm,
    CorrectForm,
    MinutesMailForm,
    OpenForCommentsForm,
    PublishForm,
    WithdrawForm,
)
from meetings.minutes_page import page_of
from meetings.models import Approval, Comment, MinutesVersion
from meetings.services import (
    approve_minutes,
    comment_minutes,
    correct_minutes,
    mail_minutes,
    open_for_comments,
    publish_minutes,
    settle_comment,
    sign_minutes,
    take_back_to_draft,
    what_a_signature_lacks,
    withdraw_minutes,
)
from meetings.versions import latest_version, notes_by_place
from meetings.views.base import OfMeetingMixin

# The steps in the order in which minutes usually take them.
STEPS = list(MinutesState)


class OfMinutesMixin(OfMeetingMixin):
    """A page of the minutes' life; acts come back to the page of the life."""

    def get_success_url(self):
        return reverse("meetings:minutes-life", args=[self.request.network.slug, self.meeting.pk])

    def get_context_data(self, **kwargs):
        return super().get_context_data(life_url=OfMinutesMixin.get_success_url(self), **kwargs)


class MinutesLifeView(OfMinutesMixin, TemplateView):
    """Where the minutes are, what comes next, and what has been: comments, versions, mails."""

    permission_required = "meetings.view_meeting"
    template_name = "meetings/minutes_life.html"

    def get_context_data(self, **kwargs):
        meeting = self.meeting
        versions = list(meeting.versions.select_related("signed_by"))
        approvals = {one.version_id: one for one in Approval.objects.filter(version__meeting=meeting)}
        for version in versions:
            version.meeting = meeting
            version.approved = approvals.get(version.pk)
        return super().get_context_data(
            steps=[{"label": step.label, "state": step.value} for step in STEPS],
            lacks=what_a_signature_lacks(meeting) if meeting.is_editable else [],
            comments=self.get_comments(),
            versions=versions,
            mails=list(versions[0].mails.all()) if versions else [],
            must_be_approved=bool(meeting.group and meeting.group.minutes_are_approved),
            **kwargs,
        )

    def get_comments(self):
        """What those of the meeting said of the draft is seen by them and by who writes the minutes."""
        user = self.request.user
        if not user.has_perm("meetings.comment_minutes", self.meeting):
            return []
        comments = self.meeting.comments.visible_to(user).select_related("author", "item")
        return list(comments.order_by("settled_at", "pk"))


class MinutesActView(OfMinutesMixin, ServiceFormMixin, FormView):
    """One act with a form of its own; ``consequence`` says what follows."""

    template_name = "meetings/minutes_act.html"
    heading = submit = consequence = None

    def get_context_data(self, **kwargs):
        context = {"heading": self.heading, "submit": self.submit, "consequence": self.consequence}
        return super().get_context_data(**context | kwargs)


class OpenForCommentsView(MinutesActView):
    form_class = OpenForCommentsForm
    heading = _("Open the minutes for comments")
    consequence = _(
        "Those who were in the meeting or were invited can comment until the day you give. You can write on."
    )
    submit = _("Open for comments")
    success_message = _("The minutes are open for comments.")

    def perform(self, form):
        return open_for_comments(self.meeting, **form.cleaned_data, actor=self.request.user)


class CommentCreateView(MinutesActView):
    permission_required = "meetings.comment_minutes"
    form_class = CommentForm
    heading = _("Comment on the minutes")
    consequence = _("The secretary and the others of the meeting see the comment with your name.")
    submit = _("Save the comment")
    success_message = _("The comment was saved.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"meeting": self.meeting}

    def perform(self, form):
        return comment_minutes(self.meeting, **form.cleaned_data, actor=self.request.user)


class MinutesPostView(OfMinutesMixin, View):
    """POST only: one act on the minutes without a form."""

    http_method_names = ["post", "options"]
    success_message = None

    def perform(self):
        raise NotImplementedError

    def post(self, request, *args, **kwargs):
        try:
            self.perform()
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, self.success_message)
        return HttpResponseRedirect(self.get_success_url())


class CommentSettleView(MinutesPostView):
    permission_required = "meetings.settle_comment"
    success_message = _("The comment is settled.")

    def perform(self):
        comment = get_object_or_404(Comment, meeting=self.meeting, pk=self.kwargs["pk"])
        settle_comment(comment, actor=self.request.user)


class MinutesBackView(MinutesPostView):
    success_message = _("The minutes are a draft again.")

    def perform(self):
        take_back_to_draft(self.meeting, actor=self.request.user)


class MinutesSignView(OfMinutesMixin, TemplateView):
    """Says what signing freezes and what is lacking; POST signs."""

    permission_required = "meetings.sign_minutes"
    template_name = "meetings/minutes_sign.html"
    http_method_names = ["get", "head", "post", "options"]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            lacks=what_a_signature_lacks(self.meeting) if self.meeting.is_editable else [],
            latest=latest_version(self.meeting),
            **kwargs,
        )

    def post(self, request, *args, **kwargs):
        try:
            version = sign_minutes(self.meeting, actor=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            text = _("The minutes were signed as version %(number)d. The PDF is being made.")
            messages.success(request, text % {"number": version.number})
        return HttpResponseRedirect(self.get_success_url())


class MinutesApproveView(MinutesActView):
    permission_required = "meetings.approve_minutes"
    form_class = ApproveForm
    heading = _("Approve the minutes")
    consequence = _("Minutes are approved by another person than who signed them, or in a later meeting of the group.")
    submit = _("Approve the minutes")
    success_message = _("The minutes were approved.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"meeting": self.meeting}

    def perform(self, form):
        return approve_minutes(self.meeting, **form.cleaned_data, actor=self.request.user)


class MinutesPublishView(MinutesActView):
    permission_required = "meetings.publish_minutes"
    form_class = PublishForm
    heading = _("Publish the minutes")
    consequence = _(
        "Everybody can then read the public version at an address that lasts. Look at the preview first: names inside "
        "the texts are left out only where they are written as in the attendance."
    )
    submit = _("Publish the minutes")
    success_message = _("The minutes were published.")

    def get_initial(self):
        """As the network published last."""
        published = MinutesVersion.objects.filter(meeting__network=self.request.network, published_at__isnull=False)
        last = published.order_by("-published_at").first()
        return {"people": last.public_people if last else PublicPeople.ORGANISATIONS}

    def get_context_data(self, **kwargs):
        preview = reverse("meetings:minutes-preview", args=[self.request.network.slug, self.meeting.pk])
        return super().get_context_data(preview_url=f"{preview}?kerros={Layer.PUBLIC}", **kwargs)

    def perform(self, form):
        return publish_minutes(self.meeting, **form.cleaned_data, actor=self.request.user)


class MinutesWithdrawView(MinutesActView):
    permission_required = "meetings.withdraw_minutes"
    form_class = WithdrawForm
    heading = _("Withdraw the minutes from the public page")
    consequence = _(
        "Nobody can then read this version without signing in. Its public address stays and says when and why it was "
        "withdrawn. Members read the minutes as before."
    )
    submit = _("Withdraw the minutes")
    success_message = _("The minutes were withdrawn from the public page.")

    @cached_property
    def version(self):
        version = get_object_or_404(self.meeting.versions.published(), number=self.kwargs["number"])
        version.meeting = self.meeting
        return version

    def get_form(self, form_class=None):
        _found = self.version  # a version that was never published has no such page
        return super().get_form(form_class)

    def perform(self, form):
        return withdraw_minutes(self.version, **form.cleaned_data, actor=self.request.user)


class MinutesCorrectView(MinutesActView):
    permission_required = "meetings.correct_minutes"
    form_class = CorrectForm
    heading = _("Correct the minutes")
    consequence = _(
        "The minutes open for writing. When they are signed again they become a new version; the one that is signed "
        "now stays readable at its address."
    )
    submit = _("Start the correction")
    success_message = _("The minutes are open for the correction. Sign them again when it is done.")

    def perform(self, form):
        return correct_minutes(self.meeting, **form.cleaned_data, actor=self.request.user)


class MinutesVersionView(OfMinutesMixin, TemplateView):
    """A signed version as it was frozen: its address lasts."""

    permission_required = "meetings.view_meeting"
    template_name = "meetings/minutes_version.html"

    def get_context_data(self, **kwargs):
        version = get_object_or_404(
            self.meeting.versions.select_related("approval__meeting"), number=self.kwargs["number"]
        )
        version.meeting = self.meeting
        return super().get_context_data(
            version=version,
            newest=latest_version(self.meeting),
            approval=Approval.objects.filter(version=version).first(),
            documents=StoredFile.objects.of(version)[:5],
            page=page_of(layered(version.content, Layer.PARTICIPANTS)),
            **kwargs,
        )


class MinutesPreviewView(OfMinutesMixin, TemplateView):
    """The minutes of this moment as a layer shows them: ``?kerros=public&nimet=names``."""

    template_name = "meetings/minutes_preview.html"

    def get_context_data(self, **kwargs):
        query = self.request.GET
        layer = query.get("kerros") if query.get("kerros") in Layer.values else Layer.PARTICIPANTS
        people = query.get("nimet") if query.get("nimet") in PublicPeople.values else PublicPeople.ORGANISATIONS
        content = minutes_to_json(self.meeting, layer=Layer.SECRETARY)
        notes = notes_by_place(self.meeting) if layer == Layer.SECRETARY else None
        return super().get_context_data(
            page=page_of(layered(content, layer, people=people), notes=notes),
            layer=layer,
            layers=Layer.choices,
            people=people,
            choices=PublicPeople.choices,
            **kwargs,
        )


class MinutesMailView(OfMinutesMixin, ServiceFormMixin, FormView):
    """Who gets the minutes, shown before they are sent; POST sends."""

    permission_required = "meetings.mail_minutes"
    form_class = MinutesMailForm
    template_name = "meetings/minutes_mail.html"

    @cached_property
    def version(self):
        return latest_version(self.meeting)

    @cached_property
    def mails(self):
        return list(self.version.mails.all()) if self.version else []

    @cached_property
    def attendances(self):
        return list(self.meeting.attendances.select_related("person"))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {
            "user": self.request.user,
            "network": self.request.network,
            "attendances": self.attendances,
            "sent": [one.email for one in self.mails],
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            version=self.version,
            mails=self.mails,
            without_address=[one for one in self.attendances if not (one.person_id and one.person.email)],
            **kwargs,
        )

    def perform(self, form):
        mails = mail_minutes(self.meeting, recipients=form.recipients, actor=self.request.user)
        text = ngettext("The minutes go to one person.", "The minutes go to %(count)d people.", len(mails))
        messages.success(self.request, text % {"count": len(mails)})
        return self.meeting
