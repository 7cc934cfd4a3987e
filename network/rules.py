"""Who may do what in a network: predicates with names, shared by all apps."""

import rules

from network.enums import PEOPLE_KEEPERS, RoleKind


def network_of(thing):
    """The network of an object, or the network itself."""
    return getattr(thing, "network", thing)


def role_predicate(*kinds):
    """A predicate: the user has one of the roles today in the network of the object (or in the network given)."""

    @rules.predicate(f"role:{','.join(kinds)}")
    def has_role(user, thing):
        return thing is not None and user.is_authenticated and user.has_role(network_of(thing), *kinds)

    return has_role


is_coordinator = role_predicate(RoleKind.COORDINATOR)
is_orderer = role_predicate(RoleKind.ORDERER)
is_facilitator = role_predicate(RoleKind.FACILITATOR)
is_secretary = role_predicate(RoleKind.SECRETARY)
is_editor = role_predicate(RoleKind.EDITOR)
is_admin = role_predicate(RoleKind.ADMIN)
has_any_role = role_predicate(*RoleKind.values)

# Their accounts open more than their own affairs.
SECOND_STEP_ROLES = (RoleKind.COORDINATOR, RoleKind.EDITOR, RoleKind.ADMIN)


def needs_second_step(user):
    """Whether an account that has signed in may be used with a second step of signing in only."""
    return user.is_superuser or bool(user.network_ids(*SECOND_STEP_ROLES))


keeps_people = role_predicate(*PEOPLE_KEEPERS)


@rules.predicate
def is_oneself(user, person):
    return user.is_authenticated and getattr(person, "user_id", None) == user.pk


rules.add_perm("network.view_network", has_any_role)
rules.add_perm("network.change_municipalities", is_coordinator | is_admin)
rules.add_perm("network.view_person", keeps_people | is_oneself)
rules.add_perm("network.list_people", keeps_people)
rules.add_perm("network.add_person", keeps_people)
rules.add_perm("network.change_person", keeps_people)
rules.add_perm("network.import_people", keeps_people)
rules.add_perm("network.view_organisation", has_any_role)
rules.add_perm("network.add_organisation", keeps_people)
rules.add_perm("network.change_organisation", keeps_people)
rules.add_perm("network.view_group", has_any_role)
rules.add_perm("network.manage_groups", keeps_people)
rules.add_perm("network.manage_roles", is_admin)
rules.add_perm("network.export_person", is_admin)
rules.add_perm("network.merge_people", is_admin)
rules.add_perm("network.merge_organisations", is_admin)
rules.add_perm("network.erase_person", is_admin)
rules.add_perm("network.view_processing", is_admin)
rules.add_perm("network.change_data_officer", is_admin)
rules.add_perm("network.manage_commitment", is_coordinator)
