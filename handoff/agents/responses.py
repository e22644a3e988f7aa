"""What each agent takes, as the API sends it."""

from pydantic import Field

from kit.web.contract import ResponseBody


class CapacityBody(ResponseBody):
    """An agent's capacity, languages and skills. No languages means any."""

    id: str
    name: str
    capacity: int | None = Field(description="Null means the installation's default.")
    at_most: int = Field(description="The capacity in effect.")
    held: int = Field(description="The agent's conversations now.")
    languages: list[str]
    skills: list[str] = Field(description="Identifiers.")


class CapacityListBody(ResponseBody):
    default: int
    agents: list[CapacityBody]
