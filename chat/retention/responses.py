"""Retention as the API sends it."""

from pydantic import Field

from kit.web.contract import Moment, ResponseBody


class RetentionRuleBody(ResponseBody):
    department_id: str | None = Field(description="Null for all conversations without a rule of their department.")
    days: int | None = Field(description="Null: they are kept for good.")


class RetentionRunBody(ResponseBody):
    """The proof that conversations were erased. It names none of them."""

    id: str | None
    at: Moment
    by_rule: bool = Field(description="False if an operator ran `./baton people-data expire`.")
    conversations: int
    rows: dict[str, int] = Field(description="The number of erased rows by table.")


class RetentionBody(ResponseBody):
    """Without any rule, conversations are kept for good."""

    rules: list[RetentionRuleBody]
    runs: list[RetentionRunBody] = Field(description="The latest ten, newest first.")


class WouldExpireBody(ResponseBody):
    department_id: str | None
    resolved_before: Moment
    conversations: int


class WouldExpireListBody(ResponseBody):
    """What each rule with a time would erase now."""

    would_expire: list[WouldExpireBody]
