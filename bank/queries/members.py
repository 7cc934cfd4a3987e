"""Members of the bank as of a day."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bank.enums import Category, QualificationState
from bank.models import Member, Qualification
from network.enums import RoleKind
from network.models import Network, Position, User

# The rows of the table as the field prints them, and the categories of each.
# Source: Selvitys verkostotyöstä Kaakkois-Suomessa, 2009, table 1.
TABLE_ROWS: tuple[tuple[Promise, tuple[Category, ...]], ...] = (
    (_("Trainers in taking up worries and mappers of worries"), (Category.WORRY_TRAINER, Category.WORRY_MAPPER)),
    (_("Conveners of family group conferences"), (Category.CONVENER,)),
    (_("Network consultants"), (Category.CONSULTANT,)),
    (_("Those in training to be network consultants"), (Category.CONSULTANT_TRAINEE,)),
)


def table_of_members(network: Network, day: date) -> dict[str, Any]:
    """The members of the bank by category as of a day, with names under each; three queries.

    Shape: {"rows": [{"label", "count": people, "in_training": people who only train for it, "parts": [{"label": of
    the category, "" when the row has only one; "people": [{"id", "name", "employer", "state", "since", "expires_on",
    "in_training"}]}]}], "people": all different people}. Whoever trains to be a network consultant stands in the last
    row, also when written down as a consultant in training.
    """
    rows = (
        Qualification.objects.on(day)
        .filter(member__network=network, member__in=Member.objects.filter(network=network).in_bank(day))
        .exclude(state=QualificationState.LEFT)
        .select_related("member__person", "method")
        .order_by("member__person__last_name", "member__person__first_name", "member", "method", "pk")
    )
    by_category: dict[str, dict[int, dict[str, Any]]] = defaultdict(dict)
    rows = list(rows)
    employers = _employers({row.member.person_id for row in rows}, day)
    for row in rows:
        state, category = row.state_on(day), row.category
        if category == Category.CONSULTANT and state == QualificationState.IN_TRAINING:
            category = Category.CONSULTANT_TRAINEE
        only_training = state == QualificationState.IN_TRAINING and category != Category.CONSULTANT_TRAINEE
        known = by_category[category].get(row.member_id)
        if known is not None and (not known["in_training"] or only_training):
            continue  # one person of several methods is one person
        by_category[category][row.member_id] = {
            "id": row.member_id,
            "name": row.member.person.name,
            "employer": employers.get(row.member.person_id, ""),
            "state": str(state.label),
            "since": row.valid_from,
            "expires_on": row.expires_on,
            "in_training": only_training,
        }
    table = [_table_row(str(label), categories, by_category) for label, categories in TABLE_ROWS]
    return {"rows": table, "people": len({row.member_id for row in rows})}


def _table_row(
    label: str, categories: tuple[Category, ...], by_category: dict[str, dict[int, dict[str, Any]]]
) -> dict[str, Any]:
    parts = [
        {"label": str(category.label) if len(categories) > 1 else "", "category": str(category),
         "people": list(by_category[category].values())}
        for category in categories
    ]  # fmt: skip
    able = {one["id"] for part in parts for one in part["people"] if not one["in_training"]}
    learning = {one["id"] for part in parts for one in part["people"] if one["in_training"]}
    return {"label": label, "count": len(able), "in_training": len(learning - able), "parts": parts}


def _employers(people: set[int], day: date) -> dict[int, str]:
    """``{person: employers of the day}``."""
    found: dict[int, list[str]] = defaultdict(list)
    for position in Position.objects.on(day).filter(person__in=people).select_related("organisation"):
        found[position.person_id].append(position.organisation.name)
    return {person: ", ".join(dict.fromkeys(names)) for person, names in found.items()}


def phone_shown_to(user: User, member: Member) -> str:
    """The member's phone number: to coordinators and oneself, to others only where the member has allowed it."""
    own = member.person.user_id is not None and member.person.user_id == user.pk
    if own or member.show_phone or user.has_role(member.network, RoleKind.COORDINATOR):
        return member.person.phone
    return ""
