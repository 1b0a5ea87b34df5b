"""Hostile requests, each as it goes over the wire, with the statuses that are expected.

A server is reached at "localhost"; LISTENER is an address of this machine at which nobody may ever arrive, whose port, of five
digits as its stand-in has letters, is known only when they are sent.
"""

from __future__ import annotations

import gzip
from typing import NamedTuple
from urllib.parse import quote

PAGE = "text/html"
CSV = "text/csv"
QUERY, FORM = "application/sparql-query", "application/x-www-form-urlencoded"
PORT = "LSTNR"
LISTENER = f"http://127.0.0.1:{PORT}/"


class Hostile(NamedTuple):
    """A request in words, as it is sent (in pieces, where it comes slowly), and what is expected.

    The statuses of the answers are a regular expression, with a space between two; none is a connection that ends without
    an answer. An answer also has the words. Who *leaves* sends nothing more, and says so.
    """

    what: str
    sent: tuple[bytes, ...]
    expected: str
    words: str = ""
    leaves: bool = False


def raw(what: str, expected: str, *sent: bytes) -> Hostile:
    """Return a request as it is given; who may get no answer to it leaves."""
    return Hostile(what, sent, expected, "", leaves=not expected or expected.startswith("|"))


def bare(method: str, path: str, body: str = "", **headers: str) -> bytes:
    """Return a request; ``content_type`` is the header content-type."""
    given = {"host": "localhost", "connection": "close", **({"content-length": str(len(body))} if body else {})}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in given.items())]
    return "\r\n".join([*lines, "", body]).encode("latin-1")


def get(what: str, expected: str, path: str, words: str = "", **headers: str) -> Hostile:
    """Return a GET."""
    return Hostile(what, (bare("GET", path, **headers),), expected, words)


def post(
    what: str,
    expected: str,
    body: bytes,
    content_type: str = QUERY,
    words: str = "",
    path: str = "/sparql",
    **more: str,
) -> Hostile:
    """Return a POST."""
    return Hostile(
        what, (bare("POST", path, body.decode("latin-1"), content_type=content_type, **more),), expected, words
    )


def ask(what: str, expected: str, query: str, words: str = "") -> Hostile:
    """Return a query by POST."""
    return post(what, expected, query.encode(), QUERY, words)


# One stored query and parameter of each type.
TYPED = {
    "actor": ("actor", "actor"),
    "person": ("meetings", "person"),
    "thing": ("evidence", "of"),
    "issue": ("commitments-on-issue", "issue"),
    "first-day": ("recurring-issues", "since"),
    "last-day": ("recurring-issues", "until"),
    "state": ("recurring-issues", "state"),
    "date": ("office-holders", "on"),
    "meeting": ("verbs-compared", "meeting"),
    "commitment": ("show/commitment", "thing"),
    "document": ("show/document", "thing"),
}
VALUES = {
    "end of the line of values": "UNDEF } { ?s ?p ?o } UNION { VALUES ?x { 1 #",
    "end of a literal": '2020-01-01"^^<http://www.w3.org/2001/XMLSchema#date> } ?s ?p ?o . VALUES ?z { "',
    "end of a name": f"x> }} SERVICE <{LISTENER}> {{ ?s ?p ?o }} #",
    "markup": '"><script>alert(1)</script>',
    "UNDEF": "UNDEF",
}
INJECTIONS = [
    get(f"{type}: {what}", "400", f"/queries/{name}?{parameter}={quote(value)}", accept=accept)
    for type, (name, parameter) in TYPED.items()
    for (what, value), accept in zip(VALUES.items(), (CSV, CSV, CSV, PAGE, CSV), strict=True)
]

