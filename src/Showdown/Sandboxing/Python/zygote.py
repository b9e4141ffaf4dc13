"""The first process in the sandbox: the common modules loaded, it forks a run when it is told to, stops it when told, and says how it ended.

Programs, inputs and outputs never come through here. A run gets them from the host by a socket of its own, so there is nothing
of one answer in the memory that the next one inherits.

Commands, five bytes each: 'R' or 'K' and the number of the run. Reports, a line each: number, exit status (negative: the signal), CPU seconds.
"""
import gc
import json
import os
import platform
import random
import select
import signal
import struct
import sys

# Loaded once here, so that no program pays for them.
import ast, bisect, cmath, collections, copy, dataclasses, datetime, decimal, dis, enum, fractions, functools, hashlib, heapq  # noqa: E401,F401
import io, itertools, math, operator, re, statistics, string, textwrap, threading, typing, unicodedata  # noqa: E401,F401

import confine
import runner

_COMMAND = struct.Struct("<cI")


def main():
    if not confine.knows(platform.machine()):
        sys.exit("There is no filter of system calls for %s." % platform.machine())
    confine.hide_memory()
    confine.keep_mounts_private()  # what a run unmounts is gone for that run alone
    own_processes = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
    print(json.dumps({"python": platform.python_version(), "machine": platform.machine()}), flush=True)
    _set_stage()
    runs = {}  # number: (process id, descriptor that tells when it ends)
    poll = select.poll()
    poll.register(0, select.POLLIN)
    while True:
        ready = {descriptor for descriptor, _ in poll.poll()}
        for number, (process, handle) in list(runs.items()):
            if handle in ready:
                del runs[number]
                poll.unregister(handle)
                os.close(handle)
                _, status, used = os.wait4(process, 0)
                report = "%d %d %.6f\n" % (number, os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime)
                os.write(1, report.encode())
        if 0 not in ready:
            continue
        command = os.read(0, _COMMAND.size)  # written in one piece
        if len(command) < _COMMAND.size:
            os._exit(0)  # the host has ended; so does the namespace and all that runs in it
        kind, number = _COMMAND.unpack(command)
        if kind == b"R":
            confine.unshare(confine.CLONE_NEWPID)
            process = confine.fork()
            if process == 0:
                runner.main(number)
            confine.enter(own_processes, confine.CLONE_NEWPID)
            handle = os.pidfd_open(process)
            poll.register(handle, select.POLLIN)
            runs[number] = process, handle
        elif number in runs:
            os.kill(runs[number][0], signal.SIGKILL)


def _set_stage():
    """What every program would otherwise do for itself, at a page fault a step. What lies behind 0, 1 and 2 changes later."""
    sys.stdin = open(0, "r", encoding="utf-8", errors="surrogateescape", closefd=False)
    sys.stdout = open(1, "w", encoding="utf-8", errors="surrogateescape", closefd=False)
    sys.argv, sys.path[0] = ["program.py"], "/tmp"
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    for name in ("confine", "runner"):
        del sys.modules[name]
    random.seed(20250131)  # a rerun meets the same chance
    gc.collect()
    gc.freeze()


main()
