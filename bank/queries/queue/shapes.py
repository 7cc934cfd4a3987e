"""The shape that every kind of waiting has."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

from django.db.models import DateField, ExpressionWrapper, F, Model, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from bank.models import Order
from network.models import Network, User

# How long before something runs out it begins to wait for somebody.
RUNS_OUT = timedelta(days=60)


@dataclass(frozen=True)
class Scope:
    """For whom and on which day the queue is read."""

    network: Network
    user: User
    day: date

    @property
    def orders(self) -> QuerySet[Order]:
        """All orders that the user sees."""
        return Order.objects.visible_to(self.user).filter(network=self.network)

    @property
    def current_orders(self) -> QuerySet[Order]:
        """Without an outcome, neither overdue nor postponed: those have kinds of their own."""
        orders = self.orders.open().filter(postponed_at__isnull=True)
        return orders.exclude(wished_latest__isnull=False, wished_latest__lt=self.day)

    def url(self, page: str, *keys: Any) -> str:
        return reverse(page, args=[self.network.slug, *keys])


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: what, why, since when, and the act that ends it. ``posts``: the act is done at once."""

    kind: "Kind"
    title: str
    title_url: str
    reason: str
    since: date
    age_days: int
    act: str
    act_url: str
    posts: bool


class Kind:
    """One kind of waiting. ``code`` stands in addresses, ``act`` is what the button says."""

    code: ClassVar[str]
    label: ClassVar[Promise]
    act: ClassVar[Promise]
    # Stands before everything else, however new it is.
    first: ClassVar[bool] = False
    posts: ClassVar[bool] = False
    # What is read for the rows that are shown.
    subjects: ClassVar[QuerySet]

    def rows(self, scope: Scope) -> QuerySet:
        """All that waits, in any order."""
        raise NotImplementedError

    def since(self, scope: Scope) -> F | Any:
        """The column or expression that says since when: a day or a time."""
        raise NotImplementedError

    def title(self, subject: Model, scope: Scope) -> str:
        raise NotImplementedError

    def title_url(self, subject: Model, scope: Scope) -> str:
        raise NotImplementedError

    def reason(self, subject: Model, scope: Scope) -> str:
        """Why it waits; what the label of the kind says already is not said again."""
        return ""

    def act_url(self, subject: Model, scope: Scope) -> str:
        """Where the act is done: the page of the subject, unless it has a page of its own."""
        return self.title_url(subject, scope)

    def show(self, subject: Model, since: date | datetime, scope: Scope) -> Waiting:
        since = since.date() if isinstance(since, datetime) else since
        return Waiting(
            kind=self,
            title=self.title(subject, scope),
            title_url=self.title_url(subject, scope),
            reason=self.reason(subject, scope),
            since=since,
            age_days=max((scope.day - since).days, 0),
            act=str(self.act),
            act_url=self.act_url(subject, scope),
            posts=self.posts,
        )


def days_before(column: str) -> ExpressionWrapper:
    """The day on which something that runs out in ``column`` began to wait."""
    return ExpressionWrapper(F(column) - RUNS_OUT, output_field=DateField())


def until(day: date, scope: Scope) -> str:
    """Until when something holds, or held."""
    words = _("valid until %(day)s") if day >= scope.day else _("ran out on %(day)s")
    return words % {"day": date_format(day, "SHORT_DATE_FORMAT")}
