"""Asks a loopback process over HTTP whether it is ready, without blocking the launcher."""

import asyncio
import json
from contextlib import suppress
from pathlib import Path

ANSWER_WITHIN_SECONDS = 2.0
LOOPBACK = "127.0.0.1"
HUNG_AFTER_SECONDS = 10.0
"""The patience of a probe for life: a busy machine must not look like a process that hangs."""


async def get(
    port: int, path: str, token_file: Path | None = None, *, within_seconds: float = ANSWER_WITHIN_SECONDS
) -> tuple[int, object]:
    """Status and JSON body of a GET; status 0 if nobody answers."""
    with suppress(OSError, TimeoutError, ValueError, IndexError):
        async with asyncio.timeout(within_seconds):
            return await _ask(port, "GET", path, token_file)
    return 0, None


async def post(
    port: int, path: str, body: object, token_file: Path, *, within_seconds: float = ANSWER_WITHIN_SECONDS
) -> tuple[int, object]:
    """Status and JSON body of a POST; status 0 if nobody answers."""
    with suppress(OSError, TimeoutError, ValueError, IndexError):
        async with asyncio.timeout(within_seconds):
            return await _ask(port, "POST", path, token_file, json.dumps(body).encode())
    return 0, None


async def answers(port: int, path: str, host: str = LOOPBACK) -> bool:
    """Whether a process answers a GET with anything, a refusal included. The kernel accepts connections for a process
    that hangs, so connecting says nothing.
    """
    request = f"GET {path} HTTP/1.1\r\nHost: {LOOPBACK}\r\nConnection: close\r\n\r\n".encode()
    with suppress(OSError, TimeoutError):
        async with asyncio.timeout(HUNG_AFTER_SECONDS):
            reader, writer = await asyncio.open_connection(host, port)
            try:
                writer.write(request)
                return (await reader.read(5)) == b"HTTP/"
            finally:
                writer.close()
    return False


async def redis_answers(path: Path) -> bool:
    """Whether a Redis answers, be it that the caller gave no password."""
    with suppress(OSError, TimeoutError):
        async with asyncio.timeout(HUNG_AFTER_SECONDS):
            reader, writer = await asyncio.open_unix_connection(path)
            try:
                writer.write(b"PING\r\n")
                return bool(await reader.read(1))
            finally:
                writer.close()
    return False


async def accepts(port: int, host: str = LOOPBACK) -> bool:
    """Whether a process listens on the port."""
    with suppress(OSError, TimeoutError):
        async with asyncio.timeout(ANSWER_WITHIN_SECONDS):
            _, writer = await asyncio.open_connection(host, port)
            writer.close()
            return True
    return False


async def accepts_socket(path: Path) -> bool:
    """Whether a process listens on a Unix socket."""
    with suppress(OSError):
        _, writer = await asyncio.open_unix_connection(path)
        writer.close()
        return True
    return False


async def _ask(port: int, method: str, path: str, token_file: Path | None, content: bytes = b"") -> tuple[int, object]:
    reader, writer = await asyncio.open_connection(LOOPBACK, port)
    authorization = f"Authorization: Bearer {token_file.read_text().strip()}\r\n" if token_file else ""
    length = f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n" if content else ""
    head_sent = f"{method} {path} HTTP/1.1\r\nHost: {LOOPBACK}\r\n{authorization}{length}Connection: close\r\n\r\n"
    writer.write(head_sent.encode() + content)
    try:
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    finally:
        writer.close()
    status = int(head.split()[1])
    return status, json.loads(_unchunked(head, body)) if body else None


def _unchunked(head: bytes, body: bytes) -> bytes:
    if b"transfer-encoding: chunked" not in head.lower():
        return body
    whole, rest = b"", body
    while rest:
        size, _, rest = rest.partition(b"\r\n")
        whole, rest = whole + rest[: int(size, 16)], rest[int(size, 16) + 2 :]
    return whole
