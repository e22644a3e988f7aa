"""One tree of errors with stable codes, so that a refusal reads the same over HTTP and on a socket.

Rooms raise these; `kit.web.http` and the sockets render them. A code, once published in the contract, never changes.
"""

from collections.abc import Mapping
from typing import Any


class BatonError(Exception):
    """A refusal that the caller can act on: `code` is for programs, `message` for people."""

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
        """Whole seconds after which trying again may help; None where it will not."""
        value = self.details.get("retry_after")
        return None if value is None else int(value)

    def body(self) -> dict[str, Any]:
        """The object that stands under `error` in a response or a frame."""
        return {"code": self.code, "message": self.message, **self.details}


class BadRequest(BatonError):
    """400: the input itself is wrong; sending it again will not help."""

    code = "bad_request"
    status = 400


class NotSignedIn(BatonError):
    """401: no credential, or one that is no longer good."""

    code = "not_signed_in"
    status = 401


class NotAllowed(BatonError):
    """403: the caller is known and may not."""

    code = "not_allowed"
    status = 403


class NotFound(BatonError):
    """404: there is none, or it belongs to somebody else; the two look alike on purpose."""

    code = "not_found"
    status = 404

    def __init__(self, message: str = "There is nothing here under this address.", **details: Any) -> None:
        super().__init__(message, **details)


class Conflict(BatonError):
    """409: right in itself, but not in the present state."""

    code = "conflict"
    status = 409


class TooLarge(BatonError):
    """413: refused before it is read to the end."""

    code = "too_large"
    status = 413


class RateLimited(BatonError):
    """429: too much in too short a time; `retry_after` says when."""

    code = "rate_limited"
    status = 429


class Busy(BatonError):
    """503: more work than can be queued; nothing was stored, and trying again is right."""

    code = "busy"
    status = 503

    def __init__(self, message: str = "Too much is going on right now. Please try again.", **details: Any) -> None:
        super().__init__(message, **{"retry_after": 2, **details})


class StorageUnavailable(BatonError):
    """503: the database refuses to write (disk full, gone, read-only); nothing was stored."""

    code = "storage_unavailable"
    status = 503

    def __init__(self, message: str = "Messages cannot be stored right now. Please try again.", **details: Any) -> None:
        super().__init__(message, **{"retry_after": 5, **details})
