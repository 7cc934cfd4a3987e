"""What is printed of the catalogue: asked for by whoever has signed in, made in the worker."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import View

from core.documents import request_document
from core.errors import DomainError
from core.views import RequestDocumentView
from methods.documents import A4, BOOK, BROCHURE, COMPARISON, FOLDED, ZONES
from methods.enums import Language
from methods.models import Catalogue, MethodVersion

OF_CATALOGUE = {"kirja": BOOK, "kuvio": ZONES}
FORMS = {"": A4, "taitettu": FOLDED}


class LanguageMixin:
    """``kieli`` names the language of the document; without it that of the page."""

    @property
    def language(self):
        language = self.request.POST.get("kieli") or self.request.LANGUAGE_CODE
        if language not in Language.values:
            raise Http404
        return language


class VersionPrintView(LanguageMixin, RequestDocumentView):
    """The brochure of one version, in the form that ``muoto`` names."""

    queryset = MethodVersion.objects.select_related("method__parent")
    permission_required = "methods.print_version"

    def get_object(self, queryset=None):
        if not hasattr(self, "object"):
            self.object = get_object_or_404(
                self.get_queryset(), method__code=self.kwargs["code"], number=self.kwargs["number"]
            )
        return self.object

    def act(self, target):
        form = FORMS.get(self.request.POST.get("muoto", ""))
        if form is None:
            raise Http404
        return request_document(BROCHURE, target, actor=self.request.user, language=self.language, variant=form)


class CataloguePrintView(LanguageMixin, View):
    """The book or the figure of the zones (``asiakirja``), or two methods (``ensin``, ``rinnalle``) side by side."""

    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        if not request.user.has_perm("methods.print_catalogue"):
            raise PermissionDenied
        try:
            stored = self.comparison() if "rinnalle" in request.POST else self.whole()
        except DomainError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(reverse("methods:method-list"))
        return HttpResponseRedirect(reverse("document", args=[stored.uuid]))

    def whole(self):
        kind = OF_CATALOGUE.get(self.request.POST.get("asiakirja", "kirja"))
        catalogue = Catalogue.objects.published().order_by("pk").first()
        if kind is None or catalogue is None:
            raise Http404
        return request_document(kind, catalogue, actor=self.request.user, language=self.language)

    def comparison(self):
        first, second = (
            get_object_or_404(MethodVersion.objects.current(), method__code=self.request.POST.get(name, ""))
            for name in ("ensin", "rinnalle")
        )
        return request_document(
            COMPARISON, first, actor=self.request.user, language=self.language, variant=str(second.pk)
        )
