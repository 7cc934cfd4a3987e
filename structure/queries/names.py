"""What members are called where municipalities are meant."""

from network.enums import OrganisationKind
from network.models import Organisation


def name_of_member(organisation: Organisation) -> str:
    """A municipality's own name for its organisation and for what is a part of that; of others the name of the whole.

    An association or a county has its seat in a municipality and is not that. Reads the municipality and the parent
    with its municipality.
    """
    whole = organisation.parent or organisation
    if whole.kind == OrganisationKind.MUNICIPALITY and whole.municipality:
        return whole.municipality.name
    return whole.name
