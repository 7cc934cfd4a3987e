"""What pages, documents and files say of a workshop day; nothing here writes."""

from workshops.queries.places import Places, places_of, programme_of
from workshops.queries.signups import SignUps, sign_ups_of, sign_ups_with

__all__ = ["Places", "SignUps", "places_of", "programme_of", "sign_ups_of", "sign_ups_with"]
