"""Addresses of workshop days: everybody in the network reads them, those who keep meetings keep them."""

from verkosto.access.kinds import ALL_READERS, ANYBODY, COORDINATOR, MEETING_WRITERS, SECRETARY, Access, Open, network

HOSTS = (COORDINATOR, SECRETARY)

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
    # --- D: programme and sign-up; addresses of people are restricted ---
    Access("workshops:programme-print", "POST", ALL_READERS, of="workshop day"),
    Access("workshops:programme-calendar", "GET", ALL_READERS, of="workshop day"),
    Access("workshops:signup-list", "GET", MEETING_WRITERS, of="workshop day", committed=HOSTS),
    Access("workshops:signup-create", "GET POST", MEETING_WRITERS, of="workshop day"),
    Access("workshops:signup-sheet", "POST", MEETING_WRITERS, of="workshop day", committed=HOSTS, again="POST"),
    Access("workshops:signup-update", "GET POST", MEETING_WRITERS, of="sign-up", committed=HOSTS),
    Access("workshops:signup-move", "GET POST", MEETING_WRITERS, of="sign-up"),
    Access("workshops:signup-cancel", "POST", MEETING_WRITERS, of="sign-up"),
    Access("workshops:attendance", "GET", MEETING_WRITERS, of="workshop day"),
    Access("workshops:attendance-print", "POST", MEETING_WRITERS, of="workshop day"),
    Access("workshops:attendance-mark", "POST", MEETING_WRITERS, of="sign-up"),
    # The key of the day opens its sign-up for everybody, the key of a sign-up one's own page.
    Access("signup:form", "GET POST", Open.PUBLIC, of="form of sign-up"),
    Access("signup:calendar", "GET", Open.PUBLIC, of="form of sign-up"),
    Access("signup:programme", "GET POST", Open.PUBLIC, of="form of sign-up"),
    Access("signup:programme-file", "GET", Open.PUBLIC, of="form of sign-up"),
    Access("signup:own", "GET POST", Open.PUBLIC, of="own sign-up"),
    Access("signup:cancel", "POST", Open.PUBLIC, of="own sign-up"),
    # --- The host: wall, glance, typing and pasting, moving ---
    Access("workshops:wall", "GET", ALL_READERS, of="workshop day"),
    Access("workshops:host-desk", "GET POST", MEETING_WRITERS, of="workshop day"),
    Access("workshops:entry-reflection", "GET POST", MEETING_WRITERS, of="workshop day"),
    Access("workshops:entry-follow-up", "GET POST", MEETING_WRITERS, of="workshop day"),
    Access("workshops:entry-feedback", "GET POST", MEETING_WRITERS, of="workshop day"),
    Access("workshops:entry-paste", "GET POST", MEETING_WRITERS, of="workshop day"),
    Access("workshops:reflection-move", "GET POST", MEETING_WRITERS, of="reflection"),
    Access("workshops:follow-up-move", "GET POST", MEETING_WRITERS, of="follow-up"),
    # The summary
    Access("workshops:day-json", "GET", MEETING_WRITERS, of="workshop day"),
    Access("workshops:summary", "GET", ALL_READERS, of="workshop day"),
    Access("workshops:summary-print", "POST", ALL_READERS, of="workshop day"),
    Access("workshops:summary-themes", "GET POST", MEETING_WRITERS, of="workshop day"),
    Access("workshops:theme-create", "GET POST", MEETING_WRITERS, of="workshop day"),
    Access("workshops:theme-update", "GET POST", MEETING_WRITERS, of="theme of day"),
    Access("workshops:theme-move", "POST", MEETING_WRITERS, of="theme of day"),
    Access("workshops:theme-remove", "POST", MEETING_WRITERS, of="theme of day"),
    Access("workshops:reflection-text", "GET POST", MEETING_WRITERS, of="reflection"),
    Access("workshops:followup-text", "GET POST", MEETING_WRITERS, of="follow-up"),
    # Follow-up and feedback. The key of a mail opens the page on which a municipality tells what came of its steps.
    Access("workshops:feedback-years", "GET", ANYBODY),
    Access("workshops:feedback", "GET", ALL_READERS, of="workshop day"),
    Access("workshops:follow-ups", "GET", ALL_READERS, of="workshop day"),
    Access("workshops:follow-ups-make", "POST", MEETING_WRITERS, of="workshop day"),
    Access("workshops:follow-up-make", "POST", MEETING_WRITERS, of="follow-up"),
    Access("news:tell", "GET POST", Open.PUBLIC, of="news of a next step"),
    Access("news:told", "GET", Open.PUBLIC),
]
