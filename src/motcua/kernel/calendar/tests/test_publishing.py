from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from motcua.kernel.calendar import due, parse_limit, shipped_calendar
from motcua.kernel.calendar.actions import (
    Change,
    NothingChanged,
    TooManyDays,
    import_special_days,
    publish_calendar_version,
)
from motcua.kernel.calendar.errors import BrokenCalendarFile
from motcua.kernel.calendar.models import CalendarVersion
from motcua.kernel.calendar.queries import (
    UnknownCalendar,
    calendar_at,
    calendar_for,
    national_calendar,
    versions_of,
)
from motcua.kernel.calendar.special_days import Kind, SpecialDay
from motcua.kernel.calendar.week import BASE_WEEK, CLOSED, Hours, Week
from motcua.kernel.calendar.work_calendar import Season
from motcua.kernel.events import log
from motcua.kernel.events.verify import verify

pytestmark = pytest.mark.django_db
AT = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
LATER = AT + timedelta(hours=1)
SATURDAYS = Week((*BASE_WEEK.days[:5], Hours(((450, 690),)), CLOSED))
STORM = SpecialDay(date(2026, 10, 7), Kind.DAY_OFF, "Bão số 9")
HEAD = "date,kind,name,source\n"


def publish(key="agency:7", at=AT, **change):
    return publish_calendar_version(
        key=key, change=Change(**change), decision="Quyết định 1", at=at, actor_id=3
    )


def due_at(calendar, start, limit):
    return due(datetime.fromisoformat(start), parse_limit(limit), calendar).due_at.isoformat()[:16]


