import pytest

from meetings.models import Meeting
from network.enums import RoleKind


@pytest.mark.parametrize("role", RoleKind.values)
def test_everybody_who_sees_a_meeting_may_view_and_print_it(as_role, meeting, role):
    user = as_role(role)

    answers = {user.has_perm(f"meetings.{act}", meeting) for act in ("view_meeting", "print_minutes")}

    assert answers == {Meeting.objects.visible_to(user).filter(pk=meeting.pk).exists()} == {True}


def test_outsiders_neither_see_nor_view(outsider, meeting):
    answers = {user_may(outsider, act, meeting) for act in ("view_meeting", "print_minutes", "change_meeting")}

    assert (answers, Meeting.objects.visible_to(outsider).filter(pk=meeting.pk).exists()) == ({False}, False)


@pytest.mark.parametrize("role", RoleKind.values)
def test_secretaries_and_coordinators_write(as_role, meeting, role):
    user = as_role(role)

    answers = {user_may(user, "add_meeting", meeting.network), user_may(user, "change_meeting", meeting)}

    assert answers == {role in (RoleKind.SECRETARY, RoleKind.COORDINATOR)}


def user_may(user, act, thing):
    return user.has_perm(f"meetings.{act}", thing)
