"""People as the API sends them."""

from kit.web.contract import Moment, ResponseBody, example
from staff.people.person import Role


class MeBody(ResponseBody):
    """The caller. An API token with fewer roles shows only those."""

    model_config = example(id="person_1", name="Sam Verbeke", email="sam@example.com", roles=["agent"])

    id: str
    name: str
    email: str
    roles: list[Role]


class PersonBody(MeBody):
    """A person as administrators see them."""

    active: bool
    departments: list[str]
    password_set: bool
    created_at: Moment


class PersonListBody(ResponseBody):
    people: list[PersonBody]


class InvitationBody(ResponseBody):
    """A one-time link."""

    url: str
