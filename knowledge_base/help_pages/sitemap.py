"""What search engines may read: `robots.txt`, and the list of all pages with their languages."""

from html import escape

from knowledge_base.help_pages.look import Look
from knowledge_base.help_site.site import Site, SiteArticle, front_path

MOST_ADDRESSES = 50_000
"""More is no valid sitemap."""


def robots(look: Look) -> str:
    """The pages of staff and the calls are nobody's to find; the help pages are."""
    hidden = "".join(f"Disallow: {path}\n" for path in ("/api/", "/console", "/editor", "/widget", "/company/"))
    return f"User-agent: *\n{hidden}Allow: /company/logo\nAllow: /\n\nSitemap: {look.absolute('/sitemap.xml')}\n"


def sitemap(site: Site, look: Look) -> str:
    fronts = [_entry(look, front_path(locale), "") for locale in site.locales]
    topics = [_entry(look, each.path, "") for locale in site.locales for each in site.categories(locale) if each.name]
    articles = [_article(site, look, each) for each in site.articles.values()]
    entries = "".join([_entry(look, "/help", ""), *fronts, *topics, *articles][:MOST_ADDRESSES])
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n{entries}</urlset>\n'
    )


def _article(site: Site, look: Look, article: SiteArticle) -> str:
    translations = [article, *site.some(article.translations)]
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{escape(each.locale)}" href="{escape(look.absolute(each.path))}"/>'
        for each in translations
        if len(translations) > 1
    )
    return _entry(look, article.path, f"<lastmod>{article.changed_at.date().isoformat()}</lastmod>{links}")


def _entry(look: Look, path: str, more: str) -> str:
    return f"<url><loc>{escape(look.absolute(path))}</loc>{more}</url>\n"
