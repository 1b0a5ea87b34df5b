"""What a process that answers queries of others may do: take so much memory, and reach no network."""

from __future__ import annotations

import ctypes
import platform
import struct
import sys

# System calls by processor: that which makes a socket; and what Linux calls the processor in a filter.
_SOCKET = {"x86_64": (41, 0xC000003E), "aarch64": (198, 0xC00000B7)}
_AF_UNIX = 1
_NO_NEW_PRIVS, _SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _DENIED = 0x7FFF0000, 0x00050000 | 13
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06


def limit_memory(most: int) -> None:
    """Let this process take *most* bytes more than it has; beyond, it ends. Windows has no such limit."""
    try:
        import resource
    except ImportError:
        return
    size = 0
    if sys.platform == "linux":
        with open("/proc/self/statm", encoding="ascii") as file:
            size = int(file.read().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = size + most
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def no_network() -> bool:
    """Refuse this process every socket but those within the machine; return whether the system can do that.

    Linux filters system calls (seccomp): a socket of another family is "permission denied".
    """
    known = _SOCKET.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    number, processor = known
    # In words: on another processor's calls, deny; is it a socket? if of the family of the machine itself, allow; deny.
    steps = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 1, 0, processor),
        (_RETURN, 0, 0, _DENIED),
        (_LOAD, 0, 0, 0),
        (_EQUAL, 0, 3, number),
        (_LOAD, 0, 0, 16),
        (_EQUAL, 1, 0, _AF_UNIX),
        (_RETURN, 0, 0, _DENIED),
        (_RETURN, 0, 0, _ALLOW),
    ]
    program = b"".join(struct.pack("=HBBI", *step) for step in steps)
    held = ctypes.create_string_buffer(program)
    head = struct.pack("HxxxxxxP" if struct.calcsize("P") == 8 else "HxxP", len(steps), ctypes.addressof(held))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_SECCOMP, _FILTER, ctypes.c_char_p(head), 0, 0) == 0)
