"""Who may open what: every address of the product in one table, for people to review.

``tests/verkosto/test_access.py`` fails on an address that is not here, and walks every row as anonymous, as every role
and as somebody without one, with objects of one's own, of others, of another network and with keys of nothing:

- what somebody may not even know of is 404, the same bytes as for what does not exist;
- what somebody sees but may not do is 403;
- anonymous people are sent to the sign-in page, except from what is public;
- another method than those named is 405.

The rules themselves are ``visible_to`` of the querysets (who sees) and ``rules.py`` of the apps (who may). This table
is what they are held against, so it says again in plain words what they say in code.
"""

from verkosto.access.bank import BANK
from verkosto.access.everybody import DOCUMENTS, EVERYBODY
from verkosto.access.kinds import Access, InNetwork, Open, Which
from verkosto.access.meetings import MEETINGS
from verkosto.access.network import NETWORK
from verkosto.access.workshops import WORKSHOPS

ACCESS = [*EVERYBODY, *NETWORK, *BANK, *MEETINGS, *WORKSHOPS]

__all__ = ["ACCESS", "DOCUMENTS", "Access", "InNetwork", "Open", "Which"]
