"""The demo: two invented networks, one account for each role, and nobody real."""

import csv
import json
import re
import subprocess
from collections import Counter
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as project_settings
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.urls import reverse
from django.utils import timezone

from bank.enums import SlotRole, Status
from bank.models import CONCERN_LENGTH, Member, Order, Slot, Training
from bank.queries import read_queue, status_of
from bulletins.models import BulletinVersion
from core.fuzzydates import parse
from core.guard import find_identity_codes
from core.models import LogEntry
from meetings.enums import OutcomeKind
from meetings.models import Attendance, Meeting
from network.enums import RoleKind
from network.models import Network, Person, User
from structure.queries import structure_on
from verkosto import demo as demo_package
from verkosto.demo.accounts import ACCOUNTS, PASSWORD, account
from verkosto.demo.kaakko_ended import ended_orders
from verkosto.demo.kaakko_meetings import kaakko_meetings
from verkosto.demo.kaakko_orders import open_orders
from verkosto.demo.uusimaa import LONG_NAME
from verkosto.demo.uusimaa_meetings import uusimaa_meetings

ROOT = Path(project_settings.BASE_DIR)
SEED_DATA = ROOT.parent / "shared" / "domain"
REGISTER_YEARS = (2008, 2009)


@override_settings(DEMO=True)
class TestLoadedDemo(TestCase):
    """A class, so that the demo is loaded once for all that look at it."""

    @classmethod
    def setUpTestData(cls):
        call_command("demo", stdout=StringIO())

    def test_both_networks_are_there(self):
        assert {network.slug: network.municipalities.count() for network in Network.objects.all()} == {
            "kaakko": 16,
            "uusimaa": 15,
        }
        assert Order.objects.exclude(network__slug="kaakko").count() == 0

    def test_register_has_the_shape_of_the_old_one(self):
        orders = Order.objects.filter(year__in=REGISTER_YEARS).order_by("year", "number")

        assert Counter(status_of(order) for order in orders) == {
            Status.CARRIED_OUT: 7,
            Status.OTHERWISE: 1,
            Status.NOT_CARRIED_OUT: 3,
            Status.CANCELLED: 3,
            Status.POSTPONED: 1,
        }
        assert Counter(order.wished_precision for order in orders) == {"day": 7, "month": 4, "season": 2, "pending": 2}
        held = Slot.objects.filter(order__in=orders).exclude(name_label="")
        assert Counter(held.values_list("role", flat=True)) == {
            SlotRole.LEAD: 18,
            SlotRole.TRAINEE: 2,
            SlotRole.RESERVE: 1,
        }
        ended = orders.filter(municipality__valid_to__isnull=False)
        assert list(ended.values_list("municipality_label", "municipality__successor__name_fi")) == [
            ("Elimäki", "Kouvola")
        ]

    def test_orders_of_today_give_the_coordinator_something_to_do(self):
        network = Network.objects.get(slug="kaakko")
        coordinator = User.objects.get(email=account(RoleKind.COORDINATOR).email)
        recent = Order.objects.exclude(year__in=REGISTER_YEARS)

        assert Counter(status_of(order) for order in recent) == {
            Status.CARRIED_OUT: 5,
            Status.OTHERWISE: 1,
            Status.NOT_CARRIED_OUT: 1,
            Status.CANCELLED: 1,
            Status.POSTPONED: 2,
            Status.OVERDUE: 3,
            Status.RECEIVED: 4,
            Status.SEARCHING: 2,
            Status.FILLED: 3,
        }
        waiting = {one.code: one.count for one in read_queue(network, coordinator).counts}
        assert {code: waiting[code] for code in ("tulos", "uusi", "paikka", "kutsuttava", "siirtyy")} == {
            "tulos": 3,
            "uusi": 4,
            "paikka": 2,
            "kutsuttava": 3,
            "siirtyy": 3,  # one has waited since the register of 2009
        }

    def test_members_who_left_keep_their_orders_and_cannot_be_picked(self):
        today = timezone.localdate()
        gone = Member.objects.exclude(pk__in=Member.objects.in_bank(today))

        assert gone.count() == 10
        assert Slot.objects.filter(member__in=gone).count() == 18

    def test_theme_workshop_of_2009_keeps_the_name_of_its_day(self):
        first, second = Meeting.objects.filter(network__slug="uusimaa", starts_at__year=2009).order_by("starts_at")

        assert first.group == second.group
        assert (first.group_label == first.group.name, second.group_label == second.group.name) == (False, True)
        assert (first.attendances.count(), first.items.count()) == (5, 6)
        assert first.items.filter(outcomes__kind=OutcomeKind.DECISION).count() == 3
        assert (first.next_meeting_earliest, first.attachments.count()) == (date(2009, 3, 4), 1)

    def test_structure_has_the_shape_of_the_old_one(self):
        network = Network.objects.get(slug="uusimaa")
        before, after = (structure_on(network, day) for day in (date(2008, 12, 1), date(2009, 2, 1)))

        assert {kind: len(before.of_kind(kind)) for kind in ("area", "theme", "strand")} == {
            "area": 3,
            "theme": 7,
            "strand": 1,
        }
        assert [one.name for one in before.themes if one.name not in {two.name for two in after.themes}] == [LONG_NAME]
        assert len(before.of_kind("member")) == 15

    def test_trainings_belong_to_projects_and_have_people(self):
        trainings = Training.objects.filter(network__slug="uusimaa").order_by("pk")

        assert [(one.project, one.project_key is None, one.people.count()) for one in trainings] == [
            ("Arjen tuki -hanke", False, 3),
            ("Arjen tuki -hanke", False, 0),
            ("Matalan kynnyksen nuorten paikat", False, 2),
        ]

    def test_bulletin_of_2008_tells_of_projects_and_of_what_members_are_asked(self):
        version = BulletinVersion.objects.get(number=1)
        told = {
            one["kind"]: [row["words"] for row in one["entries"]]
            for one in version.content["languages"]["fi"]["sections"]
        }

        assert (len(told["projects"]), len(told["questions"])) == (2, 1)

    def test_regional_meeting_has_twenty_people_and_next_year_in_words(self):
        meeting = Meeting.objects.get(starts_at__year=2006)

        assert meeting.attendances.count() == 20
        assert (meeting.next_meeting_text, meeting.next_meeting_earliest) == (
            "vuoden kuluttua helmikuussa",
            date(2007, 2, 1),
        )

    def test_titles_are_those_of_the_day(self):
        rows = Attendance.objects.filter(person__last_name="Virtaharju").order_by("meeting__starts_at")

        assert list(dict.fromkeys(row.title_label for row in rows)) == [
            "projektikoordinaattori",
            "kehittämispäällikkö",
        ]

    def test_everything_has_a_history(self):
        logged = LogEntry.objects.filter(action="bank.order.logged").values_list("target_id", flat=True)
        opened = LogEntry.objects.filter(action="meetings.meeting.opened").values_list("target_id", flat=True)

        assert set(logged) == set(Order.objects.values_list("pk", flat=True))
        assert set(opened) == set(Meeting.objects.values_list("pk", flat=True))
        assert not LogEntry.objects.filter(target_type="bank.order", actor=None).exists()

    def test_each_account_signs_in_and_finds_its_work(self):
        seen = {}
        for one in ACCOUNTS:
            self.client.logout()
            signed_in = self.client.post(reverse("account_login"), {"login": one.email, "password": PASSWORD})
            home = self.client.get(reverse("network-home", args=[one.network]))
            context = home.context
            seen[one.email] = (
                signed_in.status_code,
                bool(context["work"]),
                len(context["own_orders"] or []),
                len(context["own_assignments"] or []),
                bool(context["coming_meetings"]) and bool(context["latest_meetings"]),
            )

        assert seen == {
            "koordinaattori@kaakko.example": (302, True, 0, 0, True),
            "tilaaja@kaakko.example": (302, False, 5, 0, True),
            "vetaja@kaakko.example": (302, False, 0, 3, True),
            "sihteeri@kaakko.example": (302, False, 0, 0, True),
            "jasen@kaakko.example": (302, False, 0, 0, True),
            "toimittaja@kaakko.example": (302, False, 0, 0, True),
            "toimittaja2@kaakko.example": (302, False, 0, 0, True),
            "paakayttaja@kaakko.example": (302, False, 0, 0, True),
            "koordinaattori@uusimaa.example": (302, True, 0, 0, True),
            "sihteeri@uusimaa.example": (302, False, 0, 0, True),
            "redaktor@uusimaa.example": (302, False, 0, 0, True),
            "ledamot@uusimaa.example": (302, False, 0, 0, True),
        }

    def test_accounts_see_only_their_networks(self):
        seen = {user.email: set(Network.objects.visible_to(user).values_list("slug", flat=True)) for user in _users()}

        assert seen == {one.email: {one.network, *(slug for _role, slug in one.more)} for one in ACCOUNTS}

    def test_there_is_an_account_for_each_role(self):
        assert {kind for one in ACCOUNTS for kind in (one.role, *(role for role, _slug in one.more))} == set(RoleKind)
        assert {person.name for person in Person.objects.exclude(user=None)} == {one.name for one in ACCOUNTS}

    def test_second_run_changes_nothing(self):
        before = (LogEntry.objects.count(), Order.objects.count(), User.objects.count())
        out = StringIO()

        call_command("demo", stdout=out)

        assert out.getvalue() == "The demo is already there; nothing was changed.\n"
        assert (LogEntry.objects.count(), Order.objects.count(), User.objects.count()) == before

    def test_accounts_are_printed_with_their_password(self):
        out = StringIO()

        call_command("demo", "--accounts", stdout=out)

        lines = out.getvalue().splitlines()
        assert lines[0] == "The demo's accounts; click one on the sign-in page:"
        assert (
            " ".join(lines[1].split()) == "koordinaattori@kaakko.example Network coordinator kaakko Marja Koivuranta"
        )
        assert [line.split()[0] for line in lines[1:-1]] == [one.email for one in ACCOUNTS]
        assert lines[-1] == f"Password of all: {PASSWORD}"


