"""Every table of Baton in one place, for migrations: importing it is what registers them all."""

import chat.order_book
import chat.storage_check
import conversations.customer_records_models
import conversations.models
import handoff.breathers_models
import handoff.canned_replies_models
import handoff.departments_models
import handoff.follow_ups_models
import handoff.mentions_models
import handoff.models
import handoff.offers_models
import handoff.people_models
import handoff.resolutions_models
import handoff.skills_models
import handoff.timers_models
import handoff.waits_models
import knowledge_base.models
from kit.database import metadata

__all__ = ["metadata"]

ROOMS = (
    conversations.models,
    conversations.customer_records_models,
    handoff.models,
    handoff.offers_models,
    handoff.breathers_models,
    handoff.follow_ups_models,
    handoff.canned_replies_models,
    handoff.waits_models,
    handoff.mentions_models,
    handoff.timers_models,
    handoff.resolutions_models,
    handoff.people_models,
    handoff.departments_models,
    handoff.skills_models,
    knowledge_base.models,
    chat.order_book,
    chat.storage_check,
)
