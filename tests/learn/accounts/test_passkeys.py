"""Passkeys: what is accepted, and everything that is not."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from learn.knocking import spend
from learn.models import Knock, Passkey
from learn.passkeys import (
    CHALLENGE_LIVES,
    MOST_PASSKEYS,
    ChallengeTooOld,
    PasskeyRefused,
    Site,
    add_passkey,
    creation_options,
    redeem_passkey,
    request_options,
    site_at,
)
from tests.factories import NOW, UserFactory
from tests.learn.accounts.device import PRESENT, Device
from tests.learn.accounts.visits import OTHER, PASSWORD, who

pytestmark = pytest.mark.django_db
SITE = Site("testserver", "https://testserver")
SOON = NOW + timedelta(minutes=1)


def register(learner, device, *, site=SITE):
    options = creation_options(learner, site=site, now=NOW)
    return add_passkey(learner, device.make(options), name="key", site=site, now=NOW)


def offer(now=NOW):
    return request_options(site=SITE, now=now)


@pytest.fixture
def device(account):
    made = Device()
    register(account, made)
    return made


# The site


@pytest.mark.parametrize(
    ("origin", "host"),
    [
        ("https://study.example.org", "study.example.org"),
        ("https://study.example.org:8443", "study.example.org"),
        ("http://localhost:8000", "localhost"),
        ("http://kaodian.localhost", "kaodian.localhost"),
        ("http://study.example.org", None),
        ("http://localhost.example.org", None),
        ("http://127.0.0.1:8000", None),
        ("https://192.0.2.7", None),
        ("https://[::1]:8000", None),
    ],
)
def test_passkeys_are_offered_where_browsers_offer_them(origin, host):
    site = site_at(origin)
    assert (site.host if site else None) == host
    assert site is None or site.origin == origin


# What is accepted


def test_a_passkey_logs_in_whoever_added_it(account, device):
    found = redeem_passkey(device.answer(offer()), site=SITE, now=SOON)
    assert found == account
    assert Passkey.objects.get().last_used_at == SOON


def test_options_ask_for_a_key_that_names_its_owner_and_checks_who_holds_it(account, device):
    options = json.loads(json.dumps(creation_options(account, site=SITE, now=NOW)))
    assert options["rp"]["id"] == "testserver"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert [one["id"] for one in options["excludeCredentials"]] == [Passkey.objects.get().credential_id]
    asked = json.loads(json.dumps(offer()))
    assert (asked["rpId"], asked["userVerification"]) == ("testserver", "required")
    assert not asked.get("allowCredentials")


def test_offering_a_challenge_writes_nothing(account, django_assert_num_queries):
    with django_assert_num_queries(0):
        offer()
    with django_assert_num_queries(1):
        creation_options(account, site=SITE, now=NOW)


def test_a_device_that_does_not_count_logs_in_again_and_again(account, device):
    for _ in range(3):
        assert redeem_passkey(device.answer(offer()), site=SITE, now=SOON) == account


# What is refused


def refused(sent, *, now=SOON, site=SITE):
    with pytest.raises(PasskeyRefused) as caught:
        redeem_passkey(sent, site=site, now=now)
    assert Passkey.objects.filter(last_used_at=now).count() == 0
    return caught.value


def test_a_challenge_of_somebody_else_is_refused(device):
    made_up = {"challenge": "bm90IG9uZSBvZiBvdXJz"}
    assert "not one of ours" in str(refused(device.answer(made_up)))


def test_a_challenge_for_adding_a_passkey_does_not_log_in(account, device):
    options = creation_options(account, site=SITE, now=NOW)
    assert "for this use" in str(refused(device.answer(options)))


def test_an_answer_is_good_once(account, device):
    sent = device.answer(offer())
    assert redeem_passkey(sent, site=SITE, now=NOW) == account
    assert "used before" in str(refused(sent))


def test_a_challenge_is_spent_by_a_failed_answer_too(device):
    options = offer()
    refused(device.answer(options, origin="https://elsewhere.example"))
    assert "used before" in str(refused(device.answer(options)))


def test_a_challenge_is_good_for_ten_minutes(account, device):
    options = offer()
    late = NOW + CHALLENGE_LIVES
    assert isinstance(refused(device.answer(options), now=late), ChallengeTooOld)
    assert redeem_passkey(device.answer(options), site=SITE, now=late - timedelta(seconds=1)) == account


@pytest.mark.parametrize(
    "client",
    [
        {"origin": "https://elsewhere.example"},
        {"origin": "http://testserver"},
        {"origin": "https://testserver:8443"},
        {"origin": "https://sub.testserver"},
        {"crossOrigin": True},
        {"type": "webauthn.create"},
    ],
)
def test_an_answer_from_elsewhere_or_for_something_else_is_refused(device, client):
    refused(device.answer(offer(), **client))


@pytest.mark.parametrize(
    "bend",
    [{"host": "elsewhere.example"}, {"flags": PRESENT}, {"flags": 0}, {"credential_id": b"nobody has this1"}],
)
def test_an_answer_of_another_site_or_key_or_without_its_owner_is_refused(device, bend):
    for name, value in bend.items():
        setattr(device, name, value)
    refused(device.answer(offer()))


def test_a_signature_by_another_key_is_refused(account, device):
    thief = Device(credential_id=device.credential_id, handle=device.handle)
    assert "signature" in str(refused(thief.answer(offer())))


def test_a_passkey_that_names_another_owner_is_refused(device):
    device.handle = UserFactory(is_guest=False).uuid.bytes
    assert "somebody else" in str(refused(device.answer(offer())))


def test_a_count_that_does_not_grow_tells_of_a_copied_key(account, device):
    device.count = 7
    assert redeem_passkey(device.answer(offer()), site=SITE, now=NOW) == account
    for count in (7, 6, 0):
        device.count = count
        assert "count" in str(refused(device.answer(offer())))
    device.count = 8
    assert redeem_passkey(device.answer(offer()), site=SITE, now=SOON) == account


def test_a_closed_account_is_not_opened(account, device):
    account.is_active = False
    account.save()
    refused(device.answer(offer()))


@pytest.mark.parametrize(
    "sent", ["", "null", "[]", "{}", '{"id": 1}', "not json", '{"rawId": "", "response": {}}', "[" * 5_000]
)
def test_nonsense_is_refused_and_not_an_error(account, sent):
    refused(sent)
    with pytest.raises(PasskeyRefused):
        add_passkey(account, sent, name="key", site=SITE, now=NOW)


def test_a_challenge_made_for_one_learner_adds_nothing_to_another(account):
    other = UserFactory(is_guest=False)
    options = creation_options(other, site=SITE, now=NOW)
    with pytest.raises(PasskeyRefused):
        add_passkey(account, Device().make(options), name="key", site=SITE, now=NOW)
    assert not Passkey.objects.exists()


def test_a_passkey_is_added_by_an_answer_once_and_to_one_account(account, device):
    other = UserFactory(is_guest=False)
    with pytest.raises(PasskeyRefused, match="registered already"):
        register(other, device)
    options = creation_options(account, site=SITE, now=NOW)
    sent = Device(credential_id=b"another passkey1").make(options)
    add_passkey(account, sent, name="second", site=SITE, now=NOW)
    with pytest.raises(PasskeyRefused, match="used before"):
        add_passkey(account, sent, name="third", site=SITE, now=NOW)
    assert list(account.passkeys.values_list("name", flat=True)) == ["key", "second"]


def test_an_account_has_so_many_passkeys_and_no_more(account):
    for number in range(MOST_PASSKEYS):
        register(account, Device(credential_id=b"passkey number %d" % number))
    with pytest.raises(PasskeyRefused, match="passkeys already"):
        register(account, Device(credential_id=b"one too many    "))
    assert account.passkeys.count() == MOST_PASSKEYS


def test_what_is_good_for_one_use_is_forgotten_when_its_time_is_over():
    assert spend("once", until=SOON, now=NOW)
    assert not spend("once", until=SOON, now=NOW)
    assert spend("another", until=SOON + CHALLENGE_LIVES, now=SOON)
    assert Knock.objects.count() == 1


# The pages


@pytest.fixture
def at_home(client):
    """A client on the very machine, by name."""
    client.defaults |= {
        "SERVER_NAME": "localhost",
        "HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux) Firefox/140.0",
    }
    return client


HERE = Site("localhost", "http://localhost")


def device_here(**parts):
    return Device(host=HERE.host, origin=HERE.origin, **parts)


def register_here(learner, device):
    return register(learner, device, site=HERE)


def options_on(response):
    return json.loads(response.context["passkey"])


def test_a_passkey_is_added_with_the_password_only(at_home, account):
    at_home.force_login(account)
    new, sent = reverse("passkey_new"), {"name": "my telephone", "current": PASSWORD}
    assert 'value="Firefox · Linux"' in at_home.get(new).content.decode()
    wrong = at_home.post(new, sent | {"current": OTHER})
    assert wrong.status_code == 422
    assert 'value="my telephone"' in wrong.content.decode()
    assert "passkey" not in wrong.context
    offered = at_home.post(new, sent)
    assert offered.status_code == 200
    made = device_here().make(options_on(offered))
    response = at_home.post(
        reverse("passkey_made"), {"name": "my telephone", "credential": made}, follow=True
    )
    assert "my telephone" in response.content.decode()
    assert Passkey.objects.get().learner == account


def test_a_passkey_logs_in_and_leads_to_where_one_wanted_to_go(at_home, account):
    device = device_here()
    register_here(account, device)
    page = at_home.get(reverse("log_in"), {"next": reverse("settings")})
    sent = {"credential": device.answer(options_on(page)), "next": reverse("settings")}
    assert at_home.post(reverse("log_in_passkey"), sent)["Location"] == reverse("settings")
    assert who(at_home) == str(account.pk)


def test_every_refusal_looks_the_same_and_keeps_the_name(at_home, account):
    device = device_here()
    register_here(account, device)
    stranger = device_here(credential_id=b"nobody has this1")
    thief = device_here(credential_id=device.credential_id)
    texts = set()
    for one in (stranger, thief):
        sent = {"credential": one.answer(options_on(at_home.get(reverse("log_in")))), "username": "小明"}
        response = at_home.post(reverse("log_in_passkey"), sent)
        assert response.status_code == 422
        assert 'value="小明"' in response.content.decode()
        texts.add(response.context["refusal"])
        assert options_on(response)
    assert len(texts) == 1
    assert who(at_home) is None


def test_an_old_page_says_so_and_offers_a_fresh_start(at_home, account):
    device = device_here()
    register_here(account, device)
    old = request_options(site=HERE, now=timezone.now() - CHALLENGE_LIVES)
    response = at_home.post(reverse("log_in_passkey"), {"credential": device.answer(old)})
    assert response.status_code == 422
    assert "open too long" in response.context["refusal"]


def test_passkeys_are_tried_a_hundred_times_in_a_quarter_of_an_hour(at_home, account):
    for _ in range(100):
        assert at_home.post(reverse("log_in_passkey"), {"credential": "x"}).status_code == 422
    response = at_home.post(reverse("log_in_passkey"), {"credential": "x", "username": "小明"})
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 901
    assert 'value="小明"' in response.content.decode()


def test_a_passkey_is_renamed_and_removed_by_its_owner_alone(at_home, account):
    passkey = register_here(account, device_here())
    stranger = UserFactory(is_guest=False)
    rename, remove = (reverse(name, args=[passkey.pk]) for name in ("passkey_rename", "passkey_remove"))
    at_home.force_login(stranger)
    assert at_home.post(rename, {"name": "mine"}).status_code == 404
    assert at_home.post(remove).status_code == 404
    at_home.force_login(account)
    assert at_home.post(rename, {"name": "x" * 61}).status_code == 422
    at_home.post(rename, {"name": "old telephone"})
    assert Passkey.objects.get().name == "old telephone"
    at_home.post(remove)
    assert not Passkey.objects.exists()


def test_over_http_the_pages_offer_no_passkey_and_say_why(client, account):
    assert "data-passkey" not in client.get(reverse("log_in")).content.decode()
    client.force_login(account)
    assert "over https" in client.get(reverse("passkeys")).content.decode()
    assert client.post(reverse("passkey_new"), {"name": "a", "current": PASSWORD})["Location"] == reverse(
        "passkeys"
    )


@pytest.mark.parametrize("page", ["passkeys", "passkey_new"])
def test_a_guest_makes_an_account_first(client, guest, page):
    client.force_login(guest)
    assert client.get(reverse(page))["Location"] == reverse("sign_up")
