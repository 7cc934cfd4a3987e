"""Whatever is edited, published and rolled forward: no row is lost or shared, and what was published stays."""

from contextlib import suppress

from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from core.errors import DomainError
from methods.models import MethodVersion
from methods.models.parts import PARTS, TEXTS
from methods.services import (
    discard_version,
    open_version,
    pass_content,
    pass_language,
    publish_version,
    return_version,
    roll_forward,
    save_parts,
    save_text,
    submit_version,
)
from tests.factories.methods import FacilitatorRuleFactory, PhaseFactory, ZonePlacementFactory
from tests.factories.network import UserFactory
from tests.methods.test_services_versions import said

SITUATIONS = ["take_up", "stuck", "acute", "placement"]
ZONES = [(2, 2, 3), (3, 4, 5), (4, 6, 7)]


class Acts:
    """The acts that a sequence is made of: each takes two numbers and picks by them what it writes and where."""

    def __init__(self):
        version = FacilitatorRuleFactory().version
        ZonePlacementFactory(version=version)
        PhaseFactory(version=version)
        self.method, self.author, self.reviewer = version.method, UserFactory(), UserFactory()
        self.published = {version.pk: said(version)}

    @property
    def draft(self):
        return self.method.versions.drafts().first()

    def open(self, which, _other):
        versions = list(self.method.versions.exclude(published_from=None))
        roll_forward(versions[which % len(versions)], actor=self.author)

    def write(self, which, number):
        field, language = TEXTS[which % len(TEXTS)], ("fi", "sv", "en")[number % 3]
        row = self.draft.texts.filter(language=language).first()
        save_text(self.draft, language=language, field=field, text=f"Sanat {number}",
                  based_on=getattr(row, field) if row else "", actor=self.author)  # fmt: skip

    def write_phases(self, which, number):
        rows = [{"text_fi": f"Vaihe {number} {place}", "minutes": place} for place in range(which % 4)]
        save_parts(self.draft, part="phases", rows=rows, revision=self.draft.revision, actor=self.author)

    def write_situations(self, which, number):
        rows = [{"situation": code} for code in SITUATIONS[which % 3 :][: number % 4]]
        save_parts(self.draft, part="situations", rows=rows, revision=self.draft.revision, actor=self.author)

    def write_zones(self, which, number):
        rows = [
            {"zone": zone, "first_step": first, "last_step": last, "source": f"Lähde {number}"}
            for zone, first, last in ZONES[which % 3 :]
        ]
        save_parts(self.draft, part="placements", rows=rows, revision=self.draft.revision, actor=self.author)

    def publish(self, _which, number):
        submit_version(self.draft, change_note=f"Muutos {number}", actor=self.author)
        pass_content(self.draft, actor=self.reviewer)
        pass_language(self.draft, actor=self.reviewer)
        version = publish_version(self.draft, actor=self.author)
        self.published[version.pk] = said(version)

    def give_back(self, _which, number):
        submit_version(self.draft, change_note=f"Muutos {number}", actor=self.author)
        return_version(self.draft, reason="Vielä.", actor=self.reviewer)

    def discard(self, _which, _number):
        discard_version(self.draft, actor=self.author)


ACTS = [name for name in vars(Acts) if not name.startswith("_") and name != "draft"]
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 50), st.integers(0, 50)), min_size=5, max_size=25)


class VersionsStayWhole(TestCase):
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(steps=STEPS)
    def test_no_row_is_lost_or_shared(self, steps):
        acts = Acts()
        for name, which, number in steps:
            if name == "open" or acts.draft is not None:
                with suppress(DomainError):
                    getattr(acts, name)(which, number)
        versions = {version.pk: version for version in MethodVersion.objects.filter(method=acts.method)}

        assert {pk: said(versions[pk]) for pk in acts.published} == acts.published
        for part in PARTS:
            rows = [row.pk for version in versions.values() for row in getattr(version, part).all()]
            assert len(rows) == len(set(rows))
        assert sum(version.published_from is None for version in versions.values()) <= 1

    def test_a_version_reads_as_it_was_after_ten_later_ones(self):
        acts = Acts()
        first = next(iter(acts.published))
        for number in range(10):
            acts.open(0, 0)
            for which in range(len(TEXTS)):
                acts.write(which, number)
            acts.write_phases(3, number)
            acts.write_zones(1, number)
            acts.publish(0, number)

        version = MethodVersion.objects.get(pk=first)
        assert said(version) == acts.published[first]
        assert acts.method.versions.published(timezone.now()).count() == 11
        open_version(version, actor=acts.author)
        assert said(version) == acts.published[first]
