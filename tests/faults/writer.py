"""Publishes pages as fast as it can; prints how many (run as a process by the test of fault 7)."""

import sys

import django


def main(number: str, pages: int) -> int:
    """Publish `pages` news items and return how many are live."""
    from news.models import NewsIndexPage, NewsPage

    for count in range(pages):
        # Each writer changes the same parent's counters, as editors of one section do.
        page = NewsPage(title=f"Bản tin {count} của người viết {number}", live=False)
        NewsIndexPage.objects.get().add_child(instance=page)
        page.save_revision().publish()
    return NewsPage.objects.filter(title__endswith=f"người viết {number}", live=True).count()


if __name__ == "__main__":
    django.setup()
    print(main(sys.argv[1], int(sys.argv[2])))
