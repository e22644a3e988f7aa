"""Articles that are near in meaning are worked out after a publication, for the help pages."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection

from kit.database import Database
from knowledge_base.articles import service as editing
from knowledge_base.articles.article import Article
from knowledge_base.articles.record import Content
from knowledge_base.encoders.encoder import OnnxEncoder
from knowledge_base.help_site.repository import load_site, site_version, store_related
from knowledge_base.service.engine import Engine
from knowledge_base.service.knowledge_service import KnowledgeService
from knowledge_base.service.related import related_articles
from knowledge_base.service.training import TrainingJob, TrainingResult, learn

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
NOW = datetime(2030, 1, 2, tzinfo=UTC)


def store(connection: Connection, articles: list[Article]) -> None:
    for article in articles:
        editing.create(connection, Content(article.title, article.body), "Edith", NOW, article_id=article.id)
        editing.publish(connection, article.id, 1, "Edith", NOW)


async def test_the_nearest_come_first_and_another_language_never(
    encoder: OnnxEncoder, articles: list[Article], database_url: str
) -> None:
    dutch = Article("retour", "Return something within 30 days", "You may send goods back.", locale="nl")
    related = related_articles(Engine(encoder, {}).index([*articles, dutch]))
    assert related["returns"][0] == "refunds"
    assert related["refunds"][0] == "returns"
    assert "returns" not in related["returns"]
    assert related["retour"] == []
    assert all("retour" not in near for near in related.values())


async def test_a_publication_brings_them_to_the_help_pages(
    encoder: OnnxEncoder, articles: list[Article], database: Database
) -> None:
    database.write_now(store, articles)
    before = database.read_now(site_version)

    async def train(job: TrainingJob) -> TrainingResult:
        return await asyncio.to_thread(learn, Engine(encoder, {}), job)

    service = KnowledgeService(
        Engine(encoder, {}), database, lambda: NOW, train, target_precision=0.9, look_seconds=3600
    )
    try:
        await service.catch_up()
        assert service.relating is not None
        await service.relating
        site = database.read_now(load_site)
        assert site.articles["returns"].related[0] == "refunds"
        assert site.version > before, "pages that were made before are made again"
        near = {each.id: each.related for each in site.articles.values()}
        database.write_now(store_related, near)
        assert database.read_now(site_version) == site.version, "the same again changes nothing"
    finally:
        await service.stop()
