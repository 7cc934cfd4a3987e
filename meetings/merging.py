"""What meetings move when two rows of a person become one (``network.services.merging``)."""

from meetings.models import Attendance, MeetingTemplate
from network.models import Person


def move_person(double: Person, into: Person) -> dict[str, int]:
    """Of a meeting in which both stand, the list of people stays as it was written: the double's line is a name."""
    meetings = Attendance.objects.filter(person=into).values("meeting")
    Attendance.objects.filter(person=double, meeting__in=meetings).update(person=None)
    templates = MeetingTemplate.objects.filter(people=double)
    for template in templates:
        template.people.remove(double)
        template.people.add(into)
    return {str(MeetingTemplate._meta.verbose_name): len(templates)}
