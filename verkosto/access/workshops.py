"""Addresses of workshop days: everybody in the network reads them, those who keep meetings keep them."""

from verkosto.access.kinds import ALL_READERS, ANYBODY, COORDINATOR, MEETING_WRITERS, SECRETARY, Access, Open, network

WORKSHOPS = [
    Access("workshops:day-list", "GET", ANYBODY),
    Access("workshops:day-create", "GET POST", network(COORDINATOR, SECRETARY)),
    Access("workshops:day-detail", "GET", ALL_READERS, of="workshop day"),
    Access("workshops:day-update", "GET POST", MEETING_WRITERS, of="workshop day"),
    Access("workshops:workshop-create", "GET POST", MEETING_WRITERS, of="workshop day"),
    Access("workshops:workshop-update", "GET POST", MEETING_WRITERS, of="workshop"),
    Access("workshops:workshop-remove", "POST", MEETING_WRITERS, of="workshop"),
    Access("workshops:answering-open", "POST", MEETING_WRITERS, of="workshop day"),
    Access("workshops:answering-close", "POST", MEETING_WRITERS, of="workshop day"),
    # Phones: the code on the screen is what opens the day's form, without an account.
    Access("workshops:phone-code", "GET", MEETING_WRITERS, of="workshop day"),
    Access("phones:code", "GET", Open.PUBLIC),
    Access("phones:form", "GET POST", Open.PUBLIC, of="form for phones"),
    Access("phones:lines", "GET", Open.PUBLIC, of="form for phones"),
    Access("phones:withdraw", "POST", Open.PUBLIC, of="form for phones"),
    # --- The host: wall, glance, typing and pasting, moving ---
    Access("workshops:wall", "GET", ALL_READERS, of="workshop day"),
    Access("workshops:host-desk", "GET POST", MEETING_WRITERS, of="workshop day"),
    Access("workshops:entry-reflection", "GET POST", MEETING_WRITERS, of="workshop day"),
    Access("workshops:entry-follow-up", "GET POST", MEETING_WRITERS, of="workshop day"),
    Access("workshops:entry-feedback", "GET POST", MEETING_WRITERS, of="workshop day"),
    Access("workshops:entry-paste", "GET POST", MEETING_WRITERS, of="workshop day"),
    Access("workshops:reflection-move", "GET POST", MEETING_WRITERS, of="reflection"),
    Access("workshops:follow-up-move", "GET POST", MEETING_WRITERS, of="follow-up"),
]
