"""Bulletins for everybody: at addresses that last, as a feed, and the page on which one unsubscribes."""

from hashlib import sha256
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.decorators import method_decorator
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import ListView, TemplateView

from bulletins.documents import BULLETIN
from bulletins.enums import LANGUAGES
from bulletins.models import BulletinMail, BulletinVersion
from bulletins.queries import figures_of, is_unsubscribed
from bulletins.services import subscribe_again, unsubscribe
from core.files import Outgoing
from core.mail import address_of
from core.models import StoredFile
from core.views import hand_out
from network.models import Network

FEED_ROWS = 30


def network_that_publishes(slug):
    """A network that has published nothing is answered as if it did not exist."""
    published = BulletinVersion.objects.filter(bulletin__network=OuterRef("pk"))
    return get_object_or_404(Network.objects.filter(Exists(published)), slug=slug)


def public_versions(network):
    return BulletinVersion.objects.newest_public().listed().filter(bulletin__network=network)


@method_decorator(login_not_required, name="dispatch")
class PublicListView(ListView):
    """The published bulletins of one network, the newest first."""

    http_method_names = ["get", "head", "options"]
    template_name = "bulletins/public_list.html"
    paginate_by = 50

    @cached_property
    def of_network(self):
        return network_that_publishes(self.kwargs["slug"])

    def get_queryset(self):
        return public_versions(self.of_network)

    def get_context_data(self, **kwargs):
        return super().get_context_data(of_network=self.of_network, feed_languages=LANGUAGES.items(), **kwargs)


@method_decorator(login_not_required, name="dispatch")
class PublicBulletinView(TemplateView):
    """The newest version, or the one whose number is in the address; ``?kieli=`` chooses its language."""

    http_method_names = ["get", "head", "options"]
    template_name = "bulletins/public_bulletin.html"

    @cached_property
    def versions(self):
        """The oldest first; their contents are read one by one."""
        found = {"bulletin": self.kwargs["pk"], "bulletin__network__slug": self.kwargs["slug"]}
        rows = BulletinVersion.objects.filter(**found).select_related("bulletin__network")
        return list(rows.defer("content").order_by("number"))

    @cached_property
    def version(self):
        number = self.kwargs.get("number")
        wanted = self.versions[-1:] if number is None else [one for one in self.versions if one.number == number]
        if not wanted:
            raise Http404
        return wanted[0]

    @cached_property
    def language(self):
        return self.version.language_for(self.request.GET.get("kieli", self.request.LANGUAGE_CODE))

    @cached_property
    def paper(self):
        """The PDF, when it is ready: it is made when the bulletin is published, and nothing without an account is."""
        files = StoredFile.objects.of(self.version).filter(kind=BULLETIN, language=self.language)
        return files.exclude(ready_at=None).first()

    def get(self, request, *args, **kwargs):
        if self.version.withdrawn_at is None:
            return super().get(request, *args, **kwargs)
        context = {"version": self.version, "of_network": self.version.network}
        return render(request, "bulletins/withdrawn.html", context, status=HTTPStatus.GONE)

    def get_context_data(self, **kwargs):
        version, language = self.version, self.language
        return super().get_context_data(
            version=version,
            newest=self.versions[-1],
            of_network=version.network,
            language=language,
            others=[(one, LANGUAGES[one]) for one in version.languages if one != language],
            said=version.content["languages"][language],
            sections=figures_of(version.content, language),
            paper=self.paper,
            **kwargs,
        )


class PublicPaperView(PublicBulletinView):
    """The PDF of a version; before it is ready, its page. Withdrawn as the page is."""

    def get(self, request, *args, **kwargs):
        if self.version.withdrawn_at is not None:
            return super().get(request, *args, **kwargs)
        if self.paper is None:
            address = reverse("public-bulletins:version", kwargs=self.kwargs)
            return HttpResponseRedirect(f"{address}?kieli={self.language}")
        return hand_out(Outgoing(self.paper.file, self.paper.name))


@method_decorator(login_not_required, name="dispatch")
class FeedView(View):
    """Atom: the newest bulletins that there are in a language. Titles and addresses, no contents."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, slug, language):
        if language not in LANGUAGES:
            raise Http404
        network = network_that_publishes(slug)
        rows = public_versions(network).in_language(language).with_first_time().select_related("bulletin")
        versions = list(rows[:FEED_ROWS])
        with translation.override(language):
            feed = self._feed(network, versions, language, request.path)
        body = feed.writeString("utf-8").encode()
        response = HttpResponse(body, content_type="application/atom+xml; charset=utf-8")
        etag = f'"{sha256(body).hexdigest()[:32]}"'
        answer = get_conditional_response(request, etag=etag, response=response)
        answer.headers["ETag"] = etag
        answer.headers["Cache-Control"] = "no-cache"
        return answer

    def _feed(self, network, versions, language, path):
        for version in versions:
            version.bulletin.network = network
        newest = max((version.published_at for version in versions), default=network.created_at)
        feed = BulletinFeed(
            title=_("Bulletins: %(network)s") % {"network": network},
            link=address_of(path.rpartition("syote/")[0]),
            feed_url=address_of(path),
            # Of its own in each language: by its id a reader knows a feed again.
            feed_guid=address_of(path),
            author_name=str(network),
            description="",
            language=language,
        )
        feed.newest = newest
        for version in versions:
            address = address_of(version.get_absolute_url())
            feed.add_item(
                title=getattr(version, f"title_{language}"),
                link=f"{address}?kieli={language}",
                description="",
                unique_id=address,
                pubdate=version.first_published_at,
                updateddate=version.published_at,
            )
        return feed


class BulletinFeed(Atom1Feed):
    """Dated by its newest bulletin: Django's own, without any, is dated by the clock and differs at each reading."""

    def latest_post_date(self):
        return self.newest


@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class UnsubscribeView(TemplateView):
    """The key of a mail opens it, also to want bulletins again. GET asks, POST does: mail programs fetch addresses.

    Without a token against forged forms: the button of a mail program posts from elsewhere (RFC 8058), and whoever
    has the key needs no forgery.
    """

    http_method_names = ["get", "head", "post", "options"]
    template_name = "bulletins/unsubscribe.html"

    @cached_property
    def mail(self):
        rows = BulletinMail.objects.select_related("version__bulletin__network")
        return get_object_or_404(rows, key=self.kwargs["key"])

    def get_context_data(self, **kwargs):
        network = self.mail.version.network
        is_off = is_unsubscribed(network, self.mail.email)
        return super().get_context_data(of_network=network, is_off=is_off, **kwargs)

    def post(self, request, *args, **kwargs):
        if "again" in request.POST:
            subscribe_again(self.mail)
        else:
            unsubscribe(self.mail)
        return HttpResponseRedirect(request.path)
