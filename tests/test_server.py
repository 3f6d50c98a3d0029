"""The server as `make run` starts it: slow phones, bad requests, stopping."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.config import ROOT
from tests.page_rules import FIXED

pytestmark = pytest.mark.slow
SLOW_PHONES = 40


@dataclass
class Server:
    process: subprocess.Popen[bytes]
    port: int
    instance: Path

    def get(self, path: str) -> int:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as answer:
            answer.read()
            return int(answer.status)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=20)

    def raw(self, request: bytes) -> str:
        with self.connect() as connection:
            connection.sendall(request)
            parts = []
            while part := connection.recv(65536):
                parts.append(part)
        return b"".join(parts).decode()

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=40)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "TIDEMARK_INSTANCE": str(tmp_path), "PORT": str(port)}
    environment.pop("DATABASE_URL", None)
    python = [sys.executable, "-m"]
    subprocess.run(
        [*python, "flask", "--app", "app", "migrate"], env=environment, cwd=ROOT, check=True
    )
    process = subprocess.Popen(
        [*python, "gunicorn", "--config", "gunicorn.conf.py", "app:create_app()"],
        env=environment,
        cwd=ROOT,
    )
    found = Server(process, port, tmp_path)
    try:
        _wait_until_it_answers(found)
        yield found
    finally:
        if process.poll() is None:
            found.stop()


def _wait_until_it_answers(server: Server) -> None:
    for _ in range(600):
        try:
            server.get("/help")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("the server did not start")


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"nonsense\r\n\r\n", "400 Bad Request"),
        (b"GET /" + b"x" * 9000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", "414 "),
        (b"GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + b"x" * 9000 + b"\r\n\r\n", "431 "),
    ],
)
def test_what_is_no_request_is_answered_with_our_headers(
    server: Server, request_bytes: bytes, status: str
) -> None:
    head = server.raw(request_bytes).partition("\r\n\r\n")[0]
    assert f"HTTP/1.1 {status}" in head
    for name, text in FIXED.items():
        assert f"{name}: {text}" in head


def test_slow_phones_keep_nobody_waiting(server: Server) -> None:
    slow = [server.connect() for _ in range(SLOW_PHONES)]
    for connection in slow:
        connection.sendall(b"POST /sign-in HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n")
    started = time.monotonic()
    assert server.get("/help") == 200
    assert time.monotonic() - started < 3
    for connection in slow:
        connection.close()


def test_stopping_under_load_fails_no_request(server: Server) -> None:
    failures: list[Exception] = []
    answers: list[int] = []
    is_over = threading.Event()

    def ask() -> None:
        while not is_over.is_set():
            try:
                answers.append(server.get("/help"))
            except ConnectionRefusedError:
                return
            except OSError as error:
                if isinstance(getattr(error, "reason", None), ConnectionRefusedError):
                    return
                failures.append(error)
                return

    people = [threading.Thread(target=ask) for _ in range(8)]
    for person in people:
        person.start()
    time.sleep(1)
    server.stop()
    is_over.set()
    for person in people:
        person.join()
    assert len(answers) > 8
    assert failures == []


def test_a_stopped_server_leaves_no_log_of_the_database(server: Server) -> None:
    server.get("/sign-up")
    server.stop()
    assert not any(path.stat().st_size for path in server.instance.glob("*-wal"))
