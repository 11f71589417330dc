"""The preview on its real socket: who may ask, for what, and what is said to nonsense."""

import re
import signal
import socket
import subprocess

import pytest

from conftest import CLEW

POLICY = "default-src 'none';"


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """The port of a preview of a guide beside which lies what nobody may have."""
    folder = tmp_path_factory.mktemp("preview")
    outside = tmp_path_factory.mktemp("outside") / "secret.txt"
    outside.write_text("SECRET")
    files = {
        "content/site.yml": "title: 指南\nlanguage: zh-CN\n",
        "content/index.md": "---\ntitle: 首页\n---\n字。\n",
        "content/assets/mine.txt": "mine\n",
        "content/assets/.hidden.txt": "SECRET",
        ".git/config": "SECRET",
        "notes.txt": "SECRET",
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    command = [CLEW, "serve", "--site", str(folder), "--port", "0", "--lang", "en"]
    server = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    address = server.stdout.readline().strip()
    # Links are errors of the content: the last good build stays up, and they are not followed.
    (folder / "content/assets/link.txt").symlink_to(outside)
    (folder / "content/linked").symlink_to(outside.parent)
    yield int(re.fullmatch(r"http://127\.0\.0\.1:(\d+)/", address)[1])
    server.send_signal(signal.SIGINT)
    assert server.wait(10) == 0


def ask(port, request):
    """Sends bytes as they are, and returns all that comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
        return answer


def get(port, path, method="GET", host=None, **fields):
    lines = [f"{method} {path} HTTP/1.1", f"Host: {host or f'localhost:{port}'}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in fields.items()]
    return ask(port, "\r\n".join([*lines, "Connection: close", "", ""]).encode())


def status(answer):
    return int(answer.split(b" ", 2)[1])


def test_it_listens_on_this_machine_alone(port):
    with open("/proc/net/tcp") as table:
        local = [line.split()[1] for line in table if f":{port:04X} " in line]
    assert "0100007F:%04X" % port in local
    assert not [address for address in local if address.startswith("00000000:")]


def test_only_files_of_the_build_are_served(port):
    assert status(get(port, "/")) == 200
    paths = [
        "/.git/config", "/%2egit/config", "/notes.txt", "/content/site.yml", "/content/index.md",
        "/../notes.txt", "/%2e%2e/notes.txt", "/..%2fnotes.txt", "/assets/link.txt",
        "/linked/secret.txt", "/assets/.hidden.txt", "//notes.txt", "/.public.clew/lock",
        "/etc/passwd", "/assets/..%5c..%5cnotes.txt", "/．．/notes.txt".encode().decode("latin-1"),
    ]  # yapf: disable
    for path in paths:
        answer = get(port, path)
        assert status(answer) in (400, 404), path
        assert b"SECRET" not in answer and b"title:" not in answer


def test_every_answer_has_the_policy_of_the_pages(port):
    for answer in [get(port, "/"), get(port, "/no"), get(port, "/", "POST"), ask(port, b"x\r\n\r\n")]:
        head = answer.split(b"\r\n\r\n")[0].decode()
        assert POLICY in head and "frame-ancestors 'none'" in head
        assert "X-Content-Type-Options: nosniff" in head and "Cache-Control: no-store" in head


def test_only_get_and_head_are_answered(port):
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT"]:
        answer = get(port, "/", method)
        assert status(answer) == 405 and b"Allow: GET, HEAD" in answer, method
    assert status(get(port, "/", "BREW")) == 501
    head = get(port, "/", "HEAD")
    assert status(head) == 200 and head.endswith(b"\r\n\r\n")


def test_only_names_of_this_machine_are_answered(port):
    for host in [f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}", f"LOCALHOST:{port}"]:
        assert status(get(port, "/", host=host)) == 200, host
    for host in ["evil.example", f"evil.example:{port}", "localhost", "localhost:1", f"localhost.:{port}",
                 f"127.0.0.1.evil.example:{port}", f"127.1:{port}", f"0.0.0.0:{port}", "a b"]:  # yapf: disable
        assert status(get(port, "/", host=host)) == 421, host


def test_only_its_own_pages_may_listen(port):
    for fields in [
        {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"},
        {"Origin": f"https://localhost:{port}"}, {"Origin": f"http://localhost:{port}.evil.example"},
    ]:  # yapf: disable
        assert status(get(port, "/.clew/events", **fields)) == 403, fields


@pytest.mark.parametrize(
    "request_, expected",
    [
        (b"\x16\x03\x01\x02\x00", 400), (b"GET\r\n\r\n", 400), (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"GET / HTTP/9.9\r\nHost: a\r\n\r\n", 505), (b"GET / HTTP/1.1\nHost: a\n\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400), (b"\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\n folded: x\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: \x00\r\n\r\n", 400),
        (b"GET http://evil.example/ HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        (b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n", 413),
        (b"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", 501),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 20_000, 431),
        (b"GET /" + b"x" * 20_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 431),
        (b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 5_000 + b"\r\n", 431),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    ],
    ids=range(16),
)  # yapf: disable
def test_nonsense_is_answered_and_ended(port, request_, expected):
    assert status(ask(port, request_)) == expected
    assert status(get(port, "/")) == 200
