"""Who sees which bulletins: those who write them all, the others of the network those that were published."""

from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.fields.json import KT

from bulletins.enums import LANGUAGES
from network.enums import RoleKind

if TYPE_CHECKING:
    from network.models import User

    AnyUser = User | AnonymousUser

WRITERS = (RoleKind.COORDINATOR, RoleKind.ADMIN, RoleKind.SECRETARY)


class BulletinQuerySet(models.QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        if not user.is_authenticated:
            return self.none()
        versions = self.model._meta.get_field("versions").related_model._default_manager
        published = Exists(versions.filter(bulletin=OuterRef("pk")))
        return self.filter(Q(network__in=user.network_ids(*WRITERS)) | Q(published, network__in=user.network_ids()))


class SectionQuerySet(models.QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """What a draft is made of is seen by those who write."""
        return self.filter(bulletin__network__in=user.network_ids(*WRITERS)) if user.is_authenticated else self.none()


class BulletinVersionQuerySet(models.QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        return self.filter(bulletin__network__in=user.network_ids()) if user.is_authenticated else self.none()

    def newest_public(self) -> Self:
        """Of each bulletin the last version, where it has not been withdrawn; newest bulletin first."""
        later = self.model._default_manager.filter(bulletin=OuterRef("bulletin"), number__gt=OuterRef("number"))
        return self.filter(~Exists(later), withdrawn_at=None).order_by("-day", "-bulletin", "-pk")

    def listed(self) -> Self:
        """Without their contents, which are large; ``title_fi`` and ``title_sv`` tell what they are called."""
        titles = {f"title_{language}": KT(f"content__languages__{language}__title") for language in LANGUAGES}
        return self.defer("content").annotate(**titles)

    def with_first_time(self) -> Self:
        """Adds ``first_published_at``: when version 1 of the bulletin was published."""
        first = self.model._default_manager.filter(bulletin=OuterRef("bulletin"), number=1)
        return self.annotate(first_published_at=Subquery(first.values("published_at")))

    def in_language(self, language: str) -> Self:
        return self.filter(content__languages__has_key=language)


class BulletinMailQuerySet(models.QuerySet):
    def visible_to(self, user: "AnyUser") -> Self:
        """Addresses are seen by those who may send."""
        networks = user.network_ids(*WRITERS) if user.is_authenticated else []
        return self.filter(version__bulletin__network__in=networks)