NAMES = [
    get("folders above, plainly", "404", "/queries/../../../../etc/passwd"),
    get("folders above, in signs", "404", "/queries/%2e%2e/%2e%2e/%2e%2e/etc/passwd"),
    get("folders above, in signs of signs", "404", "/queries/%252e%252e%252fetc%252fpasswd"),
    get("folders above, with backslashes", "404", "/queries/..%5c..%5cpyproject.toml"),
    get("folders above, twice as many dots", "404", "/queries/....//....//etc/passwd"),
    get("folders above in the midst of a name", "404", "/queries/checks/../recurring-issues"),
    get("the file of a query", "404", "/queries/recurring-issues.rq"),
    get("a NUL and a suffix", "404", "/queries/recurring-issues%00.rq"),
    get("a slash too many before", "404", "/queries//recurring-issues"),
    get("a slash too many after", "404", "/queries/recurring-issues/"),
    get("capital letters", "404", "/queries/RECURRING-ISSUES"),
    get("letters turned round", "404", "/queries/%E2%80%AErecurring-issues", accept=PAGE),
    get("below the style", "404", "/style.css/../../page.html"),
    get("the style with a slash", "307", "/style.css/"),
    get("the style with a NUL", "404", "/style.css%00.html"),
    get("a template", "404", "/base.html"),
    get("a template in its folder", "404", "/site/base.html"),
    get("a module", "404", "/web.py"),
    get("the folder of a repository", "404", "/.git/config"),
    get("secrets", "404", "/.env"),
    get("a thing above", "404", "/document/../../../etc/passwd"),
    get("a thing above as data", "404", "/document/mofa-xa/../../../../etc/passwd.ttl"),
    get("a thing above in signs", "404", "/document/%2e%2e%2f%2e%2e%2fetc%2fpasswd.ttl"),
    get("a thing with two suffixes", "404", "/issue/nothing.rdf.exe"),
    get("a thing that is only a suffix", "404", "/person/.ttl"),
    get("a thing that ends its name", "404", "/person/a%3E%20%3Fp%20%3Fo%20%7D%20%23"),
    get("a thing of markup", "404", "/person/%3Cscript%3Ealert(1)%3C/script%3E", accept=PAGE),
    get("a thing that ends an attribute", "404", "/person/%22onmouseover=%22alert(1)", accept=PAGE),
    get("a thing of 20,000 letters", "404", "/person/" + "a" * 20_000, accept=PAGE),
    get("a folder that is no kind", "404", "/ontology/dipgraph.ttl"),
    get("another host in the path", "404", "//evil.example/", accept=PAGE),
    get("another host in the path, with backslashes", "404", "/%5c%5cevil.example/%2e%2e"),
    get("a graph that is a file", "404", "/graphs?graph=file:///etc/passwd"),
    get("a graph above", "400", "/graphs?graph=../../etc/passwd"),
    get("a graph elsewhere", "404", f"/graphs?graph={quote(LISTENER)}"),
    get("a graph that is a script", "404", "/graphs?graph=javascript:alert(1)", accept=PAGE),
    get("a path in the parameters of a path", "404", "/queries;/recurring-issues"),
    get("a question mark as a sign", "404", "/health%3Fx"),
]

