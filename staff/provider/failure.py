"""Why a sign-in at the provider did not work. Each has its own sentence on the sign-in page."""

from typing import Literal

Why = Literal[
    "unreachable",
    "refused",
    "answer",
    "state",
    "email_unverified",
    "domain",
    "unknown_person",
    "no_role",
    "deactivated",
    "limited",
]


class ProviderFailure(Exception):
    """`detail` is for the log: it holds no secret and nothing about a person."""

    def __init__(self, why: Why, detail: str = "") -> None:
        super().__init__(detail or why)
        self.why = why
        self.detail = detail
