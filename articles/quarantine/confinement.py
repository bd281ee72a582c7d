"""What a process gives up before it touches a stranger's file: memory, time, files, the network, other programs.

Each limit is the kernel's own. Where a kernel lacks one (another system than Linux), the rest still hold.
"""

import ctypes
import os
import platform
import resource
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

MEMORY = 512 * 1024 * 1024  # bytes of its own, libraries not counted
PROCESSOR_SECONDS = 20  # for each file

# Numbers of system calls (Linux's asm/unistd.h) for: socket, execve, execveat, ptrace, io_uring_setup.
FORBIDDEN = {"x86_64": (41, 59, 322, 101, 425), "aarch64": (198, 221, 281, 117, 425)}
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # linux/audit.h

PR_SET_NO_NEW_PRIVS, PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 38, 22, 2  # linux/prctl.h, linux/seccomp.h
LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06  # BPF: load a word, jump if equal, return (linux/bpf_common.h)
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | 1  # refused calls fail with EPERM
X32 = 0x40000000  # numbers from here on are calls of another interface of the same processor

REFUSED_EVENTS = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system")


def confine() -> bool:
    """Give up all that reading needs not, for good; return whether the kernel, too, keeps the network out."""
    os.nice(10)  # pages for readers come first
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # no file can be written
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    forbidden = _forbid_calls()
    sys.addaudithook(_refuse)
    return forbidden


def allow_seconds(more: int = PROCESSOR_SECONDS) -> None:
    """Let the process have `more` seconds of processor time from now on; the kernel ends it (SIGXCPU) after them."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(processor_seconds()) + more + 1, most))


def processor_seconds() -> float:
    """Return the processor time that the process has had so far, in seconds."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def forget_peak() -> None:
    """Begin to count the peak of memory anew, where the kernel can."""
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def peak() -> int:
    """Return the most memory in bytes that was in use at once since `forget_peak`."""
    try:
        status = Path("/proc/self/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) * 1024
    except (OSError, IndexError):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(REFUSED_EVENTS):
        raise PermissionError(f"{event} is not for who reads files")


def _forbid_calls() -> bool:
    """Have the kernel refuse the forbidden system calls (seccomp, a BPF program over the call's number)."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in FORBIDDEN:
        return False
    program = _program(ARCHITECTURES[machine], FORBIDDEN[machine])
    filters = ctypes.create_string_buffer(b"".join(program), 8 * len(program))
    described = struct.pack("@HP", len(program), ctypes.addressof(filters))
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
        and libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, described, 0, 0) == 0
    )


def _program(architecture: int, calls: tuple[int, ...]) -> list[bytes]:
    """The BPF program: refuse another architecture's calls and the forbidden ones, allow all others."""

    def step(code: int, value: int, then: int = 0, otherwise: int = 0) -> bytes:
        return struct.pack("=HBBI", code, then, otherwise, value)

    at_least = 0x35
    tests = [step(LOAD, 4), step(EQUAL, architecture, 0, len(calls) + 3), step(LOAD, 0)]
    tests.append(step(at_least, X32, len(calls) + 1))
    for place, call in enumerate(calls):
        tests.append(step(EQUAL, call, len(calls) - place))
    return [*tests, step(RETURN, ALLOW), step(RETURN, REFUSE)]
