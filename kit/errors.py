"""All errors with their stable codes, so an error has the same form over HTTP and on a socket.

Rooms raise these errors; `kit.web.http` and the sockets render them. A published code never changes.
"""

from collections.abc import Mapping
from typing import Any


class BatonError(Exception):
    """An error that the caller can act on: `code` is for programs, `message` for people."""

    code = "internal"
    status = 500

    def __init__(self, message: str, *, code: str | None = None, status: int | None = None, **details: Any) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.status = status or self.status
        self.details: Mapping[str, Any] = details

    @property
    def retry_after(self) -> int | None:
        """Whole seconds after which a retry may succeed; None if a retry cannot help."""
        value = self.details.get("retry_after")
        return None if value is None else int(value)

    def body(self) -> dict[str, Any]:
        """The object under `error` in a response or a frame."""
        return {"code": self.code, "message": self.message, **self.details}


class BadRequest(BatonError):
    """400: the input is wrong; sending it again will not help."""

    code = "bad_request"
    status = 400


class NotSignedIn(BatonError):
    """401: no credential, or an invalid or expired one."""

    code = "not_signed_in"
    status = 401


class NotAllowed(BatonError):
    """403: the caller is known but has no permission."""

    code = "not_allowed"
    status = 403


class NotFound(BatonError):
    """404: the object does not exist or belongs to somebody else. Both cases return the same response on purpose."""

    code = "not_found"
    status = 404

    def __init__(self, message: str = "There is nothing at this address.", **details: Any) -> None:
        super().__init__(message, **details)


class Conflict(BatonError):
    """409: the request is valid, but not in the current state."""

    code = "conflict"
    status = 409


class TooLarge(BatonError):
    """413: rejected before the body is read completely."""

    code = "too_large"
    status = 413


class RateLimited(BatonError):
    """429: too many requests; `retry_after` says when to try again."""

    code = "rate_limited"
    status = 429


class Busy(BatonError):
    """503: the queue is full. Nothing was stored; a retry is safe."""

    code = "busy"
    status = 503

    def __init__(self, message: str = "Baton is very busy right now. Please try again.", **details: Any) -> None:
        super().__init__(message, **{"retry_after": 2, **details})


class StorageUnavailable(BatonError):
    """503: the database does not accept writes (disk full, missing, read-only). Nothing was stored."""

    code = "storage_unavailable"
    status = 503

    def __init__(self, message: str = "Messages cannot be stored right now. Please try again.", **details: Any) -> None:
        super().__init__(message, **{"retry_after": 5, **details})
