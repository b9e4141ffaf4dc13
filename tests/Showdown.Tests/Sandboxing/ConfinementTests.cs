using Showdown.Sandboxing;
using static Showdown.Tests.Sandboxing.SandboxFixture;

namespace Showdown.Tests.Sandboxing;

/// <summary>What a program cannot do. Each program returns what it managed; nothing is the right answer.</summary>
[Trait("Category", "Chaos")]
[Trait("Category", "Slow")]
public sealed class ConfinementTests(SandboxFixture fixture)
{
    [Theory]
    [InlineData(
        "network",
        "import socket\ndef f(x):\n    return try_all(lambda: socket.create_connection(('127.0.0.1', 80)), lambda: socket.socket(socket.AF_UNIX), lambda: socket.socket(socket.AF_NETLINK, socket.SOCK_RAW), lambda: socket.getaddrinfo('example.com', 80))"
    )]
    [InlineData(
        "processes",
        "import os, subprocess\ndef f(x):\n    return try_all(os.fork, os.forkpty, lambda: subprocess.run(['true']), lambda: os.system('true') == 0 or 1 / 0, lambda: os.execv('/usr/bin/true', ['true']), lambda: os.posix_spawn('/usr/bin/true', ['true'], {}), lambda: os.pidfd_open(1))"
    )]
    [InlineData(
        "files",
        "import os\ndef f(x):\n    return try_all(lambda: open('/usr/x', 'w'), lambda: open('/x', 'w'), lambda: os.mkdir('/run/x'), lambda: open('/dev/x', 'w'), lambda: os.stat('/proc/self'), lambda: os.stat('/run/showdown/host.sock'), lambda: os.stat('/etc/passwd'), lambda: os.stat('/home'), lambda: os.stat('/sys'))"
    )]
    [InlineData(
        "names",
        "import os\ndef f(x):\n    return [k for k in os.environ if k not in ('PYTHONHASHSEED', 'LANG', 'HOME', 'PATH', 'PWD', 'OPENBLAS_NUM_THREADS', 'OMP_NUM_THREADS')] + ([] if (os.getpid(), os.getppid()) == (1, 0) else ['pid'])"
    )]
    [InlineData(
        "system calls",
        """
            import ctypes, platform
            libc = ctypes.CDLL(None, use_errno=True)
            x86 = {'fork': 57, 'vfork': 58, 'clone': 56, 'execve': 59, 'ptrace': 101, 'socket': 41, 'unshare': 272, 'setns': 308, 'mount': 165, 'umount2': 166, 'chroot': 161, 'memfd_create': 319,
                'shmget': 29, 'bpf': 321, 'perf_event_open': 298, 'userfaultfd': 323, 'io_uring_setup': 425, 'keyctl': 250, 'add_key': 248, 'process_vm_readv': 310, 'pidfd_open': 434, 'clone3': 435, 'personality': 135}
            def f(x):
                if platform.machine() != 'x86_64': return []
                done = []
                for name, number in x86.items():
                    ctypes.set_errno(0)
                    if libc.syscall(number, 0, 0, 0, 0, 0) != -1 or ctypes.get_errno() not in (1, 38): done.append(name)
                return done
            """
    )]
    [InlineData(
        "capabilities",
        """
            import ctypes
            libc = ctypes.CDLL(None, use_errno=True)
            def f(x):
                header, data = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
                libc.capget(header, data)
                return [hex(v) for v in data if v]
            """
    )]
    [InlineData(
        "disk",
        """
            def f(x):
                written = 0
                for n in range(100000):
                    try:
                        with open('/tmp/%d' % n, 'wb') as file: written += file.write(b'x' * 1000000)
                    except OSError: break
                return [written] if written > 70000000 else []
            """
    )]
    [InlineData(
        "shared memory",
        "from multiprocessing import shared_memory\ndef f(x): return try_all(lambda: shared_memory.SharedMemory(create=True, size=1 << 20))"
    )]
    [InlineData(
        "limits",
        "import resource\ndef f(x):\n    resource.setrlimit(resource.RLIMIT_AS, (-1, -1))\n    return [] if resource.getrlimit(resource.RLIMIT_AS)[0] == 384 << 20 else ['raised']"
    )]
    public async Task AProgramIsConfined(string what, string program)
    {
        const string tryAll = """
            def try_all(*attempts):
                done = []
                for number, attempt in enumerate(attempts):
                    try:
                        attempt()
                        done.append(number)
                    except (OSError, ArithmeticError, ImportError):
                        pass
                return done

            """;
        var sandbox = await fixture.RequireAsync();
        var result = await sandbox.TestAsync(
            Function((Number(1), new Showdown.Sandboxing.Values.PyList([]))),
            tryAll + program,
            TestContext.Current.CancellationToken
        );
        Assert.True(result.Outcome == CodeOutcome.Passed, $"{what}: {result.Reason}");
    }

    [Theory]
    [InlineData("import threading, time\ndef f(x):\n    while True: threading.Thread(target=time.sleep, args=(100,), daemon=True).start()")]
    [InlineData(
        "import threading, time\nthreading.stack_size(32768)\ndef f(x):\n    while True: threading.Thread(target=time.sleep, args=(100,), daemon=True).start()"
    )]
    [InlineData("def f(x):\n    files = []\n    while True: files.append(open('/dev/zero'))")]
    [InlineData("import mmap\ndef f(x):\n    maps = []\n    while True: maps.append(mmap.mmap(-1, 1 << 26))")]
    [InlineData("import os\ndef f(x):\n    n = 0\n    while True:\n        os.mkdir('/tmp/%d' % n)\n        n += 1")]
    [InlineData("def f(x): return 10 ** 10 ** 10")]
    [InlineData("def f(x): return '%1000000000000d' % 1")]
    [InlineData("import re\ndef f(x): return re.match('(a+)+$', 'a' * 60 + 'b')")]
    public async Task Greed_EndsAtALimit(string program)
    {
        var sandbox = await fixture.RequireAsync();
        var result = await sandbox.TestAsync(Function((Number(1), Number(1))), program, TestContext.Current.CancellationToken);
        Assert.True(result.Outcome is CodeOutcome.Crashed or CodeOutcome.TimedOut or CodeOutcome.OutOfMemory, $"{result.Outcome}: {result.Reason}");
    }

    [Fact]
    public async Task CancellingEndsTheProgram()
    {
        var sandbox = await fixture.RequireAsync();
        var task = Function((Number(1), Number(1))) with { Time = new TimeRule { Floor = TimeSpan.FromSeconds(60) } };
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sandbox.TestAsync(task, "def f(x):\n    while True: pass", cancel.Token));
        Assert.Equal(
            CodeOutcome.Passed,
            (await sandbox.TestAsync(Function((Number(1), Number(1))), "def f(x): return x", TestContext.Current.CancellationToken)).Outcome
        );
    }
}
