"""Building blocks of views: a view finds, asks permission, calls one function, answers."""

import logging

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import DetailView
from django.views.generic.detail import SingleObjectMixin
from django.views.generic.edit import FormMixin

from core.documents import DOCUMENT, kind_of, may_open, request_document
from core.errors import DomainError, EditConflict
from core.files import find_file, send_to_file
from core.lists import Ordering, keyset_page
from core.models import StoredFile

logger = logging.getLogger(__name__)
# Of a file that somebody gave us or that we made: a browser that shows it all the same lets it do nothing.
POLICY_OF_FILES = "sandbox; default-src 'none'"


class ScopedMixin:
    """Only rows that the user may see, and only those of the network in the address."""

    def get_queryset(self):
        queryset = super().get_queryset().visible_to(self.request.user)
        network = getattr(self.request, "network", None)
        return queryset.filter(network=network) if network else queryset


class PermissionMixin:
    """Visible but not allowed is 403: ``permission_required`` is asked of the object, or of the network."""

    permission_required = None

    def get_permission_object(self):
        return self.request.network

    def dispatch(self, request, *args, **kwargs):
        if self.permission_required is None:
            # A view that forgot it, or whose own value a mixin hides, must not open to everybody.
            raise ImproperlyConfigured(f"{type(self).__name__} names no permission.")
        if not request.user.has_perm(self.permission_required, self.get_permission_object()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ObjectPermissionMixin(PermissionMixin, ScopedMixin, SingleObjectMixin):
    """Finds the object once, among the visible ones, and asks the permission of it."""

    def get_permission_object(self):
        return self.get_object()

    def get_object(self, queryset=None):
        if not hasattr(self, "object"):
            self.object = super().get_object(queryset)
        return self.object


class PartialMixin:
    """The same address answers htmx with ``partial_template_name`` and everybody else with the page."""

    partial_template_name = None

    def get_template_names(self):
        if self.request.htmx and not self.request.htmx.boosted and not self.request.htmx.history_restore_request:
            return [self.partial_template_name]
        return super().get_template_names()

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        patch_vary_headers(response, ["HX-Request"])
        return response


class ServiceFormMixin(FormMixin):
    """A form whose ``perform(form)`` calls a service and returns the object to go to.

    A ``DomainError`` becomes an error above the form, a ``ValidationError`` of the model one at its field, with
    everything typed still in place. On ``EditConflict`` the template gets ``conflict``: the fields in which the stored
    and the typed version differ.
    """

    # Django's form views would take a PUT for a form that was sent empty.
    http_method_names = ["get", "head", "post", "options"]
    success_message = None

    def perform(self, form):
        raise NotImplementedError

    def form_valid(self, form):
        try:
            with transaction.atomic():
                self.result = self.perform(form)
        except EditConflict as error:
            form.add_error(None, str(error))
            conflict = form.conflict_with(error.current, initial=self.current_values(error.current))
            return self.render_to_response(self.get_context_data(form=form, conflict=conflict), status=409)
        except DomainError as error:
            self.refused(form, error)
            name = getattr(error, "field", None)
            form.add_error(name if name in form.fields else None, str(error))
            return self.form_invalid(form)
        except ValidationError as error:
            # What only the model sees: a constraint, or facts that changed since the form checked them.
            for name, refusals in error.update_error_dict({}).items():
                form.add_error(name if name in form.fields else None, refusals)
            return self.form_invalid(form)
        self.tell_success()
        return self.answer(self.get_success_url())

    def refused(self, form, error):
        """The act was refused and is rolled back; what must be written of it all the same is written here."""

    def tell_success(self):
        if self.success_message:
            messages.success(self.request, self.success_message)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def current_values(self, current):
        """The stored object as the form's initial values, for showing a conflict."""
        return self.get_initial_for(current)

    def answer(self, url):
        if self.request.htmx:
            return HttpResponseRedirectByHtmx(url)
        return HttpResponseRedirect(url)

    def get_success_url(self):
        return self.result.get_absolute_url()


class HttpResponseRedirectByHtmx(HttpResponseRedirect):
    """Sends the whole page on after an htmx act that changes more than its fragment."""

    status_code = 200

    def __init__(self, redirect_to, *args, **kwargs):
        super().__init__(redirect_to, *args, **kwargs)
        self["HX-Redirect"] = self["Location"]
        del self["Location"]


class ActionView(ObjectPermissionMixin, View):
    """One act on one object by POST: visible, allowed, service, message, on to the next page."""

    http_method_names = ["post", "options"]
    model = None
    service = None
    success_message = None

    def post(self, request, *args, **kwargs):
        target = self.get_object()
        try:
            self.result = self.act(target)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            if self.success_message:
                messages.success(request, self.success_message)
        url = self.get_success_url()
        return HttpResponseRedirectByHtmx(url) if request.htmx else HttpResponseRedirect(url)

    def act(self, target):
        return self.service(target, actor=self.request.user)

    def get_success_url(self):
        return self.get_object().get_absolute_url()


def go_to_document(request, kind, *, variant="", back=""):
    """Asks for a document of the network in the user's language and goes to its page.

    Goes ``back``, to the page itself by default, with the reason, when too many are being made.
    """
    try:
        stored = request_document(
            kind, request.network, actor=request.user, language=request.LANGUAGE_CODE, variant=variant
        )
    except DomainError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(back or request.path)
    return HttpResponseRedirect(reverse("document", args=[stored.uuid]))


class RequestDocumentView(ActionView):
    """Asks for a document of the object in the user's language and goes to its page."""

    document_kind = None
    variant = ""

    def act(self, target):
        return request_document(
            self.document_kind,
            target,
            actor=self.request.user,
            language=self.request.LANGUAGE_CODE,
            variant=self.get_variant(),
        )

    def get_variant(self):
        return self.variant

    def get_success_url(self):
        return reverse("document", args=[self.result.uuid]) if hasattr(self, "result") else super().get_success_url()


class StoredFileMixin:
    """A document whose subject the user may see (else 404) and may have printed (else 403)."""

    model = StoredFile
    slug_field = slug_url_kwarg = "uuid"

    def get_object(self, queryset=None):
        stored = get_object_or_404(StoredFile.objects.select_related("job"), uuid=self.kwargs["uuid"])
        allowed = may_open(self.request.user, stored)
        if allowed is None:
            raise Http404
        if not allowed:
            raise PermissionDenied
        return stored


class StoredFileView(PartialMixin, StoredFileMixin, DetailView):
    """Progress of a document, and the way to it when it is ready; htmx asks again every second."""

    template_name = "core/storedfile_detail.html"
    partial_template_name = "core/_document_status.html"
    context_object_name = "document"

    def get_context_data(self, **kwargs):
        return super().get_context_data(kind=kind_of(self.object), **kwargs)


class StoredFileDownloadView(StoredFileMixin, SingleObjectMixin, View):
    """Sends on to the file."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, *args, **kwargs):
        stored = self.get_object()
        if not stored.is_ready:
            return HttpResponseRedirect(reverse("document", args=[stored.uuid]))
        return send_to_file(DOCUMENT, str(stored.uuid), user=request.user)


def hand_out(outgoing):
    """The bytes of a file, to be kept and not shown: nothing in it acts with the reader's session.

    Raises ``Http404`` when the file is lost.
    """
    try:
        file = outgoing.file.open("rb")
    except FileNotFoundError:
        # The database came back from a copy, its files did not.
        logger.error("The file %s is lost.", outgoing.file.name)
        raise Http404 from None
    response = FileResponse(
        file, as_attachment=True, filename=outgoing.name, content_type=outgoing.content_type or None
    )
    response["Content-Security-Policy"] = POLICY_OF_FILES
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


@method_decorator(login_not_required, name="dispatch")
class FileView(View):
    """Hands out the bytes of a signed address; ``FilesMiddleware`` calls it before anything knows of cookies."""

    http_method_names = ["get", "head", "options"]

    def get(self, request, signed):
        outgoing = find_file(signed)
        if outgoing is None:
            raise Http404
        return hand_out(outgoing)


class KeysetListMixin:
    """A list by key (``core.lists``): ``orderings`` by the name in ``?jarjestys=``, the first one by default.

    The template gets ``page`` (a ``KeysetPage``) and, for ``includes/pager.html``, ``keyset``.
    """

    orderings = {"uusin": Ordering(_("Newest first"))}
    page_size = 50
    paginate_by = None

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        name = self.request.GET.get("jarjestys")
        page = keyset_page(
            context["object_list"],
            self.orderings.get(name) or next(iter(self.orderings.values())),
            after=self.request.GET.get("alkaen", ""),
            before=self.request.GET.get("ennen", ""),
            size=self.page_size,
        )
        keyset = {"previous_url": self._url("ennen", page.previous), "next_url": self._url("alkaen", page.next)}
        return context | {"page": page, "keyset": keyset}

    def _url(self, parameter, cursor):
        query = self.request.GET.copy()
        for name in ("alkaen", "ennen"):
            query.pop(name, None)
        query[parameter] = cursor
        return f"{self.request.path}?{query.urlencode()}" if cursor else ""
