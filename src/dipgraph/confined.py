"""What a process that answers queries of others may do: take so much memory, and reach no network."""

from __future__ import annotations

import ctypes
import platform
import signal
import struct
import sys

# By processor: the system calls that make a socket and set a filter, and what Linux calls the processor in one.
_CALLS = {"x86_64": (41, 317, 0xC000003E), "aarch64": (198, 277, 0xC00000B7)}
_IO_URING = 425
_PDEATHSIG, _NO_NEW_PRIVS = 1, 38
# Set a filter, for the threads that are there already too.
_FILTER, _ALL_THREADS = 1, 1
_ALLOW, _DENIED = 0x7FFF0000, 0x00050000 | 13
_LOAD, _EQUAL, _LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06


def limit_memory(most: int) -> None:
    """Let this process take *most* bytes more than it has; beyond, it ends. Only Linux has such a limit."""
    if sys.platform != "linux":
        return
    import resource

    with open("/proc/self/statm", encoding="ascii") as file:
        size = int(file.read().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = size + most
    resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def end_with_parent() -> None:
    """Have this process end with the one that started it, whatever it does then, and by nothing from the keyboard.

    Ctrl-C is for the server, which lets answers that are under way be given. Only Linux ends it whatever happens.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def no_network() -> bool:
    """Refuse this process every socket; return whether the system can do that.

    Linux filters system calls (seccomp), those of all threads: a socket is "permission denied".
    """
    known = _CALLS.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    number, seccomp, processor = known
    # In words: on another processor's calls, deny; on those of x32, which have other numbers, deny; is it a socket, or
    # io_uring, which makes sockets of its own? deny. Sockets within the machine reach its name service, and by that others.
    steps = [
        (_LOAD, 0, 0, 4),
        (_EQUAL, 0, 4, processor),
        (_LOAD, 0, 0, 0),
        (_LEAST, 2, 0, 0x40000000),
        (_EQUAL, 1, 0, number),
        (_EQUAL, 0, 1, _IO_URING),
        (_RETURN, 0, 0, _DENIED),
        (_RETURN, 0, 0, _ALLOW),
    ]
    program = b"".join(struct.pack("=HBBI", *step) for step in steps)
    held = ctypes.create_string_buffer(program)
    head = struct.pack("HxxxxxxP" if struct.calcsize("P") == 8 else "HxxP", len(steps), ctypes.addressof(held))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.syscall(seccomp, _FILTER, _ALL_THREADS, ctypes.c_char_p(head)) == 0)