_MANY = "".join(f"x-{n}: y\r\n" for n in range(3000)).encode()
_START = b"GET /health HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n"
HEADERS = [
    raw("3,000 headers", "200", _START + _MANY + b"\r\n"),
    raw("one header of 60,000 letters", "431", _START + b"x: " + b"y" * 60_000 + b"\r\n\r\n"),
    raw("a header whose name has 40,000 letters", "431", _START + b"x" * 40_000 + b": y\r\n\r\n"),
    raw("headers that never end", "|400|431", _START + b"x: y\r\n" * 20_000, b"x: y\r\n" * 20_000),
    raw("a space before the colon", "400", _START + b"x : y\r\n\r\n"),
    raw("no colon", "400", _START + b"xyz\r\n\r\n"),
    raw("no name", "400", _START + b": y\r\n\r\n"),
    raw("a NUL in a name", "400", _START + b"x\0: y\r\n\r\n"),
    raw("a NUL in a value", "400", _START + b"x: a\0b\r\n\r\n"),
    raw("a bare CR in a value", "400", _START + b"x: a\rSet-Cookie: b\r\n\r\n"),
    raw("a value on two lines", "400", _START + b"x: a\r\n b\r\n\r\n"),
    raw("letters beyond ASCII in a value", "200", _START + b"x: \xff\xfe\xc3\xa9\r\n\r\n"),
    raw("letters beyond ASCII in a name", "400", _START + b"x\xc3\xa9: y\r\n\r\n"),
    get("Accept of 10 KB", "406", "/queries", accept="text/x;q=0.1, " * 700 + "*/*"),
    get("Accept of 10 KB without a comma", "406", "/sparql?query=ASK%7B%7D", accept="a" * 10_000),
    get("Accept of nothing but signs", "406", "/sparql?query=ASK%7B%7D", accept=";;q=,,,;=;"),
    get("Accept with a quality that is no number", "406", "/sparql?query=ASK%7B%7D", accept="text/csv;q=nan"),
    get("Accept with an endless quality", "200", "/sparql?query=ASK%7B%7D", accept="text/csv;q=inf"),
    get("Accept with a quality below nothing", "406", "/sparql?query=ASK%7B%7D", accept="text/csv;q=-1"),
    get("Accept of markup", "406", "/sparql?query=ASK%7B%7D", accept="<script>alert(1)</script>"),
    get("a range", "200", "/style.css", range="bytes=0-0"),
    get("a range backwards", "200", "/style.css", range="bytes=9-1"),
    get("a thousand ranges", "200", "/style.css", range="bytes=" + ",".join(f"{n}-" for n in range(1000))),
    get("If-None-Match of nonsense", "200", "/queries/recurring-issues", if_none_match='W/"\\"", ,,*"'),
    get("If-None-Match of 10 KB", "200", "/queries/recurring-issues", if_none_match='"x",' * 2500),
    get("If-Modified-Since of nonsense", "200", "/style.css", if_modified_since="Thu, 99 Feb 99999 99:99:99 GMT"),
    get("If-Match that cannot be", "200", "/queries", if_match='"never"'),
    get("Expect of nonsense", "200", "/health", expect="200-maybe"),
    get("an upgrade to a socket", "200", "/health", connection="close, upgrade", upgrade="websocket",
        sec_websocket_key="x", sec_websocket_version="13"),
    get("an upgrade to HTTP/2", "200", "/health", connection="close, upgrade, http2-settings", upgrade="h2c",
        http2_settings="AAMAAABkAARAAAAAAAIAAAAA"),
    get("a cookie of 10 KB", "200", "/health", cookie="a=" + "b" * 10_000),
    get("a password of nonsense", "200", "/health", authorization="Basic \\x00::::"),
    get("another host forwarded", "200", "/sparql", accept="text/turtle", x_forwarded_host="evil.example",
        x_forwarded_proto="javascript", forwarded="host=evil.example"),
    get("another method in a header", "200", "/queries", x_http_method_override="DELETE"),
    get("another address in a header", "404", "/nothing", x_original_url="/metrics", x_rewrite_url="/metrics"),
    get("a body that is said to be packed", "200", "/health", content_encoding="gzip"),
]  # fmt: skip

