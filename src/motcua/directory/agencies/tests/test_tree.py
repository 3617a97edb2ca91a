from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from motcua.directory.agencies import queries
from motcua.directory.agencies.actions import (
    CodeTaken,
    CodeUnfit,
    HeirNotInForce,
    NameNotYet,
    NotInForce,
    ParentEnded,
    SuccessionTerms,
    record_succession,
    rename_agency,
)
from motcua.directory.agencies.models import Agency, Membership
from motcua.directory.agencies.tests.factories import (
    LONG_AGO,
    add_role,
    make_agency,
    make_officer,
    make_one_stop,
)
from motcua.kernel import clock
from motcua.kernel.events.verify import verify

MERGED_ON = date(2026, 3, 1)
TERMS = SuccessionTerms(kind="merger", on=MERGED_ON, decision="Quyết định mẫu 01/QĐ-UBND")


def end(*predecessors, by, on=MERGED_ON):
    terms = SuccessionTerms(kind="merger", on=on, decision="Quyết định mẫu")
    record_succession(predecessors=predecessors, successors=by, terms=terms, at=clock.now())


@pytest.mark.django_db
class TestCreation:
    def test_codes_must_fit_and_be_free(self):
        agency = make_agency(code="H77.01", old_code="000.00.01.H77")
        assert str(agency) == agency.name
        for code in ("h77.01", "77.01", "H77.", "H77.0", "H77." + "01." * 11 + "01"):
            with pytest.raises(CodeUnfit):
                make_agency(code=code)
        with pytest.raises(CodeUnfit):
            make_agency(old_code="H77.01")
        with pytest.raises(CodeTaken):
            make_agency(code="H77.01")

    def test_a_parent_must_be_in_force(self):
        old, new = make_agency(), make_agency()
        end(old, by=[new])
        with pytest.raises(ParentEnded):
            make_agency(parent=old, valid_from=MERGED_ON)

    def test_names_have_their_days(self):
        agency = make_agency("Sở Mẫu")
        rename_agency(agency=agency, name="Sở  Mẫu mới", on=date(2026, 1, 1), at=clock.now())
        assert agency.name == "Sở Mẫu mới"
        assert agency.folded == "so mau moi"
        assert queries.agency_name_on(agency.pk, date(2025, 12, 31)) == "Sở Mẫu"
        assert queries.agency_name_on(agency.pk, date(2026, 1, 1)) == "Sở Mẫu mới"
        assert queries.agency_name_on(agency.pk, date(2020, 1, 1)) == "Sở Mẫu"

    def test_a_former_name_learnt_late_does_not_become_the_present_one(self):
        agency = make_agency("Sở Mẫu", valid_from=date(2026, 1, 1))
        rename_agency(agency=agency, name="Sở Cũ", on=date(2025, 8, 1), at=clock.now())
        assert Agency.objects.get(pk=agency.pk).name == "Sở Mẫu"

    def test_a_name_cannot_be_promised(self):
        with pytest.raises(NameNotYet):
            rename_agency(agency=make_agency(), name="Sở Mai Sau", on=date(2999, 1, 1), at=clock.now())


@pytest.mark.django_db
class TestSearch:
    def test_finds_both_forms_of_a_code(self):
        new_only = make_agency(code="H78.04")
        both = make_agency(code="H78.05", old_code="000.00.09.H78")
        deep = make_agency(code="H78.50.05.13")
        assert list(queries.agencies_found("000.00.04.H78")) == [new_only]
        assert list(queries.agencies_found("h78.04")) == [new_only]
        assert list(queries.agencies_found("000.00.09.h78")) == [both]
        assert list(queries.agencies_found("000.00.09")) == [both]
        assert list(queries.agencies_found("013.05.50.H78")) == [deep]
        assert queries.agency_with_code(" 000.00.04.h78 ") == new_only
        assert queries.agency_with_code("000.00.09.H78") == both
        assert queries.agency_with_code("013.05.50.H78") == deep
        assert queries.agency_with_code("H99.99") is None

    def test_finds_names_without_marks_in_any_order(self):
        agency = make_agency("Sở Nông nghiệp và Môi trường")
        make_agency("Sở Nội vụ")
        for asked in ("nong nghiep", "MÔI TRƯỜNG", "truong so", "nông nghiep"):
            assert list(queries.agencies_found(asked)) == [agency]

    @pytest.mark.parametrize("asked", ["", "   ", "\0", "\ud800", "%", "_", "x" * 5000, "H27\0"])
    def test_odd_questions_find_nothing(self, asked):
        make_agency()
        assert list(queries.agencies_found(asked)) == []
        assert queries.agency_with_code(asked) is None

    def test_respects_the_day(self):
        old, new = make_agency("Sở Xưa"), make_agency("Sở Nay")
        end(old, by=[new])
        assert list(queries.agencies_found("so xua", on=date(2026, 2, 28))) == [old]
        assert list(queries.agencies_found("so xua", on=MERGED_ON)) == []


