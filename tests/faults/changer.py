"""Publishes, changes and deletes news, as fast as it can (run as a process by the test of a killed feeder)."""

import sys

import django


def main(pages: int) -> None:
    """Publish `pages` news items; change every second of them and delete every third."""
    from news.models import NewsIndexPage, NewsPage

    for number in range(pages):
        page = NewsPage(title=f"Bản tin {number}", live=False)
        NewsIndexPage.objects.get().add_child(instance=page)
        page.save_revision().publish()
        if number % 2:
            page.title = f"Bản tin sửa {number}"
            page.save_revision().publish()
        if not number % 3:
            page.delete()


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
