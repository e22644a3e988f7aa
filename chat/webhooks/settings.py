"""The settings of webhooks."""

from dataclasses import dataclass
from datetime import timedelta

from pydantic import Field

from kit.settings import AddressSettings


@dataclass(frozen=True)
class Rules:
    """The settings as the parts use them."""

    hosts: tuple[str, ...] = ()
    timeout_seconds: float = 10.0
    at_once: int = 16
    keep: timedelta = timedelta(days=30)
    off_after: timedelta = timedelta(days=5)


class WebhookSettings(AddressSettings):
    """Who is told of what is kept by administrators, in SQL. These are the operator's limits."""

    webhook_hosts: str = Field(
        default="",
        description="`host:port` of private or unencrypted servers that webhooks may call, separated by spaces.",
    )
    webhook_timeout_seconds: float = Field(
        default=10.0, gt=0, le=60, description="How long an endpoint may take to answer one delivery."
    )
    webhook_calls_at_once: int = Field(
        default=16, ge=1, le=256, description="Maximum number of deliveries that one process sends at the same time."
    )
    webhook_keep_days: int = Field(
        default=30, ge=4, description="How long deliveries are kept for the page and for a replay."
    )
    webhook_off_after_days: float = Field(
        default=5.0, gt=0, description="An endpoint that has taken nothing for this long is switched off."
    )

    @property
    def webhook_rules(self) -> Rules:
        return Rules(
            tuple(self.webhook_hosts.split()),
            self.webhook_timeout_seconds,
            self.webhook_calls_at_once,
            timedelta(days=self.webhook_keep_days),
            timedelta(days=self.webhook_off_after_days),
        )
