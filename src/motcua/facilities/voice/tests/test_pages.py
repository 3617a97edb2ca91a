"""The page of a one-stop's voice, and what displays get."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from motcua.directory.agencies.choices import Role
from motcua.directory.agencies.tests.factories import make_agency, make_officer, make_one_stop, sign_in
from motcua.facilities.voice import clips, made, queries
from motcua.facilities.voice.models import Recording
from motcua.facilities.voice.tests.samples import GOOD, HOSTILE, tone
from motcua.kernel.events.verify import verify
from motcua.kernel.files import store

pytestmark = pytest.mark.django_db
ADMINS = {"agency_admin", "system_admin"}


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.VOICE_ROOT, settings.MEDIA_ROOT = tmp_path / "voice", tmp_path / "papers"
    settings.VOICE_ROOT.mkdir()
    for clip in clips.ALL:
        made.path_of(clip).write_bytes(b"RIFF" + clip.code.encode())


@pytest.fixture
def one_stop():
    return make_one_stop(make_agency("UBND xã Mẫu"))


@pytest.fixture
def admin(client, one_stop):
    officer = make_officer("agency_admin", one_stop.serves)
    sign_in(client, officer)
    return officer


def at(one_stop, code="invite", name="clip"):
    return reverse(f"voice:{name}", args=[one_stop.pk, code])


def upload(content, **said):
    return {"client_id": str(uuid4()), "recording": SimpleUploadedFile("loi moi.wav", content)} | said


def test_a_recording_replaces_the_machine_and_goes_again(client, one_stop, admin):
    before = queries.call_urls(one_stop.pk, ticket="B052", counter=12)
    page = client.post(at(one_stop), upload(GOOD))
    assert page.url == at(one_stop)
    after = queries.call_urls(one_stop.pk, ticket="B052", counter=12)
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, False, *[True] * 6]
    answer = client.get(after[1])
    assert (answer.content, answer["Content-Type"]) == (GOOD, "audio/wav")
    assert "immutable" in answer["Cache-Control"]
    assert "bản ghi riêng" in client.get(reverse("voice:voice", args=[one_stop.pk])).content.decode().lower()

    client.post(at(one_stop), upload(tone(0.9)))
    assert Recording.objects.filter(ended_at__isnull=True).count() == 1
    client.post(at(one_stop, name="revert"), {"client_id": str(uuid4())})
    assert queries.call_urls(one_stop.pk, ticket="B052", counter=12) == before
    again = client.post(at(one_stop, name="revert"), {"client_id": str(uuid4())})
    assert again.status_code == 422
    assert list(verify()) == []


def test_sent_twice_stored_once(client, one_stop, admin):
    said = upload(GOOD)
    client.post(at(one_stop), said)
    said["recording"].seek(0)
    assert client.post(at(one_stop), said).status_code == 302
    assert Recording.objects.count() == 1


@pytest.mark.parametrize("name", [name for name in HOSTILE if name != "empty"])
def test_a_hostile_recording_changes_nothing(client, one_stop, admin, name):
    page = client.post(at(one_stop), upload(HOSTILE[name][0]))
    assert page.status_code == 422
    assert 'href="#id_recording"' in page.content.decode()
    assert not Recording.objects.exists()
    assert not [path for path in store.path_of("0" * 64).parents[2].rglob("*") if path.is_file()]


def test_no_file_at_all(client, one_stop, admin):
    assert client.post(at(one_stop), {"client_id": str(uuid4())}).status_code == 422
    assert client.get(at(one_stop, "no-such-clip")).status_code == 404


def test_an_audit_names_a_row_changed_by_hand(client, one_stop, admin):
    client.post(at(one_stop), upload(GOOD))
    Recording.objects.update(clip="to-counter")
    assert [d for d in verify() if "bản ghi" in str(d)]


def test_a_missing_clip_leaves_the_chime_alone(one_stop):
    made.path_of(clips.BY_CODE["digit-5"]).unlink()
    assert [url.split("/")[-1][:5] for url in queries.call_urls(one_stop.pk, ticket="B052", counter=12)] == [
        "chime"
    ]
    assert len(queries.call_urls(one_stop.pk, ticket="B012", counter=12)) == 8
    assert len(queries.call_urls(one_stop.pk, ticket="???", counter=12)) == 1
    made.path_of(clips.CHIME).unlink()
    assert queries.call_urls(one_stop.pk, ticket="B052", counter=12) == []


def test_addresses_lead_to_clips_and_nothing_else(client, one_stop, admin):
    client.post(at(one_stop), upload(GOOD))
    row = Recording.objects.get()
    other = make_one_stop()
    url = queries.call_urls(one_stop.pk, ticket="B052", counter=12)[1]
    assert client.get(url.replace("/invite.", "/to-counter.")).status_code == 404
    assert client.get(url.replace(f"/{one_stop.pk}/", f"/{other.pk}/")).status_code == 404
    assert client.get(url.replace(row.file_id[:16], "0" * 16)).status_code == 404
    store.path_of(row.file_id).unlink()
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("who", ["anonymous", *sorted(role.value for role in Role)])
def test_who_comes_in(client, one_stop, who):
    if who != "anonymous":
        sign_in(client, make_officer(who, one_stop.serves))
    clip_page, all_page = at(one_stop), reverse("voice:voice", args=[one_stop.pk])
    answers = [
        client.get(all_page),
        client.get(clip_page),
        client.post(clip_page),
        client.post(at(one_stop, name="revert")),
    ]
    expected = {"anonymous": [302] * 4} | {role: [200, 200, 422, 422] for role in ADMINS}
    assert [answer.status_code for answer in answers] == expected.get(who, [403] * 4)


def test_another_field_is_not_there(client, one_stop):
    sign_in(client, make_officer("agency_admin", make_agency("UBND xã Khác")))
    assert client.get(at(one_stop)).status_code == 404
    assert client.post(at(one_stop), upload(GOOD)).status_code == 404
    assert client.get(reverse("voice:voice", args=[one_stop.pk])).status_code == 404


def test_the_page_of_a_one_stop_leads_there(client, one_stop, admin):
    page = client.get(reverse("reception:one_stop", args=[one_stop.pk])).content.decode()
    assert reverse("voice:voice", args=[one_stop.pk]) in page
