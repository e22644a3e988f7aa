"""The demo shop: a page of a fictional company on a second port, with the widget embedded by one script tag.

It is a separate process, so that the widget really runs on a foreign site, as in production.
"""

import argparse
import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

CHAT_PLACE = b"{{BATON_URL}}"


class ShopPages(SimpleHTTPRequestHandler):
    """Serves static files; in HTML, a placeholder is replaced by the chat's address."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, chat: str, pages: str) -> None:
        self._chat = chat.encode()
        super().__init__(*arguments, directory=pages)  # type: ignore[arg-type]

    def send_head(self) -> BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path = path / "index.html"
        if path.suffix != ".html" or not path.is_file():
            return super().send_head()
        body = path.read_bytes().replace(CHAT_PLACE, self._chat)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        return BytesIO(body)

    def list_directory(self, path: object) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def log_message(self, *arguments: object) -> None:
        """Does not log visits to a demo page."""


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="launcher.services.shop", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--pages", type=Path, required=True, help="folder of the shop's pages")
    parser.add_argument("--chat", required=True, help="address of Baton's chat process, as seen by a browser")
    given = parser.parse_args(arguments)
    handler = partial(ShopPages, chat=given.chat.rstrip("/"), pages=str(given.pages))
    with ThreadingHTTPServer(("127.0.0.1", given.port), handler) as server:
        server.serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
