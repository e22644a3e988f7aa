"""Stands for the translation service of the operator: a LibreTranslate that knows a few sentences."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DUTCH_TO_ENGLISH: Mapping[str, str] = {
    "Mijn achterwiel loopt aan en de rem piept.": "My rear wheel rubs and the brake squeaks.",
    "Kan iemand er vandaag nog naar kijken?": "Can somebody still look at it today?",
}
ENGLISH_TO_DUTCH: Mapping[str, str] = {
    "Yes, bring it before five, and we will look at it.": "Ja, breng hem voor vijf uur, dan kijken we ernaar.",
}


class Service(ThreadingHTTPServer):
    """`works` is false while it answers with an error."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answering)
        self.works = True
        self.sent: list[str] = []

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"

    @property
    def settings(self) -> dict[str, str]:
        return {
            "BATON_TRANSLATION_KIND": "libretranslate",
            "BATON_TRANSLATION_URL": f"http://{self.host}",
            "BATON_TRANSLATION_HOSTS": self.host,
        }


@contextmanager
def serving() -> Iterator[Service]:
    service = Service()
    thread = threading.Thread(target=service.serve_forever, daemon=True)
    thread.start()
    yield service
    service.shutdown()
    service.server_close()
    thread.join()


class _Answering(BaseHTTPRequestHandler):
    server: Service

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        texts: list[str] = asked["q"]
        self.server.sent.extend(texts)
        known = DUTCH_TO_ENGLISH if asked["target"] == "en" else ENGLISH_TO_DUTCH
        answer = {
            "translatedText": [known.get(text, text) for text in texts],
            "detectedLanguage": [{"language": "nl" if text in DUTCH_TO_ENGLISH else "en"} for text in texts],
        }
        body = json.dumps(answer if self.server.works else {"error": "busy"}).encode()
        self.send_response(200 if self.server.works else 503)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""
