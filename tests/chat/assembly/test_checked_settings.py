"""An operator's mistake in a setting is said in one sentence that names the variable, and not by a traceback."""

from pathlib import Path

import pytest

from chat.assembly.serve import main

MISTAKES = [
    ("BATON_LOG_LEVEL", "LOUD", "BATON_LOG_LEVEL is wrong: use DEBUG"),
    ("BATON_TRUSTED_PROXIES", "127.0.0.1 my-proxy", "my-proxy is neither an address nor a network"),
    ("BATON_REDIS_URL", "localhost:6379", "BATON_REDIS_URL is wrong"),
    ("BATON_PORT", "eighty", "BATON_PORT is wrong"),
    ("BATON_KEY", "short", "BATON_KEY is wrong"),
    ("BATON_KEY_FILE", "/proc/version/key", "BATON_KEY_FILE is wrong"),
    ("BATON_IDENTITY_KEYS_FILE", "/nowhere/keys.json", "/nowhere/keys.json cannot be read"),
    ("BATON_IDENTITY_REQUIRED", "1", "BATON_IDENTITY_REQUIRED needs BATON_IDENTITY_KEYS_FILE"),
    ("BATON_OIDC_ISSUER", "http://sso.example", "BATON_OIDC_ISSUER must begin with https://"),
    ("BATON_OIDC_ROLES", '{"support": "boss"}', "BATON_OIDC_ROLES_SUPPORT is wrong"),
    ("BATON_TRACES_URL", "collector:4318", "BATON_TRACES_URL is wrong: it must be an address"),
    ("BATON_TRACES_HEADERS", "token: secret", "BATON_TRACES_HEADERS is wrong: it is not JSON"),
    ("BATON_CONNECTOR_SECRETS", '{"shop": ', "BATON_CONNECTOR_SECRETS is wrong: it is not JSON"),
    ("BATON_TRACES_SHARE", "0", "BATON_TRACES_SHARE is wrong"),
    ("BATON_DATA", "/proc/version/data", "BATON_DATA is wrong"),
]


@pytest.mark.parametrize(("name", "value", "words"), MISTAKES)
def test_a_wrong_setting_is_one_sentence(
    name: str,
    value: str,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("BATON_DATA", str(tmp_path))
    monkeypatch.setenv(name, value)
    assert main() == 2
    said = capsys.readouterr().err
    assert said.startswith("chat cannot start: ")
    assert words in said
    assert len(said.strip().splitlines()) == 1
