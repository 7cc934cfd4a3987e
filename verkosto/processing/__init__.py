"""The register of processing (GDPR art. 30): made from what fields declare, the rules of retention and a few words.

Purposes, bases, people, recipients and safeguards stand in ``activities``; who the controller is, in the settings.
"""

from verkosto.processing.activities import ACTIVITIES, WITHOUT_PEOPLE
from verkosto.processing.documents import KIND, processing_context

__all__ = ["ACTIVITIES", "KIND", "WITHOUT_PEOPLE", "processing_context"]