@pytest.mark.parametrize("arguments", [[], ["--accounts"]])
def test_demo_is_refused_without_demo(settings, db, arguments):
    settings.DEMO = False

    with pytest.raises(CommandError, match="only for DEMO=1"):
        call_command("demo", *arguments)

    assert Network.objects.count() == 0


def test_accounts_are_not_promised_before_they_exist(settings, db):
    settings.DEMO = True
    out = StringIO()

    call_command("demo", "--accounts", stdout=out)

    assert out.getvalue() == "The demo is not loaded: ./dev manage demo\n"


@pytest.mark.parametrize("month", range(1, 13))
def test_days_of_the_demo_fit_together_all_year_round(month):
    for day in (1, 12, 24, 28):
        today = date(2027, month, day)
        for order in [*ended_orders(today), *open_orders(today)]:
            wished = parse(order.wished, today=order.received)
            held = parse(order.held, today=order.received) if order.held else wished
            assert order.received <= today
            assert not order.held or held.earliest <= today
            assert wished.latest is None or wished.latest >= order.received
        for meeting in [*kaakko_meetings(today), *uusimaa_meetings(today)]:
            assert meeting.starts < meeting.ends
            assert not meeting.next_meeting or parse(meeting.next_meeting, today=meeting.starts.date())
            assert meeting.starts.weekday() < 5
        overdue = [order for order in open_orders(today) if parse(order.wished, today=today).expired(today)]
        assert Counter(order.outcome for order in overdue) == {"": 3, "postponed": 2}
        assert today + timedelta(days=4) <= min(
            meeting.starts.date() for meeting in kaakko_meetings(today) if meeting.starts.date() > today
        )


