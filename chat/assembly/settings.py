"""Every setting of the `chat` process, read from the environment once, here and nowhere else."""

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import timedelta
from pathlib import Path

from pydantic import Field

from chat.edge.identity import IdentityKey
from chat.edge.limit_table import Limit, LimitName, Totals, limits_of
from handoff.offers.choice import Rules
from handoff.presence.service import Leases
from kit.settings import AddressSettings, read_secret


class ChatSettings(AddressSettings):
    """Settings of `chat`. Units are in the names; every default is right for one machine."""

    workers: int = Field(default=1, description="Processes that share the port.")
    redis_url: str = Field(
        default="", description="Redis for wake-ups, limits and leases; empty means this process alone."
    )
    knowledge_url: str = Field(default="http://127.0.0.1:8001", description="Address of the `knowledge` process.")
    knowledge_token_file: Path | None = Field(default=None, description="File with the token for `knowledge`.")
    bot_urls: str = Field(
        default="http://127.0.0.1:8002", description="Addresses of the `bot` processes, comma separated."
    )
    bot_token_file: Path | None = Field(default=None, description="File with the token for `bot`.")
    frontend: Path = Field(default=Path(".baton/frontend"), description="Folder of the built pages.")
    content: Path = Field(default=Path("knowledge_base/content"), description="Folder of the demo articles.")
    demo: bool = Field(default=False, description="Whether this installation carries demo data.")
    company: str = Field(default="Wren & Wheel", description="The company's name, as customers read it.")
    typing_preview: bool = Field(
        default=True, description="Whether customers are asked to let their agent see what they are writing."
    )
    widget_sites: str = Field(default="", description="Origins that may show the widget, separated by blanks.")

    knowledge_timeout_seconds: float = Field(default=2.0, description="Longest wait for `knowledge` in a turn.")
    knowledge_calls_at_once: int = Field(default=16, description="Calls in flight in `knowledge` at most.")
    bot_timeout_seconds: float = Field(default=2.0, description="Longest wait for one call of `bot`.")
    bot_calls_at_once: int = Field(default=2, description="Calls in flight in one `bot` process at most.")
    loading_grace_seconds: float = Field(
        default=20.0, description="After a start, how long a turn waits for a neighbour that has never answered yet."
    )
    breaker_failures: int = Field(default=3, description="Failures in a row after which a `bot` process is left alone.")
    breaker_pause_seconds: float = Field(default=2.0, description="How long it is left alone before it is tried again.")
    turns_at_once: int = Field(default=64, description="Turns that one process works on at the same time.")
    turn_sweep_seconds: float = Field(default=1.0, description="How often unanswered turns are looked for in SQL.")
    turn_lease_seconds: float = Field(default=10.0, description="How long a turn belongs to the process that began it.")
    socket_sweep_seconds: float = Field(default=2.0, description="How often open sockets are compared with SQL.")
    idle_resolve_hours: float = Field(
        default=24.0, description="Idle time after which the bot's conversations are resolved."
    )

    messages_per_10_seconds: int = Field(default=10, description="Messages of one conversation; 0 means no limit.")
    reads_per_second: int = Field(default=50, description="Reads of one conversation.")
    sockets_per_minute: int = Field(default=120, description="Socket connections to one conversation.")
    conversations_per_minute: int = Field(default=60, description="New conversations from one address.")
    articles_per_10_seconds: int = Field(default=100, description="Articles read from one address.")
    replies_per_10_seconds: int = Field(default=30, description="Messages of one agent.")
    previews_per_10_seconds: int = Field(
        default=50, description="What customers let their agent see while they write, of one conversation."
    )
    typing_per_10_seconds: int = Field(default=100, description="Frames that say that the customer types.")
    changes_per_10_seconds: int = Field(
        default=20, description="Handoffs, contacts, ratings, feedback and ends of one conversation."
    )
    handoffs_per_10_seconds: int = Field(
        default=6, description="Handoffs and ends of one conversation, which every agent is told of."
    )
    frames_per_10_seconds: int = Field(
        default=400, description="Frames of any kind on one socket, and of one conversation or person in all."
    )
    frames_per_10_seconds_per_address: int = Field(default=30_000, description="Frames of any kind from one address.")
    flood_seconds: float = Field(
        default=10.0, gt=0, description="How long a socket that sends more is slowed before it is closed."
    )
    calls_per_10_seconds: int = Field(default=1_000, description="Calls of any kind with one customer's token.")
    calls_per_10_seconds_per_address: int = Field(default=30_000, description="Calls of any kind from one address.")
    sockets_at_once: int = Field(default=10_000, description="Connections that one process holds at most.")
    sockets_at_once_per_address: int = Field(default=5_000, description="Connections from one address at most.")
    sockets_at_once_per_conversation: int = Field(default=50, description="Open sockets of one conversation at most.")
    header_seconds: float = Field(default=10.0, gt=0, description="How long the head of a request may take to come.")
    body_seconds: float = Field(default=30.0, gt=0, description="How long the body of a request may take to come.")
    searches_per_10_seconds: int = Field(default=50, description="Tried-out questions of one person.")
    sign_ins_per_minute: int = Field(default=20, description="Wrong sign-ins from one address.")
    sign_ins_per_account_per_minute: int = Field(default=10, description="Wrong sign-ins on one account.")
    trusted_proxies: str = Field(
        default="", description="Proxies whose X-Forwarded-For is believed, separated by blanks."
    )

    sign_in_hours: float = Field(default=168.0, description="How long a sign-in lasts at most.")
    sign_in_idle_hours: float = Field(default=12.0, description="Unused for so long, a sign-in ends.")
    presence_lease_seconds: int = Field(
        default=60, description="How long an agent counts as present after a heartbeat."
    )
    presence_grace_seconds: int = Field(
        default=30, description="How much longer she keeps her conversations, for a connection that comes back."
    )
    presence_api_lease_seconds: int = Field(default=900, description="The same for a program without a socket.")
    silent_console_seconds: float = Field(
        default=40.0, gt=0, description="Unheard for so long, a console that sends heartbeats counts as gone."
    )
    agent_capacity: int = Field(
        default=4, ge=0, le=100, description="Conversations of one agent at once, where nobody has set another number."
    )
    offer_seconds: float = Field(
        default=30.0, gt=0, description="How long a handoff is offered to one agent before the next."
    )
    match_seconds: float = Field(
        default=60.0,
        ge=0,
        description="How long a handoff waits for a busy agent with its language and skills before it goes to others.",
    )
    overload_effort: float = Field(
        default=8.0, gt=0, description="Effort of an agent's conversations from which on supervisors are warned."
    )
    breather_seconds: float = Field(
        default=180.0, ge=0, description="How long an agent is offered nothing after an abusive customer; 0 is off."
    )
    identity_keys_file: Path | None = Field(
        default=None, description="JSON file of the host site's keys: {kid: {algorithm, key}}."
    )
    identity_audience: str = Field(default="baton", description="Audience that an identity token must name.")
    identity_required: bool = Field(
        default=False, description="Whether customers without a signed identity are refused."
    )

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
            replies_per_10_seconds=self.replies_per_10_seconds,
            previews_per_10_seconds=self.previews_per_10_seconds,
            searches_per_10_seconds=self.searches_per_10_seconds,
            sign_ins_per_minute=self.sign_ins_per_minute,
            sign_ins_per_account_per_minute=self.sign_ins_per_account_per_minute,
        )

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
