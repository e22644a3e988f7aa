"""Secrets by file: each can be given so, never in both ways; what is wrong with a file is said in one sentence."""

import json
import re
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from chat.assembly.settings import ChatSettings
from kit.keys.installation_key import own_key
from kit.keys.secret_files import SECRET, secret_files
from kit.settings import PREFIX, problem_of, warn_of_readable_secrets
from knowledge_base.settings import KnowledgeSettings

FILES = secret_files(ChatSettings.model_fields, PREFIX)
JSON = {"connector_secrets", "traces_headers"}
PASSWORD = "correct-horse-battery-staple"


def problem() -> str:
    with pytest.raises(ValidationError) as caught:
        ChatSettings()
    return problem_of(caught.value)


def shown(value: object) -> object:
    if isinstance(value, dict):
        return {name: shown(each) for name, each in value.items()}
    return value.get_secret_value() if isinstance(value, SecretStr) else value


@pytest.mark.parametrize("name", FILES)
def test_every_secret_can_be_given_by_a_file(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    is_json = name in JSON
    file = tmp_path / "secret"
    file.write_text(json.dumps({"token": PASSWORD}) if is_json else f"{PASSWORD}\n", encoding="utf-8")
    monkeypatch.setenv(FILES[name], str(file))
    settings = ChatSettings()
    assert shown(getattr(settings, name)) == ({"token": PASSWORD} if is_json else PASSWORD)
    assert is_json or PASSWORD not in repr(settings) or name in ("database_url", "redis_url")


@pytest.mark.parametrize("name", [*FILES, "key"])
def test_both_ways_at_once_are_refused_in_one_sentence(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret"
    file.write_text(PASSWORD, encoding="utf-8")
    variable = f"{PREFIX}{name.upper()}"
    monkeypatch.setenv(variable, json.dumps({"token": PASSWORD}) if name in JSON else PASSWORD)
    monkeypatch.setenv(f"{variable}_FILE", str(file))
    assert problem() == f"{variable} and {variable}_FILE are both set: keep one of them."


def test_knowledge_reads_the_address_of_the_database_from_a_file_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "address"
    file.write_text("sqlite:////tmp/other.sqlite3\n", encoding="utf-8")
    monkeypatch.setenv("BATON_DATABASE_URL_FILE", str(file))
    assert KnowledgeSettings().database_address == "sqlite:////tmp/other.sqlite3"


@pytest.mark.parametrize(
    ("content", "variable", "words"),
    [
        (None, "BATON_DATABASE_URL_FILE", "cannot be read (No such file or directory)"),
        (b"", "BATON_REDIS_URL_FILE", "is empty"),
        (b"\xff\xfe" + PASSWORD.encode(), "BATON_REDIS_URL_FILE", "is not a text file"),
        (PASSWORD.encode(), "BATON_CONNECTOR_SECRETS_FILE", "does not hold JSON"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_without_the_secret(
    content: bytes | None, variable: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret"
    if content is not None:
        file.write_bytes(content)
    monkeypatch.setenv(variable, str(file))
    assert problem() == f"{variable} is wrong: {file} {words}."


def test_no_setting_that_sounds_like_a_secret_is_left_out() -> None:
    fields = ChatSettings.model_fields | KnowledgeSettings.model_fields
    sounds = re.compile(r"secret|password|(^|_)key$|token$|redis_url|database_url")
    left = {name for name, field in fields.items() if sounds.search(name) and SECRET not in field.metadata}
    assert left == {"connector_secrets_folder"}  # a folder with a file for each


def test_files_that_everybody_can_read_are_named_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    loose, tight = tmp_path / "loose", tmp_path / "tight"
    for file, mode in ((loose, 0o644), (tight, 0o600)):
        file.write_text(PASSWORD, encoding="utf-8")
        file.chmod(mode)
    monkeypatch.setenv("BATON_KEY_FILE", str(loose))
    monkeypatch.setenv("BATON_BOT_TOKEN_FILE", str(tight))
    warn_of_readable_secrets("chat")
    said = capsys.readouterr().err
    assert said == f"chat: other users can read {loose}, which holds a secret; run `chmod 600 {loose}`.\n"


def test_the_key_in_the_data_folder_is_closed_to_others(tmp_path: Path) -> None:
    key = own_key(tmp_path)
    path = tmp_path / "tokens" / "installation-key"
    path.chmod(0o644)
    assert own_key(tmp_path) == key
    assert path.stat().st_mode & 0o777 == 0o600