@pytest.mark.django_db
class TestSuccession:
    def test_a_merger_ends_agencies_with_all_below(self):
        first, second, heir = make_agency(), make_agency(), make_agency()
        one_stop = make_one_stop(first)
        officer = make_officer("intake_officer", one_stop.agency)
        add_role(officer, "case_officer", first, since=date(2026, 6, 1))
        end(first, second, by=[heir])
        for agency in (first, second, one_stop.agency):
            agency.refresh_from_db()
            assert agency.valid_to == MERGED_ON
            assert queries.successors_on(agency, date(2026, 5, 5)) == [heir]
        assert queries.successors_on(first, date(2026, 2, 28)) == [first]
        one_stop.refresh_from_db()
        assert one_stop.valid_to == MERGED_ON
        rows = Membership.objects.filter(officer=officer).order_by("valid_from")
        assert [(row.valid_from, row.valid_to) for row in rows] == [
            (LONG_AGO, MERGED_ON),
            (date(2026, 6, 1), date(2026, 6, 1)),
        ]
        assert list(verify()) == []

    def test_a_split_has_several_heirs_and_chains_are_followed(self):
        old, left, right, last = (make_agency() for _ in range(4))
        end(old, by=[right, left])
        end(left, by=[last], on=date(2026, 9, 1))
        old.refresh_from_db()
        assert queries.successors_on(old, date(2026, 8, 31)) == sorted([left, right], key=lambda a: a.code)
        assert set(queries.successors_on(old, date(2026, 9, 1))) == {last, right}

    def test_a_part_recorded_before_its_parent_keeps_its_own_heir(self):
        committee, heir, other = make_agency(), make_agency(), make_agency()
        part = make_agency(parent=committee)
        end(part, by=[other])
        end(committee, by=[heir])
        part.refresh_from_db()
        assert queries.successors_on(part, MERGED_ON) == [other]

    def test_what_cannot_be(self):
        alive, heir = make_agency(), make_agency()
        below = make_agency(parent=alive)
        for heirs in ([], [alive], [below], [make_agency(valid_from=date(2026, 4, 1))]):
            with pytest.raises(HeirNotInForce):
                end(alive, by=heirs)
        with pytest.raises(NotInForce):
            end(alive, by=[heir], on=LONG_AGO)
        end(alive, by=[heir])
        with pytest.raises(NotInForce):
            end(alive, by=[heir], on=date(2026, 4, 1))
        with pytest.raises(HeirNotInForce):  # nobody comes back from the past
            end(heir, by=[alive], on=date(2026, 4, 1))
        assert Agency.objects.filter(pk=alive.pk).exists()


@pytest.mark.django_db
class TestTree:
    def test_parents_stand_before_children_and_days_count(self):
        top = make_agency(code="H79")
        one, two = make_agency(code="H79.01", parent=top), make_agency(code="H79.02", parent=top)
        low = make_agency(code="H79.01.01", parent=one)
        end(one, by=[two])
        assert [(n.agency, n.depth) for n in queries.tree_on(date(2026, 2, 28))] == [
            (top, 0),
            (one, 1),
            (low, 2),
            (two, 1),
        ]
        assert [n.agency for n in queries.tree_on(MERGED_ON)] == [top, two]
        assert [(n.agency, n.depth) for n in queries.tree_on(MERGED_ON, within=[two.pk])] == [(two, 0)]
        assert queries.subtree_ids(top.pk) == {top.pk, one.pk, two.pk, low.pk}
        assert queries.subtree_ids([one.pk, two.pk], MERGED_ON) == {two.pk}
        assert queries.subtree_ids([]) == frozenset()
        assert queries.ancestor_ids(low.pk) == [low.pk, one.pk, top.pk]

    def test_one_stops_serve_what_stands_below(self):
        province, commune = make_agency(), None
        central = make_one_stop(province)
        commune = make_agency(parent=province)
        near = make_one_stop(commune)
        division = make_agency(parent=commune, kind="division")
        department = make_agency(parent=province, kind="department")
        assert queries.one_stop_of(near.agency_id) == near
        assert queries.one_stop_of(division.pk) == near
        assert queries.one_stop_of(department.pk) == central
        assert queries.one_stop_of(make_agency().pk) is None
        assert queries.served_by(near.agency_id) == commune
        assert queries.served_by(division.pk) == division

    def test_the_tree_costs_one_query(self, django_assert_num_queries):
        top = make_agency()
        for _ in range(5):
            make_agency(parent=top)
        with django_assert_num_queries(1):
            queries.tree_on(MERGED_ON)


class TestAnyForest(TestCase):
    """However agencies are put below one another, tree and subtrees agree with a plain walk."""

    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.integers(-1, 14), min_size=1, max_size=15))
    def test_tree_and_subtrees_agree(self, places):
        made: list[Agency] = []
        for place in places:
            parent = made[place] if 0 <= place < len(made) else None
            number = len(made)
            made.append(
                Agency.objects.create(
                    code=f"H80.{number:03d}", name=f"C{number}", folded=f"c{number}", level="commune",
                    kind="division", parent=parent, valid_from=LONG_AGO,
                )
            )  # fmt: skip
        nodes = queries.tree_on(MERGED_ON)
        assert sorted(n.agency.pk for n in nodes) == sorted(a.pk for a in made)
        places_in_tree = {node.agency.pk: index for index, node in enumerate(nodes)}
        for agency in made:
            above = set()
            here = agency
            while here is not None:
                above.add(here.pk)
                here = here.parent
            assert set(queries.ancestor_ids(agency.pk)) == above
            for pk in above:
                assert agency.pk in queries.subtree_ids(pk)
                assert places_in_tree[pk] <= places_in_tree[agency.pk]
            assert next(n.depth for n in nodes if n.agency.pk == agency.pk) == len(above) - 1
