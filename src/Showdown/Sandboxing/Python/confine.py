"""What keeps untrusted code in: namespaces, capabilities, limits and a filter of system calls, through libc alone."""
import ctypes
import os
import platform
import resource
import struct

CLONE_NEWNS = 0x00020000
CLONE_NEWPID = 0x20000000
_MS_NOSUID_NODEV = 2 | 4
_MS_REC_PRIVATE = 0x4000 | 1 << 18
_MNT_DETACH = 2
_PR_SET_DUMPABLE, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS, _PR_CAP_AMBIENT = 4, 22, 38, 47

_libc = ctypes.CDLL(None, use_errno=True)

# os.fork runs hooks (reseeding, thread tables) that touch 200 pages more in the child, each a page fault, and none of them is wanted.
fork = ctypes.PyDLL(None).fork


def _call(name, *arguments):
    if getattr(_libc, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, name + ": " + os.strerror(number))


def unshare(flags):
    _call("unshare", flags)


def enter(namespace, kind):
    _call("setns", namespace, kind)


def keep_mounts_private():
    _call("mount", b"none", b"/", None, ctypes.c_ulong(_MS_REC_PRIVATE), None)


def mount_memory(path, size_bytes):
    options = "size=%d,nr_inodes=4096,mode=0700" % size_bytes
    _call("mount", b"tmpfs", path.encode(), b"tmpfs", ctypes.c_ulong(_MS_NOSUID_NODEV), options.encode())


def unmount(path):
    _call("umount2", path.encode(), _MNT_DETACH)


def hide_memory():
    """No other process may trace this one or look into its memory and descriptors."""
    _call("prctl", _PR_SET_DUMPABLE, 0, 0, 0, 0)


def drop_capabilities():
    _call("prctl", _PR_CAP_AMBIENT, 4, 0, 0, 0)  # clear all
    header = struct.pack("<Ii", 0x20080522, 0)
    _call("capset", header, bytes(24))


def limit(memory_bytes, cpu_seconds, file_bytes, threads):
    def bound(kind, value, hard=None):
        resource.setrlimit(kind, (value, hard or value))

    bound(resource.RLIMIT_AS, memory_bytes)
    bound(resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1)
    bound(resource.RLIMIT_FSIZE, file_bytes)
    bound(resource.RLIMIT_NOFILE, 64)
    bound(resource.RLIMIT_NPROC, 4 * threads)
    # Deep recursion is what many right answers do. The gap below the stack that the kernel keeps free is 128 MiB.
    bound(resource.RLIMIT_STACK, 120 << 20)
    bound(resource.RLIMIT_CORE, 0)
    bound(resource.RLIMIT_MSGQUEUE, 0)


# One process with threads is all that a program gets: no other process, no other program, no socket, no memory that the
# limits do not see, none of the doors through which kernels have been broken. Numbers: x86_64, aarch64; None: not there.
_DENIED = {
    "fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "kcmp": (312, 272),
    "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424),
    "socket": (41, 198), "memfd_create": (319, 279), "memfd_secret": (447, 447), "shmget": (29, 194), "shmat": (30, 196),
    "msgget": (68, 186), "semget": (64, 190), "mq_open": (240, 180), "io_uring_setup": (425, 425), "bpf": (321, 280),
    "perf_event_open": (298, 241), "userfaultfd": (323, 282), "add_key": (248, 217), "request_key": (249, 218),
    "keyctl": (250, 219), "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39),
    "pivot_root": (155, 41), "chroot": (161, 51), "fsopen": (430, 430), "open_tree": (428, 428), "move_mount": (429, 429),
    "mount_setattr": (442, 442), "open_by_handle_at": (304, 265), "personality": (135, 92), "quotactl": (179, 60),
    "inotify_init": (253, None), "inotify_init1": (294, 26), "fanotify_init": (300, 262),
}
_CLONE, _CLONE3, _SETRLIMIT, _PRLIMIT = (56, 220), (435, 435), (160, 164), (302, 261)
_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}

_ALLOW, _KILL, _EPERM, _ENOSYS, _PRETEND = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026, 0x00050000
_LOAD, _EQUAL, _ABOVE, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_CLONE_THREAD = 0x00010000


def _filter(machine):
    column, architecture = _MACHINES[machine]
    code = []

    def say(operation, value, if_true=0, if_false=0):
        code.append(struct.pack("<HBBI", operation, if_true, if_false, value))

    say(_LOAD, 4)
    say(_EQUAL, architecture, 1)
    say(_RETURN, _KILL)
    say(_LOAD, 0)
    if machine == "x86_64":  # the x32 calls
        say(_ABOVE, 0x40000000, 0, 1)
        say(_RETURN, _KILL)
    answers = [(numbers[column], _EPERM) for numbers in _DENIED.values() if numbers[column] is not None]
    # libc falls back from clone3, whose flags no filter can read, to clone. Programs that raise their own limits go on as if they had.
    answers += [(_CLONE3[column], _ENOSYS), (_SETRLIMIT[column], _PRETEND)]
    for number, answer in answers:
        say(_EQUAL, number, 0, 1)
        say(_RETURN, answer)
    say(_EQUAL, _CLONE[column], 0, 4)
    say(_LOAD, 16)
    say(_ANY_BIT, _CLONE_THREAD, 1)
    say(_RETURN, _EPERM)
    say(_RETURN, _ALLOW)
    say(_EQUAL, _PRLIMIT[column], 0, 5)  # reading a limit is fine
    say(_LOAD, 32)
    say(_EQUAL, 0, 0, 2)
    say(_LOAD, 36)
    say(_EQUAL, 0, 1)
    say(_RETURN, _PRETEND)
    say(_RETURN, _ALLOW)
    return b"".join(code)


def knows(machine):
    return machine in _MACHINES


def filter_system_calls():
    _call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _call("prctl", _PR_SET_SECCOMP, 2, _program, 0, 0)


if knows(platform.machine()):
    _code = ctypes.create_string_buffer(_filter(platform.machine()))
    _program = struct.pack("HxxxxxxP", (len(_code) - 1) // 8, ctypes.addressof(_code))
