"""The cookies of a sign-in: hidden from scripts and other sites, and sent over TLS only if TLS is used."""

from datetime import timedelta
from typing import Any

from starlette.responses import Response

from staff.sign_in.device import LASTS, cookie_name
from staff.sign_in.service import SESSION_COOKIE, SignIn


class SignInCookies:
    """`lasts` is the longest duration of a sign-in. `secure` is whether browsers connect over TLS."""

    def __init__(self, lasts: timedelta, *, secure: bool) -> None:
        self._lasts = lasts
        self._secure = secure

    def let_in(self, response: Response, sign_in: SignIn) -> dict[str, Any]:
        """Sets the cookies of the sign-in and of the known device. Returns the person."""
        self._set(response, SESSION_COOKIE, sign_in.token, self._lasts)
        self._set(response, cookie_name(sign_in.person.id), sign_in.device, LASTS)
        return sign_in.person.body()

    def let_out(self, response: Response) -> None:
        """Takes the sign-in away. The device stays known."""
        response.delete_cookie(SESSION_COOKIE, path="/", secure=self._secure, httponly=True, samesite="lax")

    def _set(self, response: Response, name: str, value: str, lasts: timedelta) -> None:
        age = int(lasts.total_seconds())
        response.set_cookie(name, value, max_age=age, path="/", secure=self._secure, httponly=True, samesite="lax")
