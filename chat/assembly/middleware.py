"""What every call passes before it reaches its function: headers, limits, authentication, permissions."""

import re

from starlette.middleware import Middleware

from chat.assembly.container import Container
from chat.attachments.content import LARGEST_BYTES
from chat.edge.authentication import AuthenticationMiddleware, Origins
from chat.edge.edge_limits import EdgeLimits
from chat.edge.policy import PolicyMiddleware
from chat.edge.security_headers import SecurityHeaders
from kit.web.http import LargerBody, LimitBody
from knowledge_base.imports.entries import LARGEST_ENTRY_BYTES

LARGEST_BODY = 2_000_000
_UPLOADS = LargerBody(re.compile(r"/api/v1/article-imports/[^/]+/files"), largest=LARGEST_ENTRY_BYTES, seconds=300)
"""Files of an import are larger than other bodies, and may take longer over a slow line."""

_FILES = LargerBody(re.compile(r"/api/v1/conversations/[^/]+/attachments"), largest=LARGEST_BYTES, seconds=120)
"""A phone may need two minutes to send a picture."""


def middleware_of(container: Container) -> list[Middleware]:
    """From the outside in: security headers, body limit, rate limits, authentication, permissions."""
    settings = container.settings
    return [
        Middleware(SecurityHeaders, public_url=settings.address, widget_sites=lambda: container.company.now.sites),
        Middleware(LimitBody, largest=LARGEST_BODY, seconds=settings.body_seconds, larger=(_UPLOADS, _FILES)),
        Middleware(EdgeLimits, guard=container.guard),
        Middleware(AuthenticationMiddleware, authenticator=container.authenticator, origins=Origins(settings.address)),
        Middleware(PolicyMiddleware),
    ]
