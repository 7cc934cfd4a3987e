"""Minutes for everybody: the public layer of published versions, at addresses that last."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists, F, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView, TemplateView

from core.lists import Ordering
from core.views import KeysetListMixin
from meetings.enums import Layer, PublicPeople
from meetings.layers import layered, public_heading, public_words
from meetings.minutes_page import heading_of, item_at, page_of
from meetings.models import MinutesMail, MinutesVersion
from network.models import Network

# The rows of a list read the whole minutes to know which names are left out of their titles.
ROWS = 30


@method_decorator(login_not_required, name="dispatch")
class PublishedListView(KeysetListMixin, ListView):
    """The published minutes of one network, newest meeting first; withdrawn ones are not listed.

    A network that has published nothing is answered as if it did not exist.
    """

    http_method_names = ["get", "head", "options"]
    template_name = "meetings/published_list.html"
    orderings = {"uusin": Ordering(_("Newest first"), "met_at")}
    page_size = ROWS

    def get_queryset(self):
        published = MinutesVersion.objects.filter(meeting__network=self.of_network).newest_public()
        return published.select_related("meeting").annotate(met_at=F("meeting__starts_at"))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for version in context["page"].rows:
            version.meeting.network = self.of_network
            version.heading = heading_of(public_heading(version.content, people=version.public_people))
        return context | {"of_network": self.of_network}

    @cached_property
    def of_network(self):
        published = MinutesVersion.objects.published().filter(meeting__network=OuterRef("pk"))
        return get_object_or_404(Network.objects.filter(Exists(published)), slug=self.kwargs["slug"])


@method_decorator(login_not_required, name="dispatch")
class PublishedView(TemplateView):
    """The newest published version, or the one whose number is in the address; whole, or one item of it.

    What was never published does not exist here, and neither does an item of a narrower layer. What was withdrawn says
    so at each of its addresses.
    """

    http_method_names = ["get", "head", "options"]
    template_name = "meetings/published.html"

    def get(self, request, *args, **kwargs):
        if self.version.is_public:
            return super().get(request, *args, **kwargs)
        context = {
            "version": self.version,
            "others": self.others,
            "language": self.version.content["language"],
            "reason": self.public_words(self.version.withdrawal_reason),
            "of_network": self.version.network,
        }
        return unseen_by_machines(render(request, "meetings/withdrawn.html", context, status=HTTPStatus.GONE))

    @cached_property
    def versions(self):
        """All that were ever published, oldest first; their texts are read one by one."""
        versions = MinutesVersion.objects.published().filter(
            meeting=self.kwargs["meeting"], meeting__network__slug=self.kwargs["slug"]
        )
        return list(versions.select_related("meeting__network").defer("content").order_by("number"))

    @cached_property
    def version(self):
        number = self.kwargs.get("number")
        wanted = self.versions[-1:] if number is None else [one for one in self.versions if one.number == number]
        if not wanted:
            raise Http404
        return wanted[0]

    @property
    def others(self):
        return [one for one in self.versions if one.is_public and one is not self.version]

    def get_context_data(self, **kwargs):
        version, item = self.version, self.kwargs.get("item")
        people = version.public_people
        page = page_of(layered(version.content, Layer.PUBLIC, people=people))
        one = item_at(page, item) if item else None
        if item and one is None:
            raise Http404
        return super().get_context_data(
            version=version,
            newest=[one for one in self.versions if one.is_public][-1],
            others=self.others,
            page=page,
            item=one,
            reason=self.public_words(version.reason),
            shows_names=people == PublicPeople.NAMES,
            of_network=version.network,
        )

    def public_words(self, words):
        """Reasons were typed by a person too: they go through the same sieve as the minutes."""
        return public_words(self.version.content, words, people=self.version.public_people)


@method_decorator(login_not_required, name="dispatch")
class MailedView(TemplateView):
    """The participants' version behind the key of a mail, for somebody without an account, until the key expires."""

    http_method_names = ["get", "head", "options"]
    template_name = "meetings/mailed.html"

    def get(self, request, *args, **kwargs):
        if not self.mail.has_expired:
            return super().get(request, *args, **kwargs)
        response = render(request, "meetings/mailed_expired.html", {"mail": self.mail}, status=HTTPStatus.GONE)
        return unseen_by_machines(response)

    @cached_property
    def mail(self):
        return get_object_or_404(
            MinutesMail.objects.select_related("version__meeting__network"), key=self.kwargs["key"]
        )

    def get_context_data(self, **kwargs):
        version = self.mail.version
        newest = MinutesVersion.objects.filter(meeting=version.meeting_id).order_by("-number").first()
        page = page_of(layered(version.content, Layer.PARTICIPANTS))
        return super().get_context_data(
            mail=self.mail, version=version, newest=newest, page=page, of_network=version.network
        )

    def render_to_response(self, context, **kwargs):
        return unseen_by_machines(super().render_to_response(context, **kwargs))


def unseen_by_machines(response):
    """Kept by no cache and found by no search engine."""
    add_never_cache_headers(response)
    response["X-Robots-Tag"] = "noindex"
    return response
