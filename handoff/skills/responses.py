"""Skills as the API sends them."""

from pydantic import Field

from kit.web.contract import Moment, ResponseBody


class SkillBody(ResponseBody):
    id: str
    name: str
    topics: list[str] = Field(description="Names of intents or article categories that need the skill.")
    hard: bool = Field(description="Whether its handoffs take more effort.")
    updated_at: Moment
    updated_by: str


class SkillListBody(ResponseBody):
    skills: list[SkillBody]
