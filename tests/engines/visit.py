"""Visits a portal with demo content as its settings say; prints what answers 500, or doesn't answer what it should.

`python -m tests.engines.visit` ends with 1 when there is any.
"""

import sys
from urllib.parse import quote

import django

ODD = (
    '"',
    "\0",
    "%_\\",
    "'; DROP TABLE",
    "\ud7ff\u202e",
    "🙂" * 40,
    "1" * 30,
    "-1",
    "63/2010/NĐ-CP",
    "thủ tục lễ hội",
)
NAMES = ("q", "tu-khoa", "loai", "linh-vuc", "page", "trang", "ngay", "tu", "den", "nam", "khong-co")
PLACES = (
    "/",
    "/tim-kiem/",
    "/tim-kiem/goi-y/",
    "/api/search/",
    "/thu-tuc/",
    "/van-ban/",
    "/tin-tuc/",
    "/tu-lieu/",
)


def main() -> int:
    django.setup()
    from django.test import Client
    from wagtail.models import Page

    client = Client(headers={"host": "localhost"}, raise_request_exception=False)
    paths = [page.get_url() for page in Page.objects.live().public().filter(depth__gt=1).specific()]
    pages = [path.split("8000", 1)[-1] if "://" in path else path for path in paths]
    queries = ["&".join(f"{name}={quote(odd, errors='ignore')}" for name in NAMES) for odd in ODD]
    statuses = {page: client.get(page).status_code for page in pages}
    wrong = [f"{status} {page}" for page, status in statuses.items() if status != 200]
    asked = [f"{place}?{query}" for place in PLACES for query in queries]
    statuses = {address: client.get(address).status_code for address in asked}
    wrong += [f"{status} {address}" for address, status in statuses.items() if status >= 500]
    answer = client.get("/api/search/?q=le hoi").json()
    if not answer["count"] or answer["degraded"]:
        wrong.append(f"nothing is found: {answer}")
    print(f"{len(pages)} pages, {len(asked)} odd addresses", *wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
