from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Prefetch
from django.utils.translation import get_language

if TYPE_CHECKING:
    from network.models import User


class MethodQuerySet(models.QuerySet):
    def visible_to(self, _user: "User | AnonymousUser") -> Self:
        """The catalogue is public."""
        return self.all()

    def orderable(self) -> Self:
        """Methods for which a facilitator or training can be ordered."""
        return self.filter(orderability__in=["order_facilitator", "order_training"])

    def with_texts(self, language: str | None = None) -> Self:
        """The texts of one language as ``method.texts_here`` (two queries in all); names come with every row."""
        texts = self.model._meta.get_field("texts").related_model._default_manager.filter(
            language=language or get_language()
        )
        return self.prefetch_related(Prefetch("texts", queryset=texts, to_attr="texts_here"))
