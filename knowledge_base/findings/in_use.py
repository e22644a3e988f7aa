"""Findings in the use of the articles: nobody finds them, they are out of date, or they do not help."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from knowledge_base.findings.finding import Finding, Place
from knowledge_base.findings.repository import Listed, Traffic

UNSEEN = timedelta(days=90)
FEWEST_SHOWN = 5  # below this a share says nothing
OFTEN = 0.3  # share of the times it was shown after which a person was asked for


def find_in_use(
    articles: Sequence[Listed],
    lately: Mapping[str, Traffic],
    long: Mapping[str, Traffic],
    linked: Collection[str],
    now: datetime,
) -> list[Finding]:
    """`lately` is the traffic of four weeks, `long` that of UNSEEN."""
    found: list[Finding] = []
    for article in articles:
        place = (Place(article.id, article.title),)
        recent = lately.get(article.id, Traffic())
        if article.review_on is not None and article.review_on <= now.date() and recent.shown:
            found.append(Finding("past_review", place, {"review_on": article.review_on.isoformat()}))
        if recent.shown >= FEWEST_SHOWN and recent.followed / recent.shown >= OFTEN:
            found.append(Finding("followed_by_person", place, {"followed": recent.followed, "shown": recent.shown}))
        old = article.published_at is not None and article.published_at <= now - UNSEEN
        if old and article.id not in linked and not long.get(article.id, Traffic()).shown:
            found.append(Finding("orphan", place, {"days": UNSEEN.days}))
    return found
