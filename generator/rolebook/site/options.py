"""Settings to what the pages need to know of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..messages import ENGLISH
from ..pages import Options

if TYPE_CHECKING:
    from ..input.settings import Settings


def site_options(settings: Settings, *, home: str = "", theme_language: str = ENGLISH) -> Options:
    """Return the options of a site.

    Args:
        settings: What the owner decided.
        home: Address of the handbook's home page from the site's root.
        theme_language: The language of the theme around the pages.
    """
    return Options(
        name=settings.site_name,
        directory_urls=settings.directory_urls,
        source_url=settings.source_url,
        edit_url=settings.edit_url,
        site_url=settings.site_url,
        home=home,
        search=settings.search,
        papers=settings.papers,
        contacts=settings.contacts,
        theme_language=theme_language,
    )
