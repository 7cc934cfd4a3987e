"""Printed documents of the catalogue: brochures, the book, two methods side by side, and the figure of the zones."""

from methods.documents.book import BOOK, book_context, render_book
from methods.documents.brochures import A4, BROCHURE, FOLDED, brochure_context, render_brochure
from methods.documents.comparisons import COMPARISON, comparison_context, render_comparison
from methods.documents.zone_figures import ZONES, render_zones, zones_context

__all__ = [
    "A4",
    "BOOK",
    "BROCHURE",
    "COMPARISON",
    "FOLDED",
    "ZONES",
    "book_context",
    "brochure_context",
    "comparison_context",
    "render_book",
    "render_brochure",
    "render_comparison",
    "render_zones",
    "zones_context",
]
