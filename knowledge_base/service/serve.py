"""`python -m knowledge_base.service.serve`: the `knowledge` process, both in `./baton up` and in production."""

import sys
from functools import partial

import uvicorn

from kit.clock import system_clock
from kit.database import Database
from kit.logs import configure_logs
from kit.schema import WrongSchema, check_schema
from kit.settings import UNUSABLE, problem_of, warn_of_readable_secrets
from kit.tracing.start import start_tracing
from knowledge_base.encoders.encoder import EncoderUnusableError, find_multilingual, load_encoder
from knowledge_base.service.app import create_app
from knowledge_base.service.engine import Engine
from knowledge_base.service.knowledge_service import KnowledgeService
from knowledge_base.service.prepared.vectors import read_vectors
from knowledge_base.service.training import train_apart
from knowledge_base.settings import KnowledgeSettings

SWITCH_SECONDS = 0.001  # a question waits one millisecond for the indexing thread, not five
GRACE_SECONDS = 5


def main() -> int:
    try:
        settings = KnowledgeSettings()
        token = settings.knowledge_token
        if not token:
            return _refused("BATON_KNOWLEDGE_TOKEN_FILE must name a file with the token that callers send")
        encoder = load_encoder(settings.encoder, settings.encoder_precision)
    except UNUSABLE as error:
        return _refused(problem_of(error))
    except (EncoderUnusableError, OSError) as error:
        return _refused(str(error))
    warn_of_readable_secrets("knowledge")
    configure_logs(settings.log_level)
    start_tracing(settings, "knowledge")
    sys.setswitchinterval(SWITCH_SECONDS)
    database = Database(settings.database_address, readers=2, writers=1)
    try:
        check_schema(database)
        engine = Engine(encoder, {}, find_multilingual(settings.encoder))
        _serve(settings, engine, database, token)
    except WrongSchema as error:
        return _refused(str(error))
    finally:
        database.close()
    return 0


def _serve(settings: KnowledgeSettings, engine: Engine, database: Database, token: str) -> None:
    file = settings.prepared_vectors
    service = KnowledgeService(
        engine,
        database,
        system_clock,
        partial(train_apart, settings.encoder, settings.encoder_precision),
        target_precision=settings.promise,
        look_seconds=settings.knowledge_look_seconds,
        learn_from_use=settings.learn_from_use,
        prepared=partial(read_vectors, file, engine.identity) if file else None,
    )
    uvicorn.run(
        create_app(service, token),
        host=settings.host,
        port=settings.port,
        http="httptools",
        ws="none",
        access_log=False,
        server_header=False,
        log_level="warning",
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def _refused(reason: str) -> int:
    print(f"knowledge cannot start: {reason}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
