from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, Prefetch, Value, When
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
        """The texts as ``method.texts_here``: the language's first, then the Finnish one (two queries in all)."""
        language = language or get_language()
        texts = self.model._meta.get_field("texts").related_model._default_manager
        # An entry without a text in the language is read in Finnish rather than not at all.
        wanted = texts.filter(language__in={language, "fi"}).order_by(
            Case(When(language=language, then=Value(0)), default=Value(1))
        )
        return self.prefetch_related(Prefetch("texts", queryset=wanted, to_attr="texts_here"))
