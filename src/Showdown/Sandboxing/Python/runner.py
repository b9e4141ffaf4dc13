"""One run of a program. Trusted until it has confined itself; from the program's first line on, nothing here guards anything:
what it sends is taken as data, and the clock, the limits and the comparison are elsewhere."""
import atexit
import builtins
import decimal
import fractions
import functools
import hashlib
import io
import marshal
import numbers
import os
import socket
import struct
import threading
import time
import traceback
import types
import sys

import confine

STREAMS = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
HOME = "/run/showdown"
READY, VALUE, ERROR, MEMORY, DIGEST = 0, 1, 2, 3, 4
_LENGTH = struct.Struct("<I")
_HELLO = struct.Struct("<IB")  # run, purpose of the connection
_FRAME = struct.Struct("<IBd")  # bytes of payload, kind, CPU seconds as this process says
_SOURCE = "<program>"
_MANY = 10000


def main(number):
    try:
        channel, request = _settle(number)
        send = _sender(channel)
        send(READY, 0.0, b"")  # confined
    except BaseException:
        traceback.print_exc()
        os._exit(71)
    (_answer_calls if request["kind"] == "calls" else _run_script)(request, channel, send)
    os._exit(0)


def _settle(number):
    """A file system of its own without /proc and without the way to the host, an empty /tmp, three descriptors and the channel."""
    os.setsid()
    confine.unshare(confine.CLONE_NEWNS)  # a copy of private mounts is private
    channel = _connect(number, 0)
    request = marshal.loads(_receive(channel))
    if request["kind"] == "script":
        source, output = os.memfd_create("stdin"), _connect(number, 1)
        _write(source, request.pop("stdin"))
        os.lseek(source, 0, os.SEEK_SET)
    else:
        source = output = os.open("/dev/null", os.O_RDWR)
    errors = os.open("/dev/null", os.O_RDWR)
    confine.unmount(HOME)
    confine.unmount("/proc")
    confine.mount_memory("/tmp", request["disk_bytes"])
    os.chdir("/tmp")
    for descriptor, place in ((source, 0), (output, 1), (channel, 3)):
        os.dup2(descriptor, place)
    os.closerange(4, errors)
    os.closerange(errors + 1, 256)
    confine.limit(request["memory_bytes"], request["cpu_seconds"], request["disk_bytes"], request["threads"])
    confine.drop_capabilities()
    confine.filter_system_calls()
    os.dup2(errors, 2)
    os.close(errors)
    _give_streams()
    return 3, request


def _give_streams():
    """/dev/stdin and its like point into /proc, which is not there."""
    real_open, real_os_open = io.open, os.open

    @functools.wraps(real_open)
    def open_(file, *more, **named):
        return real_open(os.dup(STREAMS[os.fspath(file)]) if _is_stream(file) else file, *more, **named)

    @functools.wraps(real_os_open)
    def os_open(path, *more, **named):
        return os.dup(STREAMS[os.fspath(path)]) if _is_stream(path) else real_os_open(path, *more, **named)

    builtins.open = io.open = open_
    os.open = os_open


def _is_stream(file):
    return isinstance(file, (str, os.PathLike)) and os.fspath(file) in STREAMS


def _connect(number, purpose):
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.connect(HOME + "/host.sock")
    connection.sendall(_HELLO.pack(number, purpose))
    return connection.detach()


def _receive(channel):
    size = _LENGTH.unpack(_read(channel, _LENGTH.size))[0]
    return _read(channel, size)


def _read(channel, count):
    data = bytearray()
    while len(data) < count:
        piece = os.read(channel, min(count - len(data), 1 << 20))
        if not piece:
            os._exit(0)  # the host has heard enough
        data += piece
    return bytes(data)


def _write(channel, data):
    data = memoryview(data)
    while data:
        data = data[os.write(channel, data) :]


def _sender(channel):
    def send(kind, seconds, payload):
        _write(channel, _FRAME.pack(len(payload), kind, seconds) + payload)

    return send


