"""Makes the sample pages that are missing; a page that is there, edited or not, is left as it is.

A page keeps its identity (`translation_key`) when editors rename or move it, so that a second run finds it.
"""

from .loaders import choice, guide, law, life, magazine, media, offices, posting, voices
from .loaders.workshop import Workshop


def load_pages(shop: Workshop) -> dict[str, int]:
    """Make what is missing; return how many pages of each kind were made.

    Drafts first, so that texts can link to each other, then the texts, then publication.
    """
    guide.load_procedures(shop)
    life.load_life(shop)
    choice.load_ways_in(shop)
    posting.load_posting_sets(shop)
    voices.load_voices(shop)
    law.load_documents(shop)
    offices.load_organisations(shop)
    issues, articles = magazine.magazine_drafts(shop)
    posters = media.poster_drafts(shop)
    performances = media.performance_drafts(shop)
    with_text = {
        "standing": guide.standing_drafts(shop),
        "drafts": law.draft_drafts(shop),
        "news": guide.news_drafts(shop),
        "articles": articles,
    }
    shop.publish("posters", posters)
    # The articles of an issue that is live go live one by one.
    shop.publish("issues", issues)
    for kind, pages in with_text.items():
        for page, text in pages:
            page.body = shop.blocks(text)
        shop.publish(kind, [page for page, _text in pages])
    for page, text in performances:
        page.script = shop.blocks(text)
    shop.publish("performances", [page for page, _text in performances])
    media.load_programme(shop)
    if shop.made["procedures"]:
        guide.choose_common_procedures(shop.home)
    return shop.made
