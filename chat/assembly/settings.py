"""Every setting of the `chat` process. They are read from the environment once, here and nowhere else."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr

from chat.attachments.settings import FilesSettings
from chat.company.company import Fallbacks
from chat.edge.identity import IdentityKey
from chat.edge.limit_table import Limit, LimitName, Totals, limits_of
from chat.translation.settings import TranslationSettings
from chat.webhooks.settings import WebhookSettings
from handoff.offers.choice import Rules
from handoff.presence.service import Leases
from kit.keys.installation_key import InstallationKey, key_in_file, own_key
from kit.keys.secret_files import SECRET
from kit.settings import read_secret
from staff.attempts.throttle import Limits as SignInLimits
from staff.provider.settings import ProviderSettings


class ChatSettings(FilesSettings, WebhookSettings, TranslationSettings, ProviderSettings):
    """Settings of `chat`. Names contain the units; every default is right for a single machine."""

    workers: int = Field(default=1, description="Number of processes that share the port.")
    redis_url: Annotated[str, SECRET] = Field(
        default="", description="Redis for wake-ups, limits and leases; empty if this is the only process."
    )
    knowledge_url: str = Field(default="http://127.0.0.1:8001", description="Address of the `knowledge` process.")
    knowledge_token_file: Path | None = Field(default=None, description="File with the token for `knowledge`.")
    bot_urls: str = Field(
        default="http://127.0.0.1:8002", description="Addresses of the `bot` processes, comma separated."
    )
    bot_token_file: Path | None = Field(default=None, description="File with the token for `bot`.")
    frontend: Path = Field(default=Path(".baton/frontend"), description="Folder of the built web pages.")
    content: Path = Field(default=Path("knowledge_base/content"), description="Folder of the demo articles.")
    demo: bool = Field(default=False, description="Whether this installation has demo data.")
    company: str = Field(
        default="", description="The company's name, as shown to customers until administrators store one."
    )
    typing_preview: bool = Field(
        default=True,
        description="Whether customers are asked for permission to show their agent what they are writing.",
    )
    widget_sites: str = Field(
        default="",
        description="Origins that may embed the widget, separated by spaces, until administrators store a list.",
    )

    backup_keep_days: int | None = Field(
        default=None, ge=1, description="For how many days you keep backups, as proofs of erasure then say."
    )

    pack_folders: str = Field(
        default="", description="Folders of the packs that are on; empty follows the launcher's choice."
    )
    connector_hosts: str = Field(
        default="",
        description="`host:port` of private or unencrypted servers that connectors may call, separated by spaces.",
    )
    connector_secrets: Annotated[dict[str, SecretStr], SECRET] = Field(
        default={}, description="JSON object of the connectors' secrets by name; the folder comes after it."
    )
    connector_secrets_folder: Path | None = Field(
        default=None, description="Folder with a file for each secret; `secrets` in the data folder if not set."
    )
    connector_calls_at_once: int = Field(
        default=32,
        ge=1,
        description="Maximum number of concurrent calls of connectors; further ones fail.",
    )
    import_hosts: str = Field(
        default="", description="Hosts in private networks that imports may read, separated by spaces."
    )

    knowledge_timeout_seconds: float = Field(default=2.0, description="Maximum time for `knowledge` in a turn.")
    knowledge_calls_at_once: int = Field(default=16, description="Maximum number of concurrent calls to `knowledge`.")
    bot_timeout_seconds: float = Field(default=2.0, description="Maximum time for one call to `bot`.")
    bot_calls_at_once: int = Field(default=2, description="Maximum number of concurrent calls to one `bot` process.")
    loading_grace_seconds: float = Field(
        default=20.0, description="After a start, how long a turn waits for a process that has not answered yet."
    )
    breaker_failures: int = Field(
        default=3, description="Number of consecutive failures after which a `bot` process is not called for a while."
    )
    breaker_pause_seconds: float = Field(default=2.0, description="How long it is not called before it is tried again.")
    turns_at_once: int = Field(default=64, description="Number of turns that one process works on at the same time.")
    turn_sweep_seconds: float = Field(default=1.0, description="How often SQL is searched for unanswered turns.")
    turn_lease_seconds: float = Field(
        default=10.0, description="How long a turn belongs to the process that started it."
    )
    socket_sweep_seconds: float = Field(default=2.0, description="How often open sockets are compared with SQL.")
    idle_resolve_hours: float = Field(
        default=24.0, description="Idle time after which conversations with the bot are resolved."
    )

    messages_per_10_seconds: int = Field(default=10, description="Messages of one conversation; 0 means no limit.")
    reads_per_second: int = Field(default=50, description="Reads of one conversation.")
    sockets_per_minute: int = Field(default=120, description="Socket connections to one conversation.")
    conversations_per_minute: int = Field(default=60, description="New conversations from one address.")
    articles_per_10_seconds: int = Field(default=100, description="Articles read from one address.")
    article_feedback_per_hour: int = Field(
        default=30, description="Answers to “Was this helpful?” on the help pages from one address."
    )
    replies_per_10_seconds: int = Field(default=30, description="Messages of one agent.")
    previews_per_10_seconds: int = Field(
        default=50, description="What customers let their agent see while they type, in one conversation."
    )
    typing_per_10_seconds: int = Field(default=100, description="Frames that say that the customer types.")
    uploads_per_minute: int = Field(default=20, description="Files of one conversation, and of one agent.")
    changes_per_10_seconds: int = Field(
        default=20, description="Handoffs, contacts, ratings, feedback and ends in one conversation."
    )
    handoffs_per_10_seconds: int = Field(
        default=6, description="Handoffs and ends in one conversation; every agent is notified of each."
    )
    frames_per_10_seconds: int = Field(
        default=400, description="Frames of any kind on one socket, and in total for one conversation or person."
    )
    frames_per_10_seconds_per_address: int = Field(default=30_000, description="Frames of any kind from one address.")
    flood_seconds: float = Field(
        default=10.0, gt=0, description="How long a socket that sends too much is slowed down before it is closed."
    )
    calls_per_10_seconds: int = Field(default=1_000, description="Calls of any kind with one customer's token.")
    calls_per_10_seconds_per_address: int = Field(default=30_000, description="Calls of any kind from one address.")
    sockets_at_once: int = Field(default=10_000, description="Maximum number of connections to one process.")
    sockets_at_once_per_address: int = Field(
        default=5_000, description="Maximum number of connections from one address."
    )
    sockets_at_once_per_conversation: int = Field(
        default=50, description="Maximum number of open sockets for one conversation."
    )
    header_seconds: float = Field(default=10.0, gt=0, description="Maximum time for the head of a request to arrive.")
    body_seconds: float = Field(default=30.0, gt=0, description="Maximum time for the body of a request to arrive.")
    searches_per_10_seconds: int = Field(default=50, description="Questions that one person tries out.")
    translations_per_minute: int = Field(default=60, description="Requests for a translation of one agent.")
    sign_ins_per_minute: int = Field(default=20, description="Failed sign-ins from one address.")
    sign_ins_per_account_per_minute: int = Field(
        default=10, description="Failed sign-ins to one account from one address, or from one known device."
    )
    sign_ins_per_account_from_everywhere_per_minute: int = Field(
        default=50, description="Failed sign-ins to one account from all unknown devices together."
    )
    trusted_proxies: str = Field(
        default="", description="Proxies whose X-Forwarded-For is trusted, separated by spaces."
    )

    key: Annotated[SecretStr | None, SECRET] = Field(
        default=None, description="The installation's key, at least 32 characters."
    )
    key_file: Path | None = Field(
        default=None, description="File with the key; not set, it is made in the data folder at the first start."
    )
    sign_in_hours: float = Field(default=168.0, description="Maximum duration of a sign-in.")
    sign_in_idle_hours: float = Field(default=12.0, description="Unused for this long, a sign-in ends.")
    customer_token_days: float = Field(
        default=90.0, gt=0, description="Unused for this long, a customer's token ends; each use moves its end."
    )
    presence_lease_seconds: int = Field(
        default=60, description="How long an agent counts as present after a heartbeat."
    )
    presence_grace_seconds: int = Field(
        default=30,
        description="How much longer an agent keeps their conversations, so that a lost connection can come back.",
    )
    presence_api_lease_seconds: int = Field(
        default=900,
        description="For programs without a socket: how long an agent counts as present after a presence call.",
    )
    silent_console_seconds: float = Field(
        default=40.0, gt=0, description="A console that sends heartbeats counts as gone after this long without one."
    )
    agent_capacity: int = Field(
        default=4, ge=0, le=100, description="Maximum number of conversations of one agent, unless set for the agent."
    )
    offer_seconds: float = Field(
        default=30.0, gt=0, description="How long a handoff is offered to one agent before it is offered to the next."
    )
    match_seconds: float = Field(
        default=60.0,
        ge=0,
        description="How long a handoff waits for a busy agent with its language and skills before it goes to others.",
    )
    overload_effort: float = Field(
        default=8.0, gt=0, description="Effort of an agent's conversations from which supervisors are warned."
    )
    breather_seconds: float = Field(
        default=180.0, ge=0, description="How long an agent gets no offers after an abusive customer; 0 is off."
    )
    identity_keys_file: Path | None = Field(
        default=None, description="JSON file with the host site's keys: {kid: {algorithm, key}}."
    )
    identity_audience: str = Field(default="baton", description="Audience that an identity token must contain.")
    identity_required: bool = Field(
        default=False, description="Whether customers without a signed identity are rejected."
    )

    @property
    def company_fallbacks(self) -> Fallbacks:
        return Fallbacks(self.company.strip(), tuple(self.widget_sites.split()), self.demo)

    @property
    def secrets_folder(self) -> Path:
        return self.connector_secrets_folder or self.data / "secrets"

    @property
    def served_packs(self) -> Path:
        """Where the launcher writes which packs the running bot serves."""
        return self.data / "packs" / "served.json"

    @property
    def attachments_allowed(self) -> bool:
        return self.demo if self.attachments is None else self.attachments

    @property
    def leases(self) -> Leases:
        return Leases(console_seconds=self.presence_lease_seconds, call_seconds=self.presence_api_lease_seconds)

    @property
    def routing_rules(self) -> Rules:
        return Rules(
            capacity=self.agent_capacity,
            offer_lasts=timedelta(seconds=self.offer_seconds),
            cooldown=timedelta(seconds=self.breather_seconds),
            match_within=timedelta(seconds=self.match_seconds),
            overload=self.overload_effort,
        )

    @property
    def limits(self) -> Mapping[LimitName, Limit]:
        return limits_of(
            messages_per_10_seconds=self.messages_per_10_seconds,
            typing_per_10_seconds=self.typing_per_10_seconds,
            changes_per_10_seconds=self.changes_per_10_seconds,
            handoffs_per_10_seconds=self.handoffs_per_10_seconds,
            reads_per_second=self.reads_per_second,
            sockets_per_minute=self.sockets_per_minute,
            conversations_per_minute=self.conversations_per_minute,
            articles_per_10_seconds=self.articles_per_10_seconds,
            article_feedback_per_hour=self.article_feedback_per_hour,
            replies_per_10_seconds=self.replies_per_10_seconds,
            previews_per_10_seconds=self.previews_per_10_seconds,
            searches_per_10_seconds=self.searches_per_10_seconds,
            uploads_per_minute=self.uploads_per_minute,
            translations_per_minute=self.translations_per_minute,
        )

    @property
    def sign_in_limits(self) -> SignInLimits:
        return SignInLimits(
            of_address=self.sign_ins_per_minute,
            of_account=self.sign_ins_per_account_per_minute,
            of_account_from_everywhere=self.sign_ins_per_account_from_everywhere_per_minute,
        )

    @property
    def installation_key(self) -> InstallationKey:
        """Makes the key if there is none yet. Raises ValueError if it is too short."""
        given = self.key.get_secret_value().strip() if self.key else ""
        return InstallationKey(given or (key_in_file(self.key_file) if self.key_file else own_key(self.data)))

    @property
    def totals(self) -> Totals:
        return Totals(**{field.name: getattr(self, field.name) for field in fields(Totals)})

    @property
    def identity_keys(self) -> dict[str, IdentityKey]:
        if self.identity_keys_file is None:
            return {}
        stored = json.loads(self.identity_keys_file.read_text(encoding="utf-8"))
        return {kid: IdentityKey(**key) for kid, key in stored.items()}

    @property
    def bot_addresses(self) -> list[str]:
        return [address.strip().rstrip("/") for address in self.bot_urls.split(",") if address.strip()]

    @property
    def bot_token(self) -> str:
        return read_secret(self.bot_token_file)

    @property
    def knowledge_token(self) -> str:
        return read_secret(self.knowledge_token_file)
