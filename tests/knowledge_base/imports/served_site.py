"""A help centre on a real HTTP server of its own: pages, and what a server does that means no good."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Site:
    """`pages` are bodies by path; one that begins with `http` or `/` redirects there. `asked` are the paths read."""

    address: str
    pages: dict[str, str]
    asked: list[str] = field(default_factory=list)


@contextmanager
def served(pages: Mapping[str, str]) -> Iterator[Site]:
    site = Site("", {})

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            page = site.pages.get(self.path)
            redirects = page is not None and page.startswith(("http", "/"))
            self.send_response(404 if page is None else 302 if redirects else 200)
            if page is not None and redirects:
                self.send_header("Location", page)
            body = b"" if page is None or redirects else page.encode()
            kind = "text/xml" if self.path.endswith(".xml") else "text/html; charset=utf-8"
            self.send_header("Content-Type", "text/plain" if self.path == "/robots.txt" else kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_port}"
    site.pages.update({path: text.replace("{site}", site.address) for path, text in pages.items()})
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def page(title: str, text: str, *links: str, head: str = "") -> str:
    listed = "".join(f'<li><a href="{link}">{link}</a></li>' for link in links)
    return (
        f"<html lang=en><head><title>{title} | Site</title>{head}</head><body><nav><ul>{listed}</ul></nav>"
        f"<main><h1>{title}</h1><p>{text}</p></main></body></html>"
    )