class TestPublishing:
    def test_states_the_fact_with_the_fingerprint(self):
        version = publish(season=Season(date(2026, 10, 10), SATURDAYS))
        (event,) = log.of("calendar:agency:7")
        assert (event.kind, event.actor_id) == ("calendar.version_published", 3)
        assert event.facts == {
            "key": "agency:7", "number": 1, "valid_from": "2026-10-10", "digest": version.fingerprint(),
        }  # fmt: skip
        assert list(verify()) == []

    def test_a_version_repeats_what_still_holds(self):
        publish(season=Season(date(2026, 10, 10), SATURDAYS))
        second = publish(extra=(STORM,), at=LATER)
        assert (second.number, second.valid_from) == (2, STORM.day)
        assert second.seasons == (Season(date(2026, 10, 10), SATURDAYS),)
        third = publish(season=Season(date(2026, 10, 10), BASE_WEEK, cutoff=840), at=LATER)
        assert third.seasons == (Season(date(2026, 10, 10), BASE_WEEK, 840),)
        assert third.extra == (STORM,)
        assert [version.number for version in versions_of("agency:7")] == [3, 2, 1]

    def test_seasons_stand_in_the_order_of_their_days(self):
        publish(season=Season(date(2026, 10, 16), BASE_WEEK))
        second = publish(season=Season(date(2026, 4, 16), SATURDAYS), at=LATER)
        assert [season.valid_from for season in second.seasons] == [date(2026, 4, 16), date(2026, 10, 16)]

    def test_nothing_new_is_no_version(self):
        publish(extra=(STORM,))
        with pytest.raises(NothingChanged):
            publish(extra=(STORM,), at=LATER)
        assert CalendarVersion.objects.count() == 1
        assert len(log.of("calendar:agency:7")) == 1

    def test_too_many_days_are_refused(self):
        days = tuple(SpecialDay(date(2026, 1, 1) + timedelta(days=n), Kind.DAY_OFF) for n in range(401))
        with pytest.raises(TooManyDays):
            publish(extra=days)

    def test_a_published_version_cannot_be_changed(self):
        version = publish(extra=(STORM,))
        for act in (
            lambda: CalendarVersion.objects.filter(pk=version.pk).update(decision="khác"),
            lambda: CalendarVersion.objects.filter(pk=version.pk).delete(),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                act()


class TestChoosing:
    def test_without_any_version_the_shipped_calendar_counts(self):
        assert national_calendar(AT) is shipped_calendar()
        assert calendar_for(["agency:7", "agency:1"], AT) is shipped_calendar()

    def test_the_nearest_key_wins(self):
        publish("agency:1", extra=(STORM,))
        assert calendar_for(["agency:7", "agency:1"], AT).key == "agency:1"
        publish("agency:7", season=Season(date(2026, 10, 10), SATURDAYS))
        calendar = calendar_for(["agency:7", "agency:1"], AT)
        assert calendar.key == "agency:7"
        assert calendar.hours_on(date(2026, 10, 10))
        assert not calendar.hours_on(date(2026, 10, 3))

    def test_an_agency_takes_the_national_days_of_the_day(self):
        publish("agency:7", season=Season(date(2026, 1, 1), SATURDAYS))
        before = calendar_for(["agency:7"], AT)
        import_special_days(content=f"{HEAD}2026-10-08,holiday,Quốc tang,x\n".encode(), decision="", at=LATER)
        after = calendar_for(["agency:7"], LATER)
        assert due_at(before, "2026-10-07T09:00+07:00", "1 working_days") == "2026-10-08T09:00"
        assert due_at(after, "2026-10-07T09:00+07:00", "1 working_days") == "2026-10-09T09:00"
        assert calendar_for(["agency:7"], AT) == before

    def test_choosing_takes_one_query_once_contents_are_known(self, django_assert_num_queries):
        publish(extra=(STORM,))
        calendar_for(["agency:7", "agency:1"], AT)
        with django_assert_num_queries(1):
            calendar_for(["agency:7", "agency:1"], AT)


class TestReferences:
    def test_what_was_used_is_found_again(self):
        publish("agency:7", extra=(STORM,))
        import_special_days(content=f"{HEAD}2027-02-03,holiday,Tết,x\n".encode(), decision="", at=LATER)
        used = [
            shipped_calendar(),
            calendar_for(["agency:7"], AT),
            calendar_for(["agency:7"], LATER),
            national_calendar(LATER),
        ]
        assert [calendar.version for calendar in used] == ["shipped 2026-10", "1/shipped 2026-10", "1/1", "1"]
        publish("agency:7", extra=(), at=LATER)
        for calendar in used:
            again = calendar_at(calendar.reference)
            assert (again.reference, again.content()) == (calendar.reference, calendar.content())

    @pytest.mark.parametrize(
        "change",
        [
            {"digest": "0" * 64}, {"version": "9"}, {"version": "shipped 1999"}, {"version": ""},
            {"key": "agency:7", "version": "1"}, {"key": "agency:7", "version": "1/x"}, {"version": "٣"},
        ],
    )  # fmt: skip
    def test_what_is_gone_is_named(self, change):
        with pytest.raises(UnknownCalendar):
            calendar_at(shipped_calendar().reference | change)


class TestImporting:
    def test_the_years_of_a_file_are_replaced_and_others_kept(self):
        version = import_special_days(
            content=f"{HEAD}2027-02-05,holiday,Tết,x\n2027-02-20,makeup_workday,,x\n".encode(),
            decision="TB 1",
            at=AT,
        )
        calendar = national_calendar(AT)
        assert (version.number, version.decision, version.valid_from) == (1, "TB 1", date(2027, 1, 1))
        assert [special.day for special in calendar.special_days(2027)] == [
            date(2027, 2, 5),
            date(2027, 2, 20),
        ]
        assert calendar.special_days(2026) == shipped_calendar().special_days(2026)
        import_special_days(content=f"{HEAD}2028-01-03,holiday,x,x\n".encode(), decision="", at=LATER)
        assert [len(national_calendar(LATER).special_days(year)) for year in (2027, 2028)] == [2, 1]

    def test_the_same_file_again_changes_nothing(self):
        content = f"{HEAD}2027-02-05,holiday,Tết,x\n".encode()
        import_special_days(content=content, decision="", at=AT)
        with pytest.raises(NothingChanged):
            import_special_days(content=content, decision="", at=LATER)

    @pytest.mark.parametrize("content", [b"", HEAD.encode(), b"\xff"])
    def test_files_without_days_are_refused(self, content):
        with pytest.raises(BrokenCalendarFile):
            import_special_days(content=content, decision="", at=AT)


class TestVerifying:
    def _tampered(self, statement):
        publish(extra=(STORM,))
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("ALTER TABLE calendar_calendarversion DISABLE TRIGGER USER")
            else:
                for verb in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER calendar_calendarversion_keep_{verb}")
            cursor.execute(statement)
        return [str(difference) for difference in verify() if "khóa chống sửa" not in str(difference)]

    @pytest.mark.parametrize(
        "statement",
        [
            'UPDATE calendar_calendarversion SET content_json = \'{"seasons": [], "extra": []}\'',
            "UPDATE calendar_calendarversion SET decision = 'khác'",
            "UPDATE calendar_calendarversion SET digest = 'x'",
            "UPDATE calendar_calendarversion SET valid_from = '2020-01-01'",
            "UPDATE calendar_calendarversion SET number = 2",
            "DELETE FROM calendar_calendarversion",
            "INSERT INTO calendar_calendarversion (key, number, valid_from, decision, content_json, digest, published_at)"
            " SELECT key, 2, valid_from, decision, content_json, 'y', published_at FROM calendar_calendarversion",
        ],
    )
    def test_a_calendar_that_was_changed_behind_the_log_is_found(self, statement):
        assert self._tampered(statement)
