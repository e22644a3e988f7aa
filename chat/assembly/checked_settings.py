"""Settings that can be used: what is wrong with them is said in one sentence, before anything starts."""

import json
import logging
from collections.abc import Callable
from ipaddress import ip_network
from typing import Any
from urllib.parse import urlsplit

from chat.assembly.settings import ChatSettings
from kit.identifiers import new_token
from kit.settings import UNUSABLE, problem_of

_REDIS_SCHEMES = ("", "redis", "rediss", "unix")


class WrongSetting(Exception):
    """The text is for the operator: one sentence that names the variable, without its value if that is a secret."""


def read_settings() -> ChatSettings:
    """Raises WrongSetting."""
    try:
        settings = ChatSettings()
    except UNUSABLE as error:
        raise WrongSetting(problem_of(error)) from None
    for check in (_check_levels, _check_proxies, _check_redis, _check_folder, _check_key, _check_identities):
        check(settings)
    return settings


def _check_levels(settings: ChatSettings) -> None:
    if settings.log_level.upper() not in logging.getLevelNamesMapping():
        raise WrongSetting("BATON_LOG_LEVEL is wrong: use DEBUG, INFO, WARNING or ERROR.")


def _check_proxies(settings: ChatSettings) -> None:
    for proxy in settings.trusted_proxies.split():
        if _fails(ip_network, proxy, strict=False):
            raise WrongSetting(f"BATON_TRUSTED_PROXIES is wrong: {proxy} is neither an address nor a network.")


def _check_redis(settings: ChatSettings) -> None:
    if urlsplit(settings.redis_url).scheme not in _REDIS_SCHEMES:
        raise WrongSetting("BATON_REDIS_URL is wrong: it must begin with redis://, rediss:// or unix://.")


def _check_folder(settings: ChatSettings) -> None:
    """Whether the data folder can be written to, if the database or the key is in it."""
    if settings.database_url and (settings.key or settings.key_file):
        return
    trial = settings.data / f".trial-{new_token()[:8]}"
    try:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        trial.touch(mode=0o600)
        trial.unlink()
    except OSError as error:
        raise WrongSetting(f"BATON_DATA is wrong: {settings.data} cannot be written to ({error.strerror}).") from None


def _check_key(settings: ChatSettings) -> None:
    try:
        _ = settings.installation_key
    except ValueError as error:
        raise WrongSetting(f"BATON_KEY is wrong: {error}") from None
    except OSError as error:
        raise WrongSetting(f"BATON_KEY_FILE is wrong: {error.filename} cannot be read ({error.strerror}).") from None


def _check_identities(settings: ChatSettings) -> None:
    name = "BATON_IDENTITY_KEYS_FILE"
    try:
        keys = settings.identity_keys
    except OSError as error:
        raise WrongSetting(f"{name} is wrong: {error.filename} cannot be read ({error.strerror}).") from None
    except (json.JSONDecodeError, TypeError, AttributeError):
        raise WrongSetting(f"{name} is wrong: the file must hold {{kid: {{algorithm, key}}}} as JSON.") from None
    except ValueError as error:
        raise WrongSetting(f"{name} is wrong: {error}") from None
    if settings.identity_required and not keys:
        raise WrongSetting(f"BATON_IDENTITY_REQUIRED needs {name}.")


def _fails(work: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
    try:
        work(*args, **kwargs)
    except ValueError:
        return True
    return False