LINES = [
    raw("nothing at all", "", b""),
    raw("empty lines", "|400", b"\r\n" * 50),
    raw("a method alone", "400", b"GET\r\n\r\n"),
    raw("HTTP/0.9", "421", b"GET /health\r\n\r\n"),
    raw("HTTP/0.9 by name", "421", b"GET /health HTTP/0.9\r\n\r\n"),
    raw("HTTP/3.0", "400", _START.replace(b"1.1", b"3.0") + b"\r\n"),
    raw("HTTP/1.1.1", "400", b"GET /health HTTP/1.1.1\r\nhost: localhost\r\n\r\n"),
    raw("no version number", "400", b"GET /health HTTP/\r\nhost: localhost\r\n\r\n"),
    raw("the beginning of HTTP/2", "421 400|400|505", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00"),
    raw("the beginning of TLS", "400", bytes.fromhex("16030100c8010000c40303") + bytes(range(200))),
    raw("a line of SSH", "400", b"SSH-2.0-OpenSSH_9.6\r\n\r\n"),
    raw("a line of mail", "400", b"HELO evil.example\r\n\r\n"),
    raw("a line of 200,000 letters", "414", b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\nhost: localhost\r\n\r\n"),
    raw("200,000 letters without a line", "400", b"a" * 200_000),
    raw("200,000 NULs", "400", bytes(200_000)),
    raw("two spaces", "200", _START.replace(b" ", b"  ", 1) + b"\r\n"),
    raw("a space in the address", "400", b"GET /hea lth HTTP/1.1\r\nhost: localhost\r\n\r\n"),
    raw("letters beyond ASCII in the address", "400", b"GET /\xc3\xa9 HTTP/1.1\r\nhost: localhost\r\n\r\n"),
    raw("an address without a slash", "400", bare("GET", "health")),
    raw("a star as address", "404", bare("GET", "*")),
    raw("a star for OPTIONS", "404", bare("OPTIONS", "*")),
    raw("a tunnel", "400", bare("CONNECT", "evil.example:443")),
    raw("a whole address", "200", bare("GET", "http://localhost/health")),
    raw("a whole address of others", "421", bare("GET", "http://evil.example/health")),
    raw("the address of a file", "400", bare("GET", "file:///etc/passwd")),
    raw("line ends of one sign", "400", b"GET /health HTTP/1.1\nhost: localhost\nconnection: close\n\n"),
    raw("two requests at once", "200 200", bare("GET", "/health").replace(b"connection: close\r\n", b"") + bare("GET", "/health")),
    raw("a request, then rubbish", "200 400|400", bare("GET", "/health").replace(b"connection: close\r\n", b"") + b"rubbish\r\n\r\n"),
    raw("a line in two pieces", "200", b"GET /hea", b"lth HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"),
]  # fmt: skip

METHODS = [
    *(raw(f"{method} {path}", "405", bare(method, path))
      for method, path in (("TRACE", "/sparql"), ("PROPFIND", "/queries"), ("PATCH", "/graphs?default"), ("DELETE", "/"),
                           ("DELETE", "/queries/recurring-issues"), ("POST", "/search"), ("POST", "/health"),
                           ("POST", "/metrics"), ("PUT", "/style.css"))),
    raw("a method of one's own", "400", bare("DEBUG", "/metrics")),
    raw("a method in small letters", "400", bare("get", "/health")),
    raw("a method of 5,000 letters", "400", bare("A" * 5000, "/sparql")),
    raw("a method of signs", "400", bare("<GET>", "/sparql")),
    raw("HEAD of a page", "200", bare("HEAD", "/", accept=PAGE)),
    raw("HEAD of nothing", "404", bare("HEAD", "/nothing")),
]  # fmt: skip

ENCODINGS = [
    get("a query that is too long for an address", "414", "/sparql?query=" + "a" * 70_000, words="200000 bytes"),
    get("a query that is too long for a page", "414", "/ask?query=" + "%20" * 30_000, accept=PAGE, words="with POST"),
    get("a sign that is none", "400", "/sparql?query=%ZZ"),
    get("half a sign", "400", "/sparql?query=ASK%7B%7"),
    get("signs in the way of browsers of old", "400", "/sparql?query=%u0041SK%7B%7D"),
    get("a byte that is no UTF-8", "400", "/sparql?query=%FF", words="UTF-8"),
    get("a slash that is too long", "400", "/sparql?query=%C0%AF", words="UTF-8"),
    get("half a pair", "400", "/sparql?query=%ED%A0%80", words="UTF-8"),
    get("half a pair as an escape", "400", "/sparql?query=" + quote('ASK { BIND("\\uD800" AS ?x) }')),
    get("an escape beyond Unicode", "400", "/sparql?query=" + quote('ASK { BIND("\\UFFFFFFFF" AS ?x) }')),
    get("a NUL within a query", "400", "/sparql?query=ASK%00%7B%7D"),
    get("a NUL in a string of a query", "200", "/sparql?query=" + quote('ASK { FILTER("\0" = "x") }')),
    get("what is looked for is no UTF-8", "200", "/search?q=%FF%FE", accept=PAGE),
    get("what is looked for is half a pair", "200", "/search?q=%ED%A0%80", accept=PAGE),
    get("what is looked for turns letters round", "200", "/search?q=%E2%80%AE%3Cscript%3E", accept=PAGE),
    get("a parameter that is no UTF-8", "400", "/queries/recurring-issues?since=%FF", accept=CSV),
    get("a name that is no UTF-8", "404", "/queries/%FF", accept=PAGE),
    get("a thing that is no UTF-8", "404", "/person/%FF.ttl"),
    get("a graph that is no UTF-8", "400", "/graphs?graph=http://a/%FF"),
    get("a graph to ask of that is no UTF-8", "400", "/sparql?query=ASK%7B%7D&default-graph-uri=%FF"),
    post("a form that is no UTF-8", "400", b"query=%FF", FORM),
    post("a form of raw bytes", "400", b"query=\xff", FORM),
    post("a query in UTF-16", "400", "ASK {}".encode("utf-16")),
    post("a query in UTF-16 that says so", "415", "ASK {}".encode("utf-16"), QUERY + "; charset=utf-16"),
    post("a query in UTF-7", "415", b"+ADw-script+AD4-", QUERY + "; charset=utf-7"),
    post("a query in two encodings", "415", b"ASK {}", QUERY + "; charset=utf-8; charset=utf-16"),
    post("an encoding of 10 KB", "415", b"ASK {}", QUERY + "; charset=" + "x" * 10_000),
    post("a query with a mark of its order", "400", "\ufeffASK {}".encode()),
    post("a query that is packed", "415", gzip.compress(b"ASK {}"), content_encoding="gzip"),
    post("a query of NULs", "400", bytes(10_000)),
    post("a query of all bytes", "400", bytes(range(256))),
    post("a query of unseen letters", "400", "\u200b\u2066\u00adASK\u2028{}".encode()),
]  # fmt: skip


def _lengths(*lengths: str, body: bytes = b"ASK {}") -> bytes:
    lines = "".join(f"content-length: {length}\r\n" for length in lengths)
    return _POST + lines.encode() + b"\r\n" + body


_POST = b"POST /sparql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/sparql-query\r\nconnection: close\r\n"
_CHUNKED = _POST + b"transfer-encoding: chunked\r\n\r\n"
_NEXT = b"GET /metrics HTTP/1.1\r\nhost: localhost\r\n\r\n"
BODIES = [
    raw("two lengths", "400", _lengths("6", "7")),
    raw("two lengths in one", "400", _lengths("6, 7")),
    raw("a length below nothing", "400", _lengths("-6")),
    raw("a length with a sign", "400", _lengths("+6")),
    raw("a length in words", "400", _lengths("six")),
    raw("a length in another notation", "400", _lengths("0x6")),
    raw("a length of forty digits", "|400|413", _lengths("9" * 40)),
    raw("a length that is not sent", "|400", _lengths("600")),
    raw("a body without a length", "400", _POST + b"\r\nASK {}"),
    raw("more than the length", "200", _lengths("6", body=b"ASK {}" + _NEXT)),
    raw("a length and pieces", "400", _POST + b"content-length: 6\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n" + _NEXT),
    raw("pieces and a length", "400", _POST + b"transfer-encoding: chunked\r\ncontent-length: 6\r\n\r\n6\r\nASK {}\r\n0\r\n\r\n"),
    raw("pieces by another name", "400", _POST + b"transfer-encoding: xchunked\r\n\r\n6\r\nASK {}\r\n0\r\n\r\n"),
    raw("pieces and more", "400", _POST + b"transfer-encoding: chunked, identity\r\n\r\n6\r\nASK {}\r\n0\r\n\r\n"),
    raw("pieces twice", "400", _POST + b"transfer-encoding: chunked\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n"),
    raw("pieces behind a strange space", "400", _POST + b"transfer-encoding:\x0bchunked\r\n\r\n6\r\nASK {}\r\n0\r\n\r\n"),
    raw("a piece that is too large for anything", "400", _CHUNKED + b"f" * 30 + b"\r\nASK {}\r\n0\r\n\r\n"),
    raw("a piece below nothing", "400", _CHUNKED + b"-6\r\nASK {}\r\n0\r\n\r\n"),
    raw("a piece that is shorter than it says", "|400", _CHUNKED + b"60\r\nASK {}\r\n0\r\n\r\n"),
    raw("a piece that does not end", "400", _CHUNKED + b"6\r\nASK {}XX0\r\n\r\n"),
    raw("a piece with 100,000 letters beside it", "200", _CHUNKED + b"6;" + b"x" * 100_000 + b"\r\nASK {}\r\n0\r\n\r\n"),
    raw("pieces of one byte", "200", _CHUNKED + b"".join(b"1\r\n%c\r\n" % byte for byte in b"ASK {}") + b"0\r\n\r\n"),
    raw("headers after the pieces", "421", _CHUNKED + b"6\r\nASK {}\r\n0\r\nhost: evil.example\r\n\r\n"),
    raw("a GET with a request as its body", "200", bare("GET", "/health", _NEXT.decode())),
    raw("a GET with pieces", "200", _START + b"transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"),
    raw("a slow body that comes", "200", _lengths("6", body=b""), b"AS", b"K ", b"{}"),
    raw("a body that is left halfway", "|400", _lengths("600", body=b"ASK"), b" {}"),
    post("a body of nothing", "400", b"", FORM),
    post("a form of 300 fields", "400", b"&".join([b"a=b"] * 300), FORM),
    post("a form of one field of signs", "400", b"=&" * 150, FORM),
    post("a form with a query and an update", "403", b"query=ASK{}&update=CLEAR+ALL", FORM),
    post("a form by parts", "415", b'--x\r\ncontent-disposition: form-data; name="query"\r\n\r\nASK {}\r\n--x--', "multipart/form-data; boundary=x"),
    post("XML with an entity", "415", b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "application/xml"),
    post("a content type of 10 KB", "415", b"ASK {}", "a/" + "b" * 10_000),
]  # fmt: skip

HOSTS = [
    *(raw(f"Host: {host}", "421", bare("GET", "/sparql?query=ASK%7B%7D", host=host))
      for host in ("localhost.evil.example", "evil.example#localhost", "localhost@evil.example", "evil.example:localhost",
                   "127.1", "0x7f000001", "2130706433", "0.0.0.0", "[::ffff:127.0.0.1]", "localhost.", "evil.example, localhost",
                   "metadata.google.internal", "192.168.0.1:80", "localhost:abc", "localhost\\.evil.example", "[::1].evil.example")),
    raw("a host in capital letters", "200", bare("GET", "/health", host="LOCALHOST:80")),
    raw("no host", "421", b"GET /health HTTP/1.1\r\nconnection: close\r\n\r\n"),
    raw("an empty host", "421", b"GET /health HTTP/1.1\r\nhost:\r\nconnection: close\r\n\r\n"),
    raw("two hosts", "421", _START + b"host: evil.example\r\n\r\n"),
    raw("two hosts, the other first", "421", _START.replace(b"host:", b"host: evil.example\r\nhost:") + b"\r\n"),
    raw("HTTP/1.0 without a host", "421", b"GET /health HTTP/1.0\r\n\r\n"),
]  # fmt: skip

_EVIL = {"origin": "https://evil.example", "referer": "https://evil.example/", "sec_fetch_site": "cross-site"}
ORIGINS = [
    post("a query from another page, which cannot read the answer", "200", b"query=ASK%7B%7D", FORM, **_EVIL),
    post("a query as plain text from another page", "415", b"ASK {}", "text/plain", **_EVIL),
    post("an update by form from another page", "403", b"update=CLEAR+ALL", FORM, **_EVIL),
    post("an update from nowhere", "403", b"CLEAR ALL", "application/sparql-update", origin="null"),
    post("an update from the server's own page", "403", b"CLEAR ALL", "application/sparql-update", origin="http://localhost"),
    raw("a graph to be written from another page", "405", bare("PUT", "/graphs?default", "<a:a> <a:b> <a:c> .", **_EVIL)),
    raw("a question whether one may delete", "204", bare("OPTIONS", "/sparql", access_control_request_method="DELETE", **_EVIL)),
    raw("a question whether one may bring a password", "204", bare("OPTIONS", "/sparql",
        access_control_request_method="POST", access_control_request_headers="authorization, cookie", **_EVIL)),
]  # fmt: skip

PARAMETERS = [
    *(get(f"format={format[:20]}", expected, f"/queries/recurring-issues?format={quote(format)}")
      for format, expected in (("html", "406"), ("../../etc/passwd", "406"), ("", "406"), ("csv\0", "406"), ("CSV", "406"),
                               ("ttl", "406"), ("<script>alert(1)</script>", "406"), ("a" * 9000, "406"))),
    get("two formats", "200", "/queries/recurring-issues?format=json&format=csv"),
    *(get(f"a parameter called {name}", "400", f"/queries/recurring-issues?{quote(name)}=1")
      for name in ("__class__", "name", "text", "query", "base", "store", "self", "", "<script>", "since\0", "a" * 9000)),
    get("a parameter twice", "200", "/queries/recurring-issues?since=2020&since=2021"),
    get("a parameter with hyphen and underscore", "200", "/queries/due-commitments?as-of=2022-01-01&as_of=2023-01-01"),
    get("a parameter 2,000 times", "200", "/queries/recurring-issues?" + "&".join(["since=2020"] * 2000)),
    get("a day of 5,000 digits", "400", "/queries/recurring-issues?since=" + "9" * 5000),
    get("a day that is none", "400", "/queries/recurring-issues?since=2022-02-30"),
    get("a day in other digits", "200", "/queries/recurring-issues?since=" + quote("２０２２-01-01")),
    get("a thing of 20,000 letters", "400", "/queries/evidence?of=" + "a" * 20_000),
    get("a pattern instead of a name", "400", "/queries/actor?actor=" + quote("(a+)+$")),
    get("a graph to ask of that is a file", "200", "/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D&default-graph-uri=file:///etc/passwd", words="false", accept=CSV),
    get("a graph to ask of elsewhere", "200", f"/sparql?query=ASK%7B%3Fs%20%3Fp%20%3Fo%7D&default-graph-uri={quote(LISTENER)}", words="false", accept=CSV),
    get("a graph to ask of that ends its name", "400", "/sparql?query=ASK%7B%7D&named-graph-uri=" + quote("x> {} #")),
    get("150 graphs to ask of", "200", "/sparql?query=ASK%7B%7D" + "".join(f"&named-graph-uri=http://a/{n}" for n in range(150))),
    get("an update in the address", "400", "/sparql?update=CLEAR+ALL"),
    get("a query and an update in the address", "400", "/sparql?query=ASK%7B%7D&update=CLEAR+ALL"),
    get("words of 5,000 letters", "400", "/search?q=" + "a" * 5000, accept=PAGE),
    get("words that end a literal", "200", "/search?q=" + quote('")) } SELECT * { ?s ?p ?o } #'), accept=PAGE, words="Nothing found"),
    get("words that end a literal with a backslash", "200", "/search?q=" + quote('\\")) } #'), accept=PAGE, words="Nothing found"),
    get("words of markup", "200", "/search?q=" + quote("</title><script>alert(1)</script><img src=x onerror=alert(1)>"), accept=PAGE),
    get("words that end an attribute", "200", "/search?q=" + quote('" autofocus onfocus="alert(1)'), accept=PAGE),
    get("words of a template", "200", "/search?q=" + quote("{{ 7*7 }}{% include 'base.html' %}"), accept=PAGE, words="{{ 7*7 }}"),
    *(get(f"page {page[:20]} of a thing", expected, f"/issue/sea-lanes?page={quote(page)}", accept=PAGE)
      for page, expected in (("0", "400"), ("-1", "400"), ("9" * 30, "400"), ("١", "400"), ("1 ", "400"), ("<b>", "400"))),
    get("a query of one's own on a page that writes", "400", "/ask?query=" + quote("DROP ALL"), accept=PAGE),
    get("a query of one's own on a page that reaches out", "400", "/ask?query=" + quote(f"ASK {{ SERVICE <{LISTENER}> {{}} }}"), accept=PAGE),
    get("a query of one's own on a page that ends its field", "400", "/ask?query=" + quote("</textarea><script>alert(1)</script>"), accept=PAGE),
    get("a query of one's own on a page whose answer is markup", "200", "/ask?query=" + quote("SELECT ('</td><script>alert(1)</script>' AS ?x) (IRI('javascript:alert(1)') AS ?y) {}"), accept=PAGE),
    get("a query of one's own on a page whose column is odd", "400", "/ask?query=" + quote("SELECT (1 AS ?\u202ex) {}"), accept=PAGE),
    get("a query of one's own on a page that is too deep", "400", "/ask?query=" + quote("ASK " + "{" * 3000), accept=PAGE),
    get("a query of one's own on a page that takes long", "503", "/ask?query=" + quote("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"), accept=PAGE),
    get("an address of markup on a page", "200", '/queries/recurring-issues?since=2020&"><script>=', accept=PAGE),
    get("a message of markup", "404", "/queries/" + quote("<img src=x onerror=alert(1)>"), accept=PAGE),
]  # fmt: skip
