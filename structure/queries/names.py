"""What members are called where municipalities are meant."""

from network.models import Organisation


def name_of_member(organisation: Organisation) -> str:
    """The municipality the organisation or what it is a part of belongs to; else the name. Reads both with parent."""
    above = organisation.parent
    municipality = organisation.municipality or (above.municipality if above else None)
    return municipality.name if municipality else (above or organisation).name
