"""What the sign-in page needs to know."""

from kit.web.contract import ResponseBody


class ProviderBody(ResponseBody):
    name: str


class SignInOptionsBody(ResponseBody):
    """How people can sign in besides by password."""

    provider: ProviderBody | None
