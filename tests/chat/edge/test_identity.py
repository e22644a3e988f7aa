"""Identity tokens of the host site: accepted only if they are signed, fresh and meant for us."""

import base64
import json
import math
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest

from chat.edge.identity import IdentityKey, IdentityTokens
from kit.errors import NotSignedIn

NOW = datetime(2030, 3, 4, 9, 0, tzinfo=UTC)
SECRET = "a secret of the shop, long enough to be one, also where another algorithm asks for more"
OTHER = "a secret of somebody else, which is just as long as the one above and fits nothing at all"
CLAIMS = {
    "sub": "customer-7",
    "aud": "baton",
    "exp": NOW + timedelta(minutes=30),
    "name": "Mara",
    "email": "m@x.example",
}

PRIVATE = """-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
"""
PUBLIC = """-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=
-----END PUBLIC KEY-----
"""


def tokens(*, required: bool = False, **keys: IdentityKey) -> IdentityTokens:
    known = keys or {"shop": IdentityKey("HS256", SECRET)}
    return IdentityTokens(known, audience="baton", clock=lambda: NOW, required=required)


def sign(secret: str = SECRET, *, kid: str = "shop", algorithm: str = "HS256", **changes: Any) -> str:
    claims = {name: value for name, value in {**CLAIMS, **changes}.items() if value is not None}
    return jwt.encode(claims, secret, algorithm=algorithm, headers={"kid": kid})


def signed_json(text: str) -> str:
    """A valid signature over invalid claims."""
    return jwt.PyJWS().encode(text.encode(), SECRET, algorithm="HS256", headers={"kid": "shop"})


def unsigned() -> str:
    def part(value: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    claims = {**CLAIMS, "exp": (NOW + timedelta(minutes=30)).timestamp()}
    return f"{part({'alg': 'none', 'kid': 'shop'})}.{part(claims)}."


def test_a_valid_token_identifies_the_customer() -> None:
    assert tokens().verify(sign()) == {"id": "customer-7", "name": "Mara", "email": "m@x.example"}
    bare = tokens().verify(sign(name=None, email=None))
    assert bare == {"id": "customer-7", "name": None, "email": None}


def test_several_keys_can_be_configured_so_that_one_can_be_replaced() -> None:
    both = tokens(old=IdentityKey("HS256", OTHER), shop=IdentityKey("HS256", SECRET))
    assert both.verify(sign()) == both.verify(sign(OTHER, kid="old"))


@pytest.mark.parametrize(
    "token",
    [
        pytest.param(sign(OTHER), id="an HMAC by somebody else"),
        pytest.param(sign(kid="unknown"), id="an unknown key"),
        pytest.param(sign(aud="another"), id="another audience"),
        pytest.param(sign(aud=None), id="no audience"),
        pytest.param(sign(exp=None), id="no end"),
        pytest.param(sign(exp=NOW - timedelta(minutes=1)), id="expired"),
        pytest.param(sign(exp=NOW + timedelta(minutes=62)), id="valid for more than an hour"),
        pytest.param(sign(iat=NOW - timedelta(hours=2)), id="issued two hours ago"),
        pytest.param(sign(nbf=NOW + timedelta(minutes=5)), id="not valid yet"),
        pytest.param(sign(exp=math.nan), id="an expiry of NaN"),
        pytest.param(sign(exp=math.inf), id="no expiry"),
        pytest.param(sign(exp=10**400), id="an expiry too large for a float"),
        pytest.param(sign(exp=-(10**400)), id="an infinitely early expiry"),
        pytest.param(sign(iat=math.nan), id="an issue time of NaN"),
        pytest.param(sign(nbf=math.nan), id="a start of NaN"),
        pytest.param(signed_json('{"exp": ' + "9" * 5_000 + "}"), id="more digits than Python reads"),
        pytest.param(signed_json("[" * 3_000 + "]" * 3_000), id="nested deeper than Python reads"),
        pytest.param(sign(sub=None), id="nobody"),
        pytest.param(sign(sub=""), id="an empty name"),
        pytest.param(sign(sub="x" * 255), id="a name that is too long"),
        pytest.param(sign(name="nul\x00"), id="a control character"),
        pytest.param(sign(name=7), id="a number as the name"),
        pytest.param(sign(algorithm="HS512"), id="a different algorithm than the key's"),
        pytest.param(unsigned(), id="alg none"),
        pytest.param(sign()[:-4], id="cut short"),
        pytest.param("", id="empty"),
        pytest.param("not a token", id="no token"),
        pytest.param("\ud800.a.b", id="no Unicode"),
        pytest.param("a" * 100_000, id="very long"),
    ],
)
def test_any_other_token_is_rejected_without_a_reason(token: str) -> None:
    with pytest.raises(NotSignedIn) as refused:
        tokens().verify(token)
    assert (refused.value.status, refused.value.code) == (401, "not_signed_in")
    assert refused.value.message == "Your identity could not be verified."


def test_anonymous_customers_are_accepted_unless_identities_are_required() -> None:
    assert tokens().verify(None) is None
    with pytest.raises(NotSignedIn):
        tokens(required=True).verify(None)


def test_ed25519_keys_are_public_and_never_serve_as_a_shared_secret() -> None:
    checking = tokens(shop=IdentityKey("EdDSA", PUBLIC))
    assert checking.verify(sign(PRIVATE, algorithm="EdDSA")) is not None
    header = base64.urlsafe_b64encode(b'{"alg": "HS256", "kid": "shop"}').rstrip(b"=")
    body = sign().split(".")[1].encode()
    forged = jwt.get_algorithm_by_name("HS256").sign(header + b"." + body, PUBLIC.encode())
    token = b".".join((header, body, base64.urlsafe_b64encode(forged).rstrip(b"="))).decode()
    with pytest.raises(NotSignedIn):
        checking.verify(token)


def test_an_invalid_configuration_is_found_at_the_start() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        IdentityKey("HS256", "short")
    with pytest.raises(ValueError):
        IdentityKey("EdDSA", "no key")
    with pytest.raises(ValueError, match="no key"):
        IdentityTokens({}, audience="baton", clock=lambda: NOW, required=True)


def test_without_keys_no_identity_is_accepted() -> None:
    with pytest.raises(NotSignedIn):
        IdentityTokens({}, audience="baton", clock=lambda: NOW).verify(sign())
