"""The process from which those that answer are forked: it has imported what they need, and has no store and no thread.

It is started as ``python -m dipgraph.forking FOLDER MEMORY ROWS BYTES``, with a socket as its standard input. It says P and
its number when it is ready. With each F it is sent another socket, and forks a process that answers there, as
``dipgraph.answerer`` says; it says S and the number of that process. With K and a number it ends one. Of each that ended it
says E, its number and its exit code. Where there is no fork, the word ``alone`` is one more argument: it answers by itself,
from its standard input to its standard output.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import struct
import sys

from dipgraph.answerer import answer_all, prepare
from dipgraph.confined import end_with_parent
from dipgraph.outputs import Limits

# A letter, the number of a process, and its exit code, or the negative number of the signal that ended it.
SAID = struct.Struct("!cii")


def fork_all(control: socket.socket, folder: str, memory: int, limits: Limits) -> None:
    """Fork a process for each socket that comes over *control*, until it is closed."""
    children: set[int] = set()
    # Written to when a child ends.
    ended, writing = socket.socketpair()
    ended.setblocking(False)
    writing.setblocking(False)
    signal.set_wakeup_fd(writing.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    prepare()
    # What is there already is not looked at again, and so not copied, in any process that is forked.
    gc.freeze()
    control.sendall(SAID.pack(b"P", os.getpid(), 0))
    while True:
        come, _, _ = select.select([control, ended], [], [])
        if ended in come:
            ended.recv(1 << 12)
            while children and (found := os.waitpid(-1, os.WNOHANG))[0]:
                children.discard(found[0])
                control.sendall(SAID.pack(b"E", found[0], os.waitstatus_to_exitcode(found[1])))
        if control not in come:
            continue
        said, sockets, _, _ = socket.recv_fds(control, SAID.size, 1)
        if not said:
            return
        kind, number, _ = SAID.unpack(said)
        if kind == b"F":
            if number := _forked((control, ended, writing), sockets[0], folder, memory, limits):
                children.add(number)
            os.close(sockets[0])
            control.sendall(SAID.pack(b"S", number, 0))
        elif number in children:
            # It may have ended, and is not forgotten before that was said above.
            os.kill(number, signal.SIGKILL)


def _forked(own: tuple[socket.socket, ...], answering: int, folder: str, memory: int, limits: Limits) -> int:
    """Fork a process that answers at the socket *answering*, and has none of our *own*; return its number, or 0."""
    parent = os.getpid()
    try:
        number = os.fork()
    except OSError as error:
        print(f"no process can be started ({error.strerror}): have others end", file=sys.stderr, flush=True)
        return 0
    if not number:
        signal.set_wakeup_fd(-1)
        for one in own:
            one.close()
        _answer(answering, parent, folder, memory, limits)
    return number


def _answer(number: int, parent: int, folder: str, memory: int, limits: Limits) -> None:
    """Answer at the socket of that *number*, in a process that *parent* just forked, until it is closed; then end."""
    code = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        end_with_parent()
        # It may have ended before it was said that this one ends with it.
        if os.getppid() == parent:
            with open(number, "rb") as source, open(os.dup(number), "wb") as output:
                answer_all(source, output, folder, memory, limits)
            code = 0
    except (ConnectionError, KeyboardInterrupt):
        pass
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        os._exit(code)


def main(folder: str, memory: int, limits: Limits, is_alone: bool) -> None:
    """Fork processes that answer from the store in *folder*, or be one."""
    end_with_parent()
    if is_alone:
        prepare()
        answer_all(sys.stdin.buffer, sys.stdout.buffer, folder, memory, limits)
        return
    with socket.socket(fileno=0) as control:
        fork_all(control, folder, memory, limits)


if __name__ == "__main__":
    try:
        main(sys.argv[1], int(sys.argv[2]), Limits(int(sys.argv[3]), int(sys.argv[4])), "alone" in sys.argv[5:])
    except (ConnectionError, KeyboardInterrupt):
        sys.exit(1)