def _answer_calls(request, channel, send):
    """Loads the program, then answers one input after the other with what its function returns."""
    began = time.process_time()
    try:
        scope = _load(request, "program")
        owner, name = request["owner"], request["entry"]
        function = getattr(scope[owner](), name) if owner in scope else scope[name]
    except BaseException as error:
        return send(*_failure(error, time.process_time() - began))
    send(READY, time.process_time() - began, b"")
    # Answers to quick tests go out together: a write a test would have two processes switch all the time.
    most, timed, patience = request["output_bytes"], request["timed"], 0.0 if request["singly"] else 0.02
    received, place, answers, sent = b"", 0, bytearray(), time.monotonic()
    while True:
        while len(received) < place + 4 or len(received) < place + 4 + _LENGTH.unpack_from(received, place)[0]:
            _write(channel, answers)
            answers, sent = bytearray(), time.monotonic()
            piece = os.read(channel, 1 << 18)
            if not piece:
                return None
            received, place = received[place:] + piece, 0
        size = _LENGTH.unpack_from(received, place)[0]
        arguments = marshal.loads(memoryview(received)[place + 4 : place + 4 + size])
        place += 4 + size
        began = time.process_time() if timed else 0.0
        try:
            kind, payload = _encode(function(*arguments), most)
            seconds = time.process_time() - began if timed else 0.0
        except BaseException as error:
            kind, seconds, payload = _failure(error, 0.0)
        answers += _FRAME.pack(len(payload), kind, seconds)
        answers += payload
        if time.monotonic() - sent >= patience or len(answers) > 1 << 15:
            _write(channel, answers)
            answers, sent = bytearray(), time.monotonic()


def _run_script(request, _, send):
    """Runs the program as an interpreter would: threads are waited for, exit handlers run, output is flushed."""
    began = time.process_time()
    try:
        try:
            _load(request, "__main__")
        except SystemExit:
            pass
        threading._shutdown()
        atexit._run_exitfuncs()
        sys.stdout.flush()
    except BaseException as error:
        try:
            sys.stdout.flush()
        finally:
            send(*_failure(error, time.process_time() - began))
            os._exit(1)
    send(VALUE, time.process_time() - began, b"")


def _load(request, module_name):
    module = types.ModuleType(module_name)
    sys.modules[module_name] = module
    if request["recursion"]:
        sys.setrecursionlimit(request["recursion"])
    if request["prelude"]:
        exec(compile(request["prelude"], "<prelude>", "exec", dont_inherit=True), module.__dict__)
    exec(compile(request["program"], _SOURCE, "exec", dont_inherit=True), module.__dict__)
    return module.__dict__


def _failure(error, seconds):
    try:
        text = "".join(traceback.format_exception_only(type(error), error)).strip().splitlines()[-1]
    except BaseException:
        text = type(error).__name__
    try:
        lines = [line for file, line, _, _ in traceback.extract_tb(error.__traceback__, -200) if file == _SOURCE]
        text = text[:400] + (" (line %d)" % lines[-1] if lines else "")
    except BaseException:
        pass
    return MEMORY if isinstance(error, MemoryError) else ERROR, seconds, text.encode("utf-8", "replace")


def _encode(value, most):
    """The value in marshal format; of one that is longer than may be sent, the hash and the length of that."""
    if type(value) not in (list, tuple) or len(value) <= _MANY:
        payload = _dumps(value)
        return (VALUE, payload) if len(payload) <= most else (DIGEST, hashlib.sha256(payload).digest() + struct.pack("<q", len(payload)))
    size, pieces, digest = 0, [], None
    for piece in _pieces(value):
        size += len(piece)
        pieces.append(piece)
        if size > most:
            digest = digest or hashlib.sha256()
            for held in pieces:
                digest.update(held)
            pieces.clear()
    return (DIGEST, digest.digest() + struct.pack("<q", size)) if digest else (VALUE, b"".join(pieces))


def _pieces(value):
    """A long list is written bit by bit: written down it can be many times what it is in memory. The bytes are the same."""
    yield (b"[" if type(value) is list else b"(") + _LENGTH.pack(len(value))
    for start in range(0, len(value), 1000):
        yield _dumps(value[start : start + 1000])[1 + _LENGTH.size :]


def _dumps(value):
    """marshal, version 2, takes exactly the plain types. What is not plain is made plain, or named."""
    try:
        return marshal.dumps(value, 2)
    except ValueError:
        return marshal.dumps(_plain(value, 0), 2)


def _plain(value, depth):
    kind = type(value)
    if value is None or kind in (bool, int, float, complex, str, bytes, bytearray):
        return value
    if depth > 200:
        return _named(value)
    if isinstance(value, (list, tuple)):
        return (list if isinstance(value, list) else tuple)([_plain(item, depth + 1) for item in value])
    if isinstance(value, dict):
        return {_plain(key, depth + 1): _plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, (set, frozenset, type({}.keys()), type({}.items()))):
        return frozenset([_plain(item, depth + 1) for item in value])
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, bytes):
        return bytes(value)
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, fractions.Fraction):
        return ..., "fraction", value.numerator, value.denominator
    if isinstance(value, decimal.Decimal) and value.is_finite():
        return (..., "fraction") + value.as_integer_ratio()
    if isinstance(value, (numbers.Real, decimal.Decimal)):
        return float(value)
    if isinstance(value, numbers.Complex):
        return complex(value)
    return _named(value)


def _named(value):
    try:
        text = repr(value)[:200]
    except BaseException:
        text = ""
    return ..., "object", type(value).__name__[:100], text
