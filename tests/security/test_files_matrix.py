"""Who may fetch which file (fault 20): kind of file × state of its page × visitor × address.

What is expected is said once, by `expected`, from the table of roles; the addresses come from the models and from
the URLconf.
"""

import itertools
import re

import pytest
from django.core.files.storage import default_storage
from django.urls import NoReverseMatch, get_resolver, reverse
from wagtail.users.models import UserProfile

from media_assets.roles import PERFORMANCES
from portal.editorial.roles import ACCOUNTS, ALL_FILES, table
from tests.factories.files import image_file
from tests.files.doors import patterns

from .files_office import ANONYMOUS, CANARY, CLUB, INITIATE, STATES, STRANGER, FilesOffice

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FILES = ("image/", "video/", "audio/", "text/vtt", "application/vnd")
VISITORS = [ANONYMOUS, STRANGER, INITIATE, *ACCOUNTS]


@pytest.fixture
def office(media_folder):
    return FilesOffice()


def keeps_files(group, kind):
    """Whether the table lets the group use any file there is; recordings can't be chosen apart from changing."""
    actions = {"change"} if kind == "media" else {"change", "choose"}
    return any(
        row.group == group and row.collection == ALL_FILES and row.actions & actions for row in table.files
    )


def expected(state, visitor, kind):
    """Whether the visitor may have a file of a kind whose page is in a state. The one rule."""
    group = ACCOUNTS.get(visitor)
    edits_pages = group is not None and bool({"change", "publish"} & table.page_actions(group, PERFORMANCES))
    if keeps_files(group, kind):
        return True
    if edits_pages and state not in ("used by nobody", "deleted page"):
        return True
    return {
        "live": True,
        "also live elsewhere": True,
        "password": visitor == INITIATE,
        "below a password": visitor == INITIATE,
        "login": visitor not in (ANONYMOUS, INITIATE),
        "groups": group == CLUB,
        "private collection": group == CLUB,
    }.get(state, False)


def kind_of(what):
    return {"document": "document", "video": "media", "thumbnail": "media", "captions": "media"}.get(
        what, "image"
    )


def test_a_file_is_had_by_its_address_by_those_who_may(office):
    faults = []
    for visitor, files in itertools.product(VISITORS, office.held):
        client = office.visitor(visitor)
        for what, address in files.addresses().items():
            allowed = expected(files.state, visitor, kind_of(what))
            # A live page links to a document of a closed collection: Wagtail then asks who is there.
            asked = what == "document" and files.state == "private collection"
            for method, headers in (("head", {}), ("get", {"range": "bytes=0-0"})):
                response = getattr(client, method)(address, headers=headers)
                right = (200, 206) if allowed else (302, 403) if asked else (404,)
                if response.status_code not in right or tells(response, allowed, files.state):
                    told = dict(response.headers)
                    faults.append(f"{visitor}: {response.status_code} {told} for {what}, {files.state}")
    assert not faults, "\n".join(faults)
    kinds = {what.split()[0] for files in office.held for what in files.addresses()}
    assert kinds == {"image", "rendition", "document", "video", "thumbnail", "captions"}
    assert {files.state for files in office.held} == set(STATES)


def tells(response, allowed, state):
    """Whether the headers tell a cache or a stranger more than they should."""
    if not allowed:
        return bool({"Content-Disposition", "ETag", "Last-Modified", "Accept-Ranges"} & set(response.headers))
    kept = response["Cache-Control"]
    if state in ("live", "also live elsewhere"):
        return not kept.startswith("public") or "s-maxage" not in kept or response.has_header("Vary")
    return "public" in kept or "no-store" not in kept


