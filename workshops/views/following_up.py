"""The next steps of the municipalities: made actions by the host, told of by the municipality without an account."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import DetailView
from django.views.generic.base import TemplateView
from django.views.generic.edit import FormView

from core.errors import DomainError
from core.mail import address_of
from core.outside_views import OutsideMixin
from core.views import ServiceFormMixin
from network.enums import GroupKind
from network.models import Group
from workshops.forms import NewsForm, OwnerForm
from workshops.forms.following_up import ORGANISATION
from workshops.models import FollowUp
from workshops.queries import doers_of, steps_of, steps_of_same, tells_until
from workshops.services import make_action, make_actions, tell_news
from workshops.views.base import OfDayMixin
from workshops.views.days import DayActView


class FollowUpListView(OfDayMixin, DetailView):
    """By municipality the steps, what became of them, and for the host what makes them actions."""

    permission_required = "workshops.view_workshopday"
    template_name = "workshops/follow_ups.html"

    def get_context_data(self, **kwargs):
        user, day = self.request.user, self.day
        places = steps_of(day, timezone.localdate())
        groups = []
        if user.has_perm("workshops.host_day", day):
            groups = list(_groups(user, day))
            for one in places:
                one.link = address_of(reverse("news:tell", args=[one.ask_key]))
        return super().get_context_data(places=places, groups=groups, organisation=ORGANISATION, **kwargs)


class MakeView(DayActView):
    """Who does it comes with the form: nothing chosen means whoever usually would."""

    @cached_property
    def chosen(self):
        form = OwnerForm(self.request.POST)
        if not form.is_valid():
            raise DomainError(_("Choose who does it from the list."))
        return form.cleaned_data

    def owner(self, municipality):
        words = self.chosen["owner"]
        if not words:
            return None
        if words == ORGANISATION:
            doers = doers_of(self.day.network_id, filter(None, [municipality]), timezone.localdate())
            found = doers[municipality.pk].organisation if municipality else None
        else:
            found = _groups(self.request.user, self.day).filter(pk=words).first()
        if found is None:
            raise DomainError(_("Choose who does it from the list."))
        return found

    def get_success_url(self):
        return self.url_of("follow-ups")


class FollowUpMakeView(MakeView):
    success_message = _("The step is an action now.")

    @cached_property
    def follow_up(self):
        return self.find(FollowUp, self.kwargs["follow_up"])

    def post(self, request, *args, **kwargs):
        self.follow_up  # noqa: B018 -- an unknown one is not found
        return super().post(request, *args, **kwargs)

    def act(self, target):
        return make_action(self.follow_up, owner=self.owner(self.follow_up.municipality), actor=self.request.user)


class ActionsMakeView(MakeView):
    @property
    def success_message(self):
        return ngettext("%(count)d step is an action now.", "%(count)d steps are actions now.", self.result) % {
            "count": self.result
        }

    def act(self, target):
        label = self.chosen["municipality"]
        known = FollowUp.objects.shown().filter(day=target, municipality_label=label).exclude(municipality=None)
        first = known.select_related("municipality").first()
        owner = self.owner(first.municipality if first else None)
        return make_actions(target, municipality=label, owner=owner, actor=self.request.user)


class NewsMixin(OutsideMixin):
    """Found by the key of a mail. Looking counts too: whoever tries keys only looks."""

    rate_limit = "tell_news"
    refuses = counts_looking = True


class NewsTellView(NewsMixin, ServiceFormMixin, FormView):
    """What came of the steps: one visit answers for all steps of the municipality on that day."""

    form_class = NewsForm
    template_name = "workshops/news_tell.html"

    @cached_property
    def follow_up(self):
        rows = FollowUp.objects.shown().select_related("day__meeting", "day__network", "municipality")
        return get_object_or_404(rows, ask_key=self.kwargs["key"])

    @cached_property
    def steps(self):
        return steps_of_same(self.follow_up)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"steps": self.steps}

    def get_context_data(self, **kwargs):
        day = self.follow_up.day
        return super().get_context_data(
            day=day,
            of_network=day.network,
            municipality=self.follow_up.municipality_label,
            is_over=tells_until(day) < timezone.localdate(),
            told=[step for step in self.steps if step.told],
            **kwargs,
        )

    def perform(self, form):
        for step, state, text, key in form.news:
            tell_news(step, state=state, text=text, key=key, actor=self.actor)

    def get_success_url(self):
        return reverse("news:told")


class NewsToldView(NewsMixin, TemplateView):
    http_method_names = ["get", "head", "options"]
    template_name = "workshops/news_told.html"


def _groups(user, day):
    """The working groups of municipalities that can do a step."""
    rows = Group.objects.visible_to(user).filter(network=day.network_id, kind=GroupKind.MUNICIPAL_GROUP)
    return rows.filter(ended_on__isnull=True)
