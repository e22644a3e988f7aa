"""Imports every table of Baton for migrations: importing a table registers it."""

import chat.article_images.models
import chat.company.models
import chat.first_hour.models
import chat.gaps.models
import chat.monitoring.storage_check
import chat.orders.demo
import chat.report_facts.models
import chat.reports.models
import chat.retention.models
import chat.webhooks.models
import conversations.attachments.models
import conversations.customer_records.models
import conversations.merges.models
import conversations.models
import conversations.seen.models
import handoff.canned_replies.models
import handoff.cooldowns.models
import handoff.follow_ups.models
import handoff.handoffs.models
import handoff.mentions.models
import handoff.offers.models
import handoff.presence.models
import handoff.resolutions.models
import handoff.skills.models
import handoff.tags.models
import handoff.timers.models
import handoff.waits.models
import kit.audit.models
import knowledge_base.approval_rules.models
import knowledge_base.editors.models
import knowledge_base.findings.models
import knowledge_base.golden_set.models
import knowledge_base.import_jobs.models
import knowledge_base.models
import knowledge_base.phrasings.models
import staff.attempts.models
import staff.departments.models
import staff.people.models
import staff.provider.models
import staff.second_factor.models
import staff.sign_in.models
from kit.database import metadata

__all__ = ["metadata"]

ROOMS = (
    conversations.models,
    conversations.attachments.models,
    conversations.seen.models,
    conversations.merges.models,
    conversations.customer_records.models,
    handoff.handoffs.models,
    handoff.offers.models,
    handoff.cooldowns.models,
    handoff.follow_ups.models,
    handoff.canned_replies.models,
    handoff.waits.models,
    handoff.mentions.models,
    handoff.timers.models,
    handoff.resolutions.models,
    handoff.tags.models,
    staff.people.models,
    staff.sign_in.models,
    staff.attempts.models,
    staff.second_factor.models,
    staff.provider.models,
    handoff.presence.models,
    staff.departments.models,
    handoff.skills.models,
    knowledge_base.models,
    knowledge_base.findings.models,
    knowledge_base.approval_rules.models,
    knowledge_base.editors.models,
    knowledge_base.golden_set.models,
    knowledge_base.import_jobs.models,
    knowledge_base.phrasings.models,
    chat.company.models,
    chat.first_hour.models,
    chat.gaps.models,
    chat.orders.demo,
    chat.report_facts.models,
    chat.reports.models,
    chat.retention.models,
    chat.webhooks.models,
    kit.audit.models,
    chat.monitoring.storage_check,
)