def test_concerns_are_short_and_data_holds_no_identity_codes():
    today = date(2027, 1, 15)
    sources = [path.read_text(encoding="utf-8") for path in Path(demo_package.__file__).parent.glob("*.py")]

    assert max(len(order.concern) for order in open_orders(today)) <= CONCERN_LENGTH
    assert [span for source in sources for span in find_identity_codes(source)] == []


def test_no_real_person_of_the_seeds_is_in_the_repository():
    if not SEED_DATA.is_dir():
        pytest.skip(f"{SEED_DATA} is not beside the checkout: there are no seeds to compare with")
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: there is no list of tracked files")
    names = _real_names()
    pattern = re.compile("|".join(sorted(map(_spelled, names))), re.IGNORECASE)
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout

    found = {}
    for name in filter(None, tracked.split("\0")):
        path = ROOT / name
        if path.is_file() and (hits := pattern.findall(_text(path))):
            # How many, not who: the names do not belong into a test report either.
            found[name] = len(hits)

    assert len(names) > 30
    assert found == {}


def _users():
    return User.objects.filter(email__in=[one.email for one in ACCOUNTS])


def _real_names() -> set[str]:
    """Full names of leaders, orderers and attendees, as "First Last"."""
    found = set()
    with (SEED_DATA / "bank_orders_2008_2009.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found |= {name.strip() for name in row["leaders"].split(";")}
            found |= {name.strip() for name in row["orderer"].split("/")[1:]}
    for path in SEED_DATA.glob("minutes_*.json"):
        for attendee in json.loads(path.read_text(encoding="utf-8"))["attendees"]:
            found |= {attendee["name"].strip(), attendee["printed_name"].strip()}
    return {name for name in found if len(name.split()) > 1}


def _spelled(name: str) -> str:
    """The name as a pattern: either order of its parts, any white space between them."""
    parts = [re.escape(part) for part in name.split()]
    straight, turned = r"\s+".join(parts), r",?\s+".join([parts[-1], *parts[:-1]])
    return rf"\b{straight}\b|\b{turned}\b"


def _text(path: Path) -> str:
    """The text of a file; nothing of a binary one."""
    content = path.read_bytes()
    return "" if b"\0" in content[:8000] else content.decode("utf-8", errors="replace")
