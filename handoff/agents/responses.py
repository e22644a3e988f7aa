"""What each agent takes, as the API sends it."""

from pydantic import Field

from kit.web.contract import ResponseBody


class CapacityBody(ResponseBody):
    """What an agent takes. No languages means any, and no departments all of them."""

    id: str
    name: str
    capacity: int | None = Field(description="Null means the installation's default.")
    at_most: int = Field(description="The capacity in effect.")
    held: int = Field(description="The agent's conversations now.")
    languages: list[str]
    skills: list[str] = Field(description="Identifiers.")
    departments: list[str] = Field(description="Identifiers of the departments that they serve.")


class CapacityListBody(ResponseBody):
    default: int
    agents: list[CapacityBody]


class OwnCapacityBody(ResponseBody):
    at_most: int = Field(description="The capacity in effect.")
    held: int = Field(description="The caller's conversations now, without snoozed ones.")
