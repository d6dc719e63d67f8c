"""What a form can be sent as that no browser sends."""

import random
import urllib.parse

from visitor import PLAIN

TEXTS = [
    "", " ", "\u3000", "a" * 10_000, "あ" * 100_000, "\x00", "a\x00b", "a\r\nb", "\x1f", "\u202e", "\ufeff",
    "\U0010ffff", "-1", "0", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e400", "NaN",
    "１２３", "0000-00-00", "0001-01-01", "9999-12-31", "2026-02-30", "2026-13", "0001-01", "24:00", "25:61",
    "99999999999-01-01", "<b>'\"&", "%", "\\", "../../etc/passwd", "=1+1", "a@b", "@", "a@" + "b." * 200 + "jp", "req-1",
    "req-99999999999999999999",
]
RAW = [
    b"%", b"%4", b"%zz", b"%ff", b"%ed%a0%80", b"%c0%80", b"%00", b"=", b"&", b"&&&=&", b"a" * 300_000, b"=&" * 20_000,
]
NAMES = [
    "", "/", "a/" * 50_000, "/".join(["0"] * 50_000), "slots/9223372036854775808/day", "slots/-1/day", "a[0]", "key",
    "\x00",
]
KINDS = ["text/plain", "application/json", "", "multipart/form-data", PLAIN + "; charset=utf-16"]
# Of what the server itself gave, nothing is changed here.
GIVEN = ("key", "csrf", "step")
# A file that is one of the kinds that are taken.
FILE = "%PDF-1.4\n1 0 obj\n%%EOF"


def plain(fields):
    """The body of a form without files."""
    return urllib.parse.urlencode([(name, value) for name, value, _ in fields]).encode()


def parts(fields, boundary=b"xYx"):
    """The body of a form as browsers send one with files."""
    body = b""
    for name, value, kind in fields:
        file = b'; filename="a.pdf"\r\nContent-Type: application/pdf' if kind == "file" else b""
        body += b"--%b\r\nContent-Disposition: form-data; name=\"%b\"%b\r\n\r\n%b\r\n" % (
            boundary, name.encode(), file, value.encode())
    return body + b"--%b--\r\n" % boundary


def in_parts(fields):
    """Bodies with parts that are no such bodies, each with its content type."""
    whole = parts(fields)
    bodies = [whole[:length] for length in range(0, len(whole), 3)]
    bodies += [whole[:cut] + whole[cut + 5:] for cut in range(0, len(whole), 7)]
    start = b"--xYx\r\n"
    bodies += [
        start * 2, start * 500, b"--xYx" * 2, b"--xYx\r\n--xYx--", b"--xYx--", b"--xYx--\r\n" * 3, b"\r\n" + whole,
        whole * 2, start + b"\r\n\r\n", start + b"\r\n\r\n--xYx--", start + b"a\r\n\r\nb\r\n--xYx--\r\n",
        whole.replace(b"\r\n", b"\n"),
        start + b"Content-Disposition: form-data\r\n\r\nb\r\n--xYx--\r\n",
        start + b"Content-Disposition: form-data; name=\r\n\r\nb\r\n--xYx--\r\n",
        start + b"Content-Disposition: form-data; name=\"a\r\n\r\nb\r\n--xYx--\r\n",
        start + b"Content-Disposition: form-data; name=\"\xff\xfe\"; filename=\"\x00\"\r\n\r\n\xff\r\n--xYx--\r\n",
        start + b"h: " + b"a" * 200_000 + b"\r\n\r\nb\r\n--xYx--\r\n",
        start + b"a: b\r\n" * 20_000 + b"\r\nb\r\n--xYx--\r\n",
    ]
    yield from ((body, "multipart/form-data; boundary=xYx") for body in bodies)
    for boundary in ["", '""', "x" * 500, '"', "xYx; boundary=other", "\\"]:
        yield whole, f"multipart/form-data; boundary={boundary}"


def as_whole(fields):
    """Bodies that are wrong as such, whatever their fields, each with its content type."""
    whole = plain(fields)
    for raw in RAW:
        yield raw, PLAIN
        yield whole + b"&" + raw, PLAIN
    for name in NAMES:
        yield whole + b"&" + urllib.parse.urlencode({name: "1"}).encode(), PLAIN
    for kind in KINDS:
        yield whole, kind


def one_wrong(fields, at, text):
    """A body whose field at a place has this text, with its content type."""
    name = fields[at][0]
    values = [(n, text if n == name else v, kind) for n, v, kind in fields]
    if any(kind == "file" for _, _, kind in fields):
        return parts(values), "multipart/form-data; boundary=xYx"
    return plain(values), PLAIN


def places(fields):
    """Where the fields are that somebody fills in."""
    return [at for at, (name, _, _) in enumerate(fields) if name not in GIVEN]


def filled(fields):
    """The fields of a form as somebody might fill them in, so that one that is wrong is the only one."""
    usual = {
        "date": "2027-06-15", "month": "2027-06", "time": "14:00", "number": "3", "email": "somebody@example.jp",
        "file": FILE, "checkbox": "true",
    }
    return [(name, value or usual.get(kind, "" if kind == "hidden" else "試験"), kind) for name, value, kind in fields]


def some(form, most, seed):
    """At most so many wrong bodies of all kinds, each with its content type; the same for the same seed."""
    fields = filled(form.fields)
    whole = list(as_whole(fields))
    if any(kind == "file" for _, _, kind in fields):
        whole += in_parts(fields)
    # Only those that are chosen are made.
    cases = [(lambda case=case: case) for case in whole]
    cases += [(lambda at=at, text=text: one_wrong(fields, at, text)) for at in places(fields) for text in TEXTS]
    for case in random.Random(seed).sample(cases, min(most, len(cases))):
        yield case()
