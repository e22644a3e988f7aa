"""API tokens as the API sends them."""

from kit.web.contract import Moment, ResponseBody
from staff.people.person import Role


class ApiTokenBody(ResponseBody):
    """A token in the list. Its secret is not stored."""

    id: str
    name: str
    roles: list[Role]
    created_at: Moment
    expires_at: Moment | None
    last_used_at: Moment | None


class ApiTokenListBody(ResponseBody):
    tokens: list[ApiTokenBody]


class NewApiTokenBody(ResponseBody):
    """The only response that contains the secret."""

    id: str
    name: str
    token: str
    roles: list[Role]
    expires_at: Moment | None
