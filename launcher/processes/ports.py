"""Loopback ports: checks whether one is free, and finds free ones for the internal processes."""

import json
import socket
from pathlib import Path

from launcher.command_error import CommandError

LOOPBACK = "127.0.0.1"


def is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_ports(count: int) -> list[int]:
    """Different free loopback ports. All are kept open until the last one is found, so none is returned twice."""
    held = [socket.socket() for _ in range(count)]
    try:
        for probe in held:
            probe.bind((LOOPBACK, 0))
        return [probe.getsockname()[1] for probe in held]
    finally:
        for probe in held:
            probe.close()


def require_free(host: str, port: int) -> int:
    """The port to listen on; 0 means a free one. Raises CommandError with the solution if the port cannot be used."""
    try:
        socket.getaddrinfo(host, port)
    except OSError:
        raise CommandError(f"this machine has no address {host!r}: choose another with --host.") from None
    if port == 0:
        return free_ports(1)[0]
    if not 0 < port < 65536:
        raise CommandError(f"{port} is not a valid port: choose one from 1 to 65535 with --port.")
    if not is_free(host, port):
        raise CommandError(
            f"port {port} on {host} is in use or not allowed: stop the program that uses it, or choose another with "
            "--port."
        )
    return port


def remembered_port(file: Path, name: str, avoid: set[int]) -> int:
    """The same free port on every start, unless another program has taken it: people keep its address in their
    browsers.
    """
    known: dict[str, int] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    port = known.get(name, 0)
    if not port or port in avoid or not is_free(LOOPBACK, port):
        port = next(candidate for candidate in free_ports(2) if candidate not in avoid)
        file.write_text(json.dumps({**known, name: port}), encoding="utf-8")
    return port
