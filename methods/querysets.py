from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.utils import timezone
from django.utils.translation import get_language

from methods.enums import ORDERED, VersionState
from network.enums import RoleKind

if TYPE_CHECKING:
    from network.models import User

State = VersionState


def is_editor(user: "User | AnonymousUser") -> bool:
    """Whether somebody edits the catalogue, in whichever network: it is one for all of them."""
    return bool(user.is_authenticated and user.network_ids(RoleKind.EDITOR))


def texts_of(language: str | None = None) -> Prefetch:
    """Of versions: ``texts_here``, the text in the language and then the Finnish one.

    What has no text in the language is read in Finnish rather than not at all.
    """
    language = language or get_language()
    # By name: the models know their querysets and not the other way round.
    wanted = (
        apps.get_model("methods", "VersionText")
        .objects.filter(language__in={language, "fi"})
        .order_by(Case(When(language=language, then=Value(0)), default=Value(1)))
    )
    return Prefetch("texts", queryset=wanted, to_attr="texts_here")


class MethodQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """What has been published; editors see also what was never."""
        return self if is_editor(user) else self.published()

    def with_current(self, at: datetime | None = None) -> Self:
        """``current_id``: the version that holds at a time (now), also a withdrawn one; ``None`` where there is none.

        Computed from times: a version that is scheduled begins to hold by itself.
        """
        versions = self.model._meta.get_field("versions").related_model._default_manager
        newest = versions.published(at).filter(method=OuterRef("pk")).order_by("-published_from", "-number")
        return self.alias(_current=Subquery(newest.values("pk")[:1])).annotate(current_id=F("_current"))

    def published(self, at: datetime | None = None) -> Self:
        """Methods with a version that holds, or held until it was withdrawn."""
        versions = self.model._meta.get_field("versions").related_model._default_manager
        return self.filter(models.Exists(versions.published(at).filter(method=OuterRef("pk"))))

    def orderable(self) -> Self:
        """Methods of which a facilitator or training can be ordered today."""
        versions = self.model._meta.get_field("versions").related_model._default_manager
        return self.filter(
            pk__in=versions.current().filter(withdrawn_at=None, orderability__in=ORDERED).values("method")
        )


class CommentQuerySet(models.QuerySet):
    def open(self) -> Self:
        """What has not been dealt with yet, with who said it."""
        return self.filter(resolved_at=None).select_related("by")

    def open_on(self, field: str) -> Self:
        return self.open().filter(field=field)


class VersionQuerySet(models.QuerySet):
    def visible_to(self, user: "User | AnonymousUser") -> Self:
        """Published versions are everybody's, also old ones; editors see drafts and what is scheduled."""
        return self if is_editor(user) else self.published()

    def published(self, at: datetime | None = None) -> Self:
        """Versions that hold or once held."""
        return self.filter(published_from__lte=at or timezone.now())

    def current(self, at: datetime | None = None) -> Self:
        """The version of each method that holds at a time (now), also a withdrawn one."""
        methods = self.model._meta.get_field("method").related_model._default_manager
        # Asked of each method, of which there are far fewer than versions.
        return self.filter(pk__in=methods.with_current(at).values("current_id"))

    def whole(self) -> Self:
        """With all that belongs to each version: one query for each list."""
        return self.select_related("method").prefetch_related(*self.model.PARTS)

    def with_texts(self, language: str | None = None) -> Self:
        """The texts as ``version.texts_here``: the language's first, then the Finnish one."""
        return self.prefetch_related(texts_of(language))

    def drafts(self) -> Self:
        """What is being made, also while it is reviewed or waits to be published."""
        return self.filter(published_from=None)

    def in_state(self, state: str, at: datetime | None = None) -> Self:
        """The rule of ``queries.state_of`` in SQL."""
        at = at or timezone.now()
        reviews = {
            State.DRAFT: Q(submitted_at=None),
            State.CONTENT_REVIEW: Q(submitted_at__isnull=False, content_reviewed_at=None),
            State.LANGUAGE_REVIEW: Q(content_reviewed_at__isnull=False, language_reviewed_at=None),
            State.APPROVED: Q(language_reviewed_at__isnull=False),
        }
        if state in reviews:
            return self.drafts().filter(reviews[state])
        if state == State.SCHEDULED:
            return self.filter(published_from__gt=at)
        if state == State.SUPERSEDED:
            return self.published(at).exclude(pk__in=self.model._default_manager.current(at).values("pk"))
        return self.current(at).filter(withdrawn_at__isnull=state == State.PUBLISHED)