def test_what_is_not_there_and_what_is_not_allowed_look_the_same(office):
    client = office.visitor(ANONYMOUS)
    hidden = next(files for files in office.held if files.state == "used by nobody")
    words = (CANARY.encode(), b"khongcogi")
    for address in hidden.addresses().values():
        missing = address.replace(CANARY, "khongcogi")
        answers = [client.get(path) for path in (address, missing)]
        assert [answer.status_code for answer in answers] == [404, 404]
        # The page for what isn't found offers to search for the words of the address.
        texts = [answer.content.replace(word, b"") for answer, word in zip(answers, words, strict=True)]
        assert texts[0] == texts[1]


def addresses_of(files):
    """Yield every address of the URLconf that can be filled with keys and names of the files."""
    objects = (files.image, files.document, files.media)
    names = {
        file.name for file in (files.image.file, files.document.file, files.media.file, files.media.captions)
    }
    values = [*{one.pk for one in objects}, *names, *(name.rpartition("/")[2] for name in names)]
    values += ["width-9", "video", "files", "portalimage", "portaldocument", "portalmedia"]
    for namespace, pattern in patterns(get_resolver().url_patterns, ()):
        groups = pattern.pattern.regex.groups
        if not pattern.name or not 1 <= groups <= 3:
            continue
        keys = list(pattern.pattern.regex.groupindex)
        for chosen in itertools.product(values, repeat=groups):
            arguments = {"kwargs": dict(zip(keys, chosen, strict=True))} if keys else {"args": chosen}
            try:
                yield reverse(":".join((*namespace, pattern.name)), **arguments)
            except NoReverseMatch:
                continue


def test_no_other_address_gives_a_private_file_away(office):
    """Neither its content nor its title, by any address that takes a key or a name."""
    files = next(files for files in office.held if files.state == "used by nobody")
    stored = (files.image.file, files.document.file, files.media.file)
    contents = [default_storage.open(file.name).read() for file in stored]
    found = sorted(set(addresses_of(files)))
    assert {files.media.file.url, files.document.url} <= set(found)
    faults = []
    for visitor in (ANONYMOUS, STRANGER, "donvi", "doannghethuat"):
        client = office.visitor(visitor)
        client.raise_request_exception = False
        for address in found:
            response = client.get(address, headers={"x-requested-with": "XMLHttpRequest"})
            body = b"".join(response.streaming_content) if response.streaming else response.content
            shown = body.replace(address.encode(), b"").decode(errors="replace")
            if any(content in body for content in contents):
                faults.append(f"{visitor} gets the file: {address}")
            if files.image.title in shown and files.image.title not in address:
                faults.append(f"{visitor} reads the title: {address}")
            if response.status_code >= 500:
                faults.append(f"{visitor} gets {response.status_code}: {address}")
            if response.status_code == 200 and response["Content-Type"].startswith(FILES):
                faults.append(f"{visitor} gets {response['Content-Type']}: {address}")
    assert not faults, "\n".join(faults)


def test_pictures_of_accounts_are_for_those_who_log_in(office):
    profile = UserProfile.get_for_user(office["trungtam"])
    profile.avatar.save("anh.jpg", image_file(size=(40, 40)))
    url = profile.avatar.url
    for visitor in VISITORS:
        status = office.visitor(visitor).get(url).status_code
        assert status == (404 if visitor in (ANONYMOUS, INITIATE) else 200), visitor


def test_titles_of_private_files_are_told_nowhere(office):
    """Lists show a page until the scheduler takes it down, within the minute in which it expires."""
    client, told = office.visitor(ANONYMOUS), set()
    shown = {"live", "also live elsewhere", "private collection", "expired"}
    for address in ("/", "/tim-kiem/", "/tim-kiem/goi-y/", "/api/search/", "/sitemap.xml", office.index.url):
        text = client.get(address, {"q": CANARY, "page_size": 100}).content.decode()
        titles = {files.state: rf"{files.image.title}(?![a-z])" for files in office.held}
        told |= {(state, address) for state, title in titles.items() if re.search(title, text)}
    assert not [(state, address) for state, address in told if state not in shown]
