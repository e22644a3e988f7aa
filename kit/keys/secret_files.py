"""Secrets by file: each setting that is marked as a secret can be given as `NAME` or, in a file, as `NAME_FILE`.

Variables of a process can be read in `/proc` and in the output of container tools, and are inherited by every program
that it starts; a file has an owner and a mode. Both at once is refused, because one of them would be ignored.
"""

import json
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_origin

from pydantic.fields import FieldInfo


@dataclass(frozen=True)
class SecretMark:
    """Marks a setting: `Annotated[str, SECRET]`."""


SECRET = SecretMark()


def secret_files(fields: Mapping[str, FieldInfo], prefix: str) -> dict[str, str]:
    """Setting -> variable that may name its file. Settings with a field of that name read the file themselves."""
    return {
        name: f"{prefix}{name.upper()}_FILE"
        for name, field in fields.items()
        if SECRET in field.metadata and f"{name}_file" not in fields
    }


def read_secret_files(
    values: Mapping[str, Any], fields: Mapping[str, FieldInfo], environment: Mapping[str, str], prefix: str
) -> dict[str, Any]:
    """The values with those of the files added. Raises ValueError, in one sentence without the secret."""
    found = dict(values)
    for name in (name for name, field in fields.items() if SECRET in field.metadata):
        variable = f"{prefix}{name.upper()}"
        if environment.get(variable) and environment.get(f"{variable}_FILE"):
            raise ValueError(f"{variable} and {variable}_FILE are both set: keep one of them.")
    for name, variable in secret_files(fields, prefix).items():
        if not values.get(name) and (path := environment.get(variable)):
            found[name] = _read(Path(path), variable, as_json=get_origin(fields[name].annotation) is dict)
    return found


def read_by_others(environment: Mapping[str, str], prefix: str) -> list[Path]:
    """The files of secrets that every user of this machine can read."""
    named = (Path(path) for name, path in environment.items() if name.startswith(prefix) and name.endswith("_FILE"))
    return [path for path in named if path.is_file() and stat.S_IMODE(path.stat().st_mode) & stat.S_IRWXO]


def _read(path: Path, variable: str, *, as_json: bool) -> Any:
    try:
        text = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ValueError(f"{variable} is wrong: {path} cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise ValueError(f"{variable} is wrong: {path} is not a text file.") from None
    if not text:
        raise ValueError(f"{variable} is wrong: {path} is empty.")
    if not as_json:
        return text
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise ValueError(f"{variable} is wrong: {path} does not hold JSON.") from None
