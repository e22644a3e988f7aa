"""A small S3-speaking storage as a process of its own: one private bucket, and every signature is checked.

It knows what Baton uses: objects by path, `GET`, `PUT` and `DELETE`, and errors as XML. Signatures are those of AWS
version 4, computed here from the published rules, so a client that signs wrongly is refused.

    python -m tests.chat.attachments.s3_server PORT FOLDER BUCKET ACCESS_KEY SECRET_KEY REGION
"""

import hashlib
import hmac
import sys
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qsl, quote, unquote, urlsplit

ALGORITHM = "AWS4-HMAC-SHA256"
XML = '<?xml version="1.0" encoding="UTF-8"?>'


class Storage(BaseHTTPRequestHandler):
    """Objects are files below the folder, so a test sees them."""

    protocol_version = "HTTP/1.1"
    folder: ClassVar[Path]
    bucket: ClassVar[str]
    access_key: ClassVar[str]
    secret_key: ClassVar[str]
    region: ClassVar[str]

    def do_GET(self) -> None:
        path = self._object(b"")
        if path is None:
            return
        if not path.is_file():
            self._error(404, "NoSuchKey")
        else:
            self._answer(200, path.read_bytes(), _about(path))

    def do_PUT(self) -> None:
        content = self.rfile.read(int(self.headers["Content-Length"]))
        path = self._object(content)
        if path is None:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self._answer(200, b"", _about(path))

    def do_DELETE(self) -> None:
        path = self._object(b"")
        if path is not None:
            path.unlink(missing_ok=True)
            self._answer(204, b"")

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def _object(self, content: bytes) -> Path | None:
        """The file of the object; None if the request was refused."""
        bucket, _, key = unquote(urlsplit(self.path).path).lstrip("/").partition("/")
        if not self._is_signed(content):
            self._error(403, "SignatureDoesNotMatch")
        elif bucket != self.bucket:
            self._error(404, "NoSuchBucket")
        elif ".." in key.split("/"):
            self._error(400, "InvalidURI")
        else:
            return self.folder / key
        return None

    def _is_signed(self, content: bytes) -> bool:
        algorithm, _, rest = self.headers.get("Authorization", "").partition(" ")
        given = dict(part.strip().split("=", 1) for part in rest.split(",") if "=" in part)
        access_key, *scope = given.get("Credential", "").split("/")
        if algorithm != ALGORITHM or access_key != self.access_key or scope[1:] != [self.region, "s3", "aws4_request"]:
            return False
        digest = self.headers["x-amz-content-sha256"]
        if digest not in (hashlib.sha256(content).hexdigest(), "UNSIGNED-PAYLOAD"):
            return False
        signed = given["SignedHeaders"].split(";")
        address = urlsplit(self.path)
        query = sorted(parse_qsl(address.query, keep_blank_values=True))
        request = [
            self.command,
            quote(unquote(address.path), safe="/-_.~"),
            "&".join(f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}" for name, value in query),
            *[f"{name}:{' '.join(self.headers[name].split())}" for name in signed],
            "",
            ";".join(signed),
            digest,
        ]
        hashed = hashlib.sha256("\n".join(request).encode()).hexdigest()
        text = "\n".join([ALGORITHM, self.headers["x-amz-date"], "/".join(scope), hashed])
        key = f"AWS4{self.secret_key}".encode()
        for part in scope:
            key = hmac.digest(key, part.encode(), "sha256")
        return hmac.compare_digest(hmac.digest(key, text.encode(), "sha256").hex(), given["Signature"])

    def _error(self, status: int, code: str) -> None:
        body = f"{XML}<Error><Code>{code}</Code><Message>{code}</Message></Error>"
        self._answer(status, body.encode(), {"Content-Type": "application/xml"})

    def _answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _about(path: Path) -> dict[str, str]:
    tag = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
    return {"ETag": f'"{tag}"', "Last-Modified": formatdate(path.stat().st_mtime, usegmt=True)}


def main(port: str, folder: str, bucket: str, access_key: str, secret_key: str, region: str) -> None:
    Storage.folder, Storage.bucket, Storage.region = Path(folder), bucket, region
    Storage.access_key, Storage.secret_key = access_key, secret_key
    with ThreadingHTTPServer(("127.0.0.1", int(port)), Storage) as server:
        print(f"listens on {server.server_address[1]}", flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
