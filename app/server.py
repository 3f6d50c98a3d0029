"""How gunicorn answers what never becomes a request: with our headers, and without a log of it."""

import ctypes
import logging
import select
import socket
import struct
import sys
from http import HTTPStatus

from gunicorn.http.errors import LimitRequestHeaders, LimitRequestLine, ParseException
from gunicorn.workers.gthread import ThreadWorker

from app.web.kit.headers import FIXED, NO_STORE

_log = logging.getLogger(__name__)
_STATUS = {
    LimitRequestLine: HTTPStatus.REQUEST_URI_TOO_LONG,
    LimitRequestHeaders: HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
}
# asm-generic/socket.h; Python's socket module does not name it.
_SO_ATTACH_FILTER = 26
# linux/filter.h: code, jump if true, jump if false, operand. The flags are byte 13 of a TCP header.
_DROP_SYN = (
    struct.pack("@HBBI", 0x30, 0, 0, 13),  # load the flags
    struct.pack("@HBBI", 0x45, 0, 1, 0x02),  # SYN is set: go on, else skip one
    struct.pack("@HBBI", 0x06, 0, 0, 0),  # drop
    struct.pack("@HBBI", 0x06, 0, 0, 0xFFFFFFFF),  # let it pass
)
# How long an open handshake is waited for: several round trips of a mobile network.
LAST_HANDSHAKES_S = 0.5


def answer_to(fault: BaseException) -> bytes:
    """Return the whole answer to a request that could not be read, or that broke the server."""
    default = (
        HTTPStatus.BAD_REQUEST
        if isinstance(fault, ParseException)
        else HTTPStatus.INTERNAL_SERVER_ERROR
    )
    status = _STATUS.get(type(fault), default)
    body = f"{status.phrase}. Load the page again.\n".encode()
    headers = {
        "Connection": "close",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(body)),
        "Cache-Control": NO_STORE,
        **FIXED,
    }
    head = "".join(f"{name}: {text}\r\n" for name, text in headers.items())
    return f"HTTP/1.1 {status.value} {status.phrase}\r\n{head}\r\n".encode() + body


def let_nobody_new_in(listener: socket.socket) -> None:
    """Have the kernel drop each SYN that opens a connection; handshakes under way are finished.

    The other side asks again after a second, and is refused or finds the next server by then.
    Elsewhere than on Linux, whose filter this is (socket(7), SO_ATTACH_FILTER), nothing changes.
    """
    if not sys.platform.startswith("linux"):
        return
    program = ctypes.create_string_buffer(b"".join(_DROP_SYN))
    filter_of_four = struct.pack("@HP", len(_DROP_SYN), ctypes.addressof(program))
    listener.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, filter_of_four)


class Worker(ThreadWorker):
    """gunicorn's threaded worker, which would log the address and answer without headers."""

    def set_accept_enabled(self, enabled: bool) -> None:
        """When stopping, first serve whoever is connected already: closing would reset them."""
        if not enabled and not self.alive:
            for listener in self.sockets:
                let_nobody_new_in(listener)
                while select.select([listener], [], [], LAST_HANDSHAKES_S)[0]:
                    self.accept(listener)
        super().set_accept_enabled(enabled)

    def handle_error(
        self, req: object, client: socket.socket, addr: object, exc: BaseException
    ) -> None:
        """Answer a fault outside the app."""
        del req, addr
        if not isinstance(exc, ParseException):
            _log.error("%s outside the app", type(exc).__name__)
        try:
            client.sendall(answer_to(exc))
        except OSError:
            _log.info("the other side was gone before the answer")
