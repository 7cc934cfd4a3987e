"""Owners are reminded of their actions a week before the last day, and each week after it: a link, no content.

An action of an organisation reminds those who represent it in the group that agreed the action, one of a group its
chair and secretary, one of the project staff the network's coordinators. Only people with an account are reminded:
the link leads to a page that the others could not open.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from core.mail import Mail, address_of, register_mail, send_mail
from meetings.enums import OwnerKind
from meetings.models import Outcome
from network.enums import GroupRole, NoticeKind, RoleKind
from network.models import GroupMembership, Person, Role
from network.services import notify, register_notice

REMIND = "meetings.actions_wait"
BEFORE = AGAIN = timedelta(days=7)


@transaction.atomic
def remind_of_actions(day: date) -> int:
    """Queue one mail for each person whose actions fall due by a week from ``day``; returns how many.

    Safe to call as often as one likes: an action reminds once a week, and a person gets one mail a day.
    """
    now = timezone.now()
    rested = Q(reminded_at__isnull=True) | Q(reminded_at__lte=now - AGAIN)
    actions = Outcome.objects.due_by(day + BEFORE).filter(rested).exclude(owner_kind="")
    actions = list(actions.select_for_update(skip_locked=True).order_by("pk")[:2000])
    people = _people_of(actions, day)
    for person in people:
        mail = partial(send_mail, REMIND, person, actor=None, key=day.isoformat())
        path = reverse("meetings:action-list", args=[person.network.slug])
        key = f"{person.pk}:{day.isoformat()}"
        notify(person.user, about=REMIND, network=person.network, path=path, key=key, actor=None, at_once=mail)
    Outcome.objects.filter(pk__in=[action.pk for action in actions]).update(reminded_at=now)
    return len(people)


def _people_of(actions: Iterable[Outcome], day: date) -> list[Person]:
    """Who does the actions, each once, with accounts; four queries."""
    wanted = {action.owner_person_id for action in actions if action.owner_kind == OwnerKind.PERSON}
    represented = {(one.group_id, one.owner_organisation_id) for one in actions if one.owner_organisation_id}
    groups = {one.owner_group_id for one in actions if one.owner_group_id}
    memberships = GroupMembership.objects.on(day).filter(person__isnull=False)
    both = memberships.filter(
        Q(group__in={group for group, _one in represented if group})
        | Q(group__in=groups, role__in=[GroupRole.CHAIR, GroupRole.SECRETARY])
    )
    leads = (GroupRole.CHAIR, GroupRole.SECRETARY)
    for group, organisation, person, role in both.values_list("group", "organisation", "person", "role"):
        if (group, organisation) in represented or (group in groups and role in leads):
            wanted.add(person)
    networks = {one.network_id for one in actions if one.owner_kind == OwnerKind.STAFF}
    roles = Role.objects.on(day).filter(network__in=networks, kind=RoleKind.COORDINATOR)
    staff = Q()
    for network, user in roles.values_list("network", "user"):
        staff |= Q(network=network, user=user)
    known = Q(pk__in=wanted - {None})
    people = Person.objects.filter(known | staff if staff else known, user__is_active=True)
    return list(people.select_related("user", "network").order_by("pk"))


def compose(person: Person) -> Mail | None:
    """The mail, or nothing when no action waits any more or the person has no role in the network today."""
    user, day = person.user, timezone.localdate()
    if user is None or not user.is_active or not user.has_perm("meetings.view_register", person.network):
        return None
    actions = Outcome.objects.visible_to(user).due_by(day + BEFORE).filter(network=person.network_id)
    if not actions.of_user(user, day).exists():
        return None
    with translation.override(user.language):
        path = reverse("meetings:action-list", args=[person.network.slug])
        context = {"url": address_of(path), "network": str(person.network)}
        subject = render_to_string("meetings/email/actions_subject.txt", context)
        return Mail(user.email, subject, render_to_string("meetings/email/actions.txt", context))


register_notice(REMIND, kind=NoticeKind.ACTION, words=_("Actions of yours fall due or are late."))
register_mail(REMIND, compose=compose)
