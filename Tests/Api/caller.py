"""Another body's program at the HTTP interface: a token, keys against doing twice, tags, and pages by their links."""

import http.client
import json
import socket
import urllib.parse
import uuid

# Seconds for one answer, of a build that is not optimized, too.
PATIENCE = 60


class Answer:
    """The status, the header and the body of an answer; `value` is what JSON says."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.bytes = status, headers, body
        self.value = json.loads(body) if body and "json" in headers.get("Content-Type", "") else None

    def __getitem__(self, name):
        return self.value[name]

    @property
    def problem(self):
        """The code of a refusal."""
        return self.value["type"].removeprefix("urn:kodan:problem:")


class Caller:
    """Calls with a token, with the cookie of a session, or as nobody."""

    count = 0

    def __init__(self, url, token=None, session=None):
        self.url = url
        self.host = urllib.parse.urlsplit(url).netloc
        self.headers = {"Accept-Language": "en"}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"
        if session:
            cookie = session.headers["Set-Cookie"].partition(";")[0]
            self.headers |= {"Cookie": cookie, "X-CSRF-Token": session["csrf_token"]}

    def call(self, method, path, body=None, status=None, **headers):
        """The answer, which is a success or has this `status`; `body` is what JSON is made of, or bytes."""
        Caller.count += 1
        fields = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None and not isinstance(body, bytes):
            body, fields["Content-Type"] = json.dumps(body).encode(), "application/json"
        connection = http.client.HTTPConnection(self.host, timeout=PATIENCE)
        try:
            connection.request(method, path, body, fields)
            answer = connection.getresponse()
            found = Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()
        right = found.status == status if status else found.status < 300
        said = found.bytes[:600].decode("utf-8", "replace")
        assert right, f"{method} {path} {(body or b'')[:300]!r}: {found.status} {said}"
        return found

    def get(self, path, status=None, **headers):
        return self.call("GET", path, None, status, **headers)

    def post(self, path, body=None, status=None, **headers):
        """A call that makes something, under a key of its own."""
        return self.call("POST", path, body, status, **{"Idempotency_Key": str(uuid.uuid4())} | headers)

    def plain(self, path, body=None, status=None):
        """A call that takes no key: it signs in, or shows a secret once."""
        return self.call("POST", path, body, status)

    def change(self, method, path, body):
        """Reads, and changes what was read."""
        return self.call(method, path, body, If_Match=self.get(path).headers["ETag"])

    def send_file(self, path, content, kind="application/pdf"):
        return self.post(path, content, Content_Type=kind)["id"]

    def all(self, path, limit=2):
        """Every entry of a list, page by page, as `Link` says where the next begins."""
        path += f"{'&' if '?' in path else '?'}limit={limit}"
        while path:
            page = self.get(path)
            yield from page["items"]
            path = next_page(page.headers.get("Link"))

    def hang_up(self, path, body, key):
        """Sends a whole call that makes something, and is gone before the answer."""
        content = json.dumps(body).encode()
        fields = self.headers | {
            "Host": self.host, "Content-Type": "application/json", "Idempotency-Key": key,
            "Content-Length": str(len(content))}
        head = f"POST {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        name, _, port = self.host.partition(":")
        with socket.create_connection((name, int(port)), PATIENCE) as wire:
            wire.sendall(head.encode() + b"\r\n" + content)


def next_page(link):
    """The path of the next page that a header names; None behind the last."""
    address, _, rest = (link or "").partition(">")
    return address.removeprefix("<") if 'rel="next"' in rest else None
