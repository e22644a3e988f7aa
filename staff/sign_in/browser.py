"""What signing in needs to know of the browser or program that calls: its address and its cookies."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from starlette.requests import Request


@dataclass(frozen=True, slots=True)
class Browser:
    """`address` is the one that throttles count; behind a proxy that is not the peer's."""

    address: str
    cookies: Mapping[str, str] = field(default_factory=dict)


BrowserOf = Callable[[Request], Browser]


def browsers(address_of: Callable[[Request], str]) -> BrowserOf:
    def browser_of(request: Request) -> Browser:
        return Browser(address_of(request), request.cookies)

    return browser_of
