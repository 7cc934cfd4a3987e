"""What waits for the coordinator, oldest first; and what is coming.

Each kind of waiting is one small class (``orders``, ``people``, ``outside``) that names its rows and since when they
wait; ``reading`` puts them into one list. Adding a kind is writing such a class and naming it in ``KINDS``.
"""

from bank.queries.queue.coming import coming_orders
from bank.queries.queue.reading import KINDS, Queue, read_queue
from bank.queries.queue.shapes import Kind, Scope, Waiting

__all__ = ["KINDS", "Kind", "Queue", "Scope", "Waiting", "coming_orders", "read_queue"]
