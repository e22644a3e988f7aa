"""What each column that can hold words holds, and whose it is. A test fails for a column that is not listed here.

`customer`: words of a customer or about one, taken away when they are erased. `secret`: hashes, never shown.
`staff`: names and words of colleagues. `company`: articles and settings. `code`: fixed words and numbers. `id`:
identifiers.
"""

from collections.abc import Mapping
from typing import Literal

Kind = Literal["customer", "secret", "staff", "company", "code", "id"]

COLUMNS: Mapping[str, Mapping[Kind, str]] = {
    "conversations": {
        "customer": "page_url identity identity_id dialogue memory",
        "secret": "token_hash",
        "staff": "agent_name",
        "code": "status locale",
        "id": "id department_id agent_id",
    },
    "messages": {
        "customer": "text details choices sources why choice attachments",
        "staff": "author_name",
        "code": "author_kind kind event format visibility",
        "id": "id conversation_id author_id client_message_id",
    },
    "seen": {"id": "conversation_id"},
    "merges": {"secret": "token_hash", "staff": "merged_by", "id": "conversation_id into_id"},
    "attachments": {
        "customer": "name",
        "code": "visibility author_kind content_type",
        "id": "id conversation_id author_id upload_id storage_key digest",
    },
    "feedback": {"code": "reason", "id": "conversation_id"},
    "ratings": {"customer": "comment", "id": "conversation_id"},
    "contacts": {"customer": "email phone name note", "id": "id conversation_id"},
    "customer_records": {"customer": "identity_id values", "staff": "changed_by", "id": "id conversation_id"},
    "customer_notes": {"customer": "text", "staff": "author_name", "id": "id record_id author_id"},
    "customer_fields": {"company": "label choices", "code": "kind", "id": "id"},
    "handoffs": {
        "customer": "note topics",
        "staff": "agent_name",
        "code": "reason state language skills",
        "id": "id conversation_id department_id wanted_agent_id agent_id",
    },
    "assignments": {"customer": "draft", "code": "ending", "id": "id conversation_id handoff_id agent_id"},
    "offers": {"code": "ending", "id": "id handoff_id agent_id"},
    "told_waits": {"id": "handoff_id"},
    "told_timers": {"code": "kind stage", "id": "conversation_id"},
    "follow_ups": {
        "customer": "note email phone",
        "staff": "agent_name closed_by",
        "code": "kind state",
        "id": "id conversation_id agent_id",
    },
    "resolutions": {"staff": "agent_name", "code": "outcome", "id": "id conversation_id agent_id"},
    "tags": {"staff": "name", "code": "colour", "id": "id"},
    "conversation_tags": {"staff": "added_by", "id": "conversation_id tag_id"},
    "merged_tags": {"staff": "name", "code": "colour", "id": "id into_id"},
    "merged_tag_uses": {"staff": "added_by", "id": "conversation_id tag_id"},
    "mentions": {"staff": "by_name", "id": "id conversation_id person_id"},
    "abuses": {"id": "id conversation_id"},
    "decisions": {
        "customer": "question",
        "code": "action rule reason choices",
        "id": "id conversation_id article_id calibration",
    },
    "outcomes": {"staff": "given_by", "code": "happened label", "id": "decision_id article_id"},
    "demo_orders": {"customer": "email", "company": "detail", "code": "state return_until", "id": "number"},
    "demo_returns": {"customer": "reason", "id": "effect_key order_number"},
    "people": {
        "secret": "password_hash",
        "staff": "name email",
        "code": "roles languages",
        "id": "id departments skills",
    },
    "sign_ins": {"secret": "token_hash", "staff": "device", "code": "method", "id": "id person_id"},
    "second_factors": {"secret": "secret", "id": "person_id"},
    "external_accounts": {"code": "issuer", "staff": "subject", "id": "person_id"},
    "recovery_codes": {"secret": "code_hash", "id": "person_id"},
    "sign_in_rules": {"code": "second_factor_roles"},
    "api_tokens": {"secret": "token_hash", "staff": "name", "code": "roles", "id": "id person_id"},
    "attempts": {"secret": "counter", "code": "moments"},
    "invitations": {"secret": "token_hash", "id": "person_id"},
    "presence": {"code": "state", "id": "person_id"},
    "ready_agents": {"id": "person_id"},
    "departments": {"company": "name hours", "code": "low_confidence routing targets", "id": "id"},
    "skills": {"company": "name folded_name topics", "staff": "updated_by", "id": "id"},
    "canned_replies": {
        "company": "shortcut title text folder",
        "staff": "updated_by",
        "id": "id department_id owner_id",
    },
    "company_settings": {"company": "values", "staff": "changed_by"},
    "company_images": {"company": "content", "code": "kind content_type", "id": "digest"},
    "articles": {
        "company": "title category locale tags",
        "staff": "updated_by owner review_asked_by scheduled_by",
        "code": "state audience",
        "id": "id translation_group",
    },
    "article_versions": {
        "company": "title body questions category locale",
        "staff": "author",
        "code": "origin",
        "id": "article_id",
    },
    "article_publications": {"staff": "author undone_by", "id": "article_id"},
    "article_images": {"company": "content content_type", "staff": "uploaded_by", "id": "id"},
    "article_editors": {"staff": "name", "id": "article_id person_id"},
    "article_comments": {"company": "quote text", "staff": "author resolved_by", "id": "id article_id author_id"},
    "article_origins": {"company": "path", "code": "source", "id": "article_id batch"},
    "article_slugs": {"company": "slug locale", "id": "article_id"},
    "article_feedback": {"company": "locale", "id": "article_id"},
    "related_articles": {"id": "article_id related"},
    "article_imports": {"company": "name problem", "staff": "created_by", "code": "kind state code", "id": "id"},
    "article_import_files": {"company": "name content", "id": "import_id"},
    "article_import_rows": {
        "company": "path title content care",
        "code": "change code problem outcome",
        "id": "import_id article_id",
    },
    "first_hour": {"code": "steps", "id": "administrator_id"},
    "sensitive_topics": {"company": "name phrases", "staff": "updated_by", "id": "id"},
    "set_aside_messages": {"staff": "set_aside_by", "id": "conversation_id"},
    "category_approvals": {"company": "category", "staff": "set_by"},
    "category_approvers": {"company": "category", "staff": "name", "id": "person_id"},
    "article_approvals": {"staff": "approved_by", "id": "article_id approver_id"},
    "dismissed_phrasings": {"staff": "dismissed_by", "id": "article_id phrasing_hash"},
    "greeting_questions": {"company": "text", "staff": "set_by"},
    "findings_set_aside": {"staff": "set_by", "id": "key"},
    "golden_questions": {
        "company": "text before must must_not kind",
        "staff": "updated_by",
        "id": "id article_ids",
    },
    "promises": {"staff": "set_by"},
    "knowledge_state": {},
    "text_vectors": {"company": "vector", "id": "encoder text_hash"},  # of articles; questions are not kept
    "topic_models": {"company": "weights", "id": "id encoder"},
    "calibrations": {"code": "fitted", "id": "id encoder"},
    "conversation_facts": {"code": "basis channel language topic bot_end", "id": "conversation_id department_id"},
    "person_facts": {"secret": "person", "id": "conversation_id"},
    "handoff_facts": {
        "code": "channel language topic reason ending",
        "id": "handoff_id conversation_id department_id agent_id",
    },
    "assignment_facts": {
        "code": "channel language topic",
        "id": "assignment_id conversation_id department_id agent_id",
    },
    "report_state": {},
    "retention_rules": {"staff": "set_by", "id": "department_id"},
    "samples": {"staff": "drawn_by", "code": "first_day last_day", "id": "id"},
    "sample_verdicts": {"staff": "given_by", "code": "verdict", "id": "sample_id conversation_id"},
    "storage_checks": {},
    "webhook_endpoints": {
        "secret": "secret old_secret",
        "company": "url description",
        "staff": "created_by",
        "code": "events state off_reason",
        "id": "id",
    },
    "webhook_events": {"code": "type", "staff": "data", "id": "id conversation_id"},
    "webhook_deliveries": {"code": "state problem", "id": "id endpoint_id conversation_id claim"},
    "webhook_attempts": {"customer": "answer", "code": "problem"},
    "audit_log": {"code": "actor_kind action details", "id": "actor_id subject", "secret": "hash"},
    "audit_head": {"secret": "hash"},
}


def kinds_of(table: str) -> dict[str, Kind]:
    """Column -> what it holds."""
    return {name: kind for kind, names in COLUMNS.get(table, {}).items() for name in names.split()}


def tables_about_customers() -> list[str]:
    return [table for table, kinds in COLUMNS.items() if "customer" in kinds]
