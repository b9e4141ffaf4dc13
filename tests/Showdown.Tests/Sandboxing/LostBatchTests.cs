using Showdown.Sandboxing;
using static Showdown.Tests.Sandboxing.SandboxFixture;

namespace Showdown.Tests.Sandboxing;

/// <summary>
/// Quick answers come in batches. A program that hangs or dies takes its last batch with it, and its score may not suffer for that.
/// </summary>
[Trait("Category", "Chaos")]
[Trait("Category", "Slow")]
public sealed class LostBatchTests(SandboxFixture fixture)
{
    private static readonly FunctionTask _task = Function() with
    {
        Groups = [Group("base", 0, 5), Group("plus", 100, 30)],
        Reference = "def f(n): return n + 1",
    };

    [Theory]
    //          at which n                              what                                      base    group   test
    [InlineData("n >= 100", "while True: pass", true, "plus", 1)]
    [InlineData("n >= 107", "while True: pass", true, "plus", 8)]
    [InlineData("n == 129", "while True: pass", true, "plus", 30)]
    [InlineData("n == 0", "while True: pass", false, "base", 1)]
    [InlineData("n == 3", "while True: pass", false, "base", 4)]
    [InlineData("n == 4", "while True: pass", false, "base", 5)]
    [InlineData("n >= 100", "import os; os._exit(0)", true, "plus", 1)]
    [InlineData("n >= 115", "import os; os._exit(3)", true, "plus", 16)]
    [InlineData("n == 2", "import os; os._exit(0)", false, "base", 3)]
    [InlineData("n >= 103", "import ctypes; ctypes.string_at(0)", true, "plus", 4)]
    [InlineData("n == 1", "import ctypes; ctypes.string_at(0)", false, "base", 2)]
    [InlineData("n >= 110", "import time; time.sleep(1000)", true, "plus", 11)]
    [InlineData("n == 2", "import time; time.sleep(1000)", false, "base", 3)]
    [InlineData("n >= 102", "10 ** 10 ** 10", true, "plus", 3)]
    [InlineData("n >= 104", "import os; os.close(3)", true, "plus", 5)]
    [InlineData("n >= 101", "import re; re.match('(a*)*b', 'a' * 40)", true, "plus", 2)]
    [InlineData("n >= 100", "raise ValueError(n)", true, "plus", 1)]
    [InlineData("n >= 120", "return 0", true, "plus", 21)]
    [InlineData("n == 3", "raise ValueError(n)", false, "base", 4)]
    [InlineData("n == 4 or n > 100", "return 0", false, "base", 5)]
    public async Task TheTestThatFails_IsTheOneThatIsNamed_AndEarlierGroupsKeepTheirScore(
        string when,
        string what,
        bool isBaseRight,
        string group,
        int test
    )
    {
        var sandbox = await fixture.RequireAsync();
        var result = await sandbox.TestAsync(
            _task,
            $"def f(n):\n    if {when}:\n        {what}\n    return n + 1",
            TestContext.Current.CancellationToken
        );
        Assert.True(result.Passed("base") == isBaseRight, result.Reason);
        Assert.False(result.Passed("plus"));
        Assert.StartsWith($"{group} test {test} of ", result.Reason, StringComparison.Ordinal);
        Assert.Equal((group, test), (result.Failure!.Group, result.Failure.Number));
    }

    [Fact]
    public async Task ATestThatMayTakeLong_IsNotTakenForTheOneThatHangs()
    {
        var sandbox = await fixture.RequireAsync();
        var task = _task with
        {
            Time = new TimeRule { Floor = TimeSpan.FromSeconds(4), Total = TimeSpan.FromSeconds(20) },
        };
        const string program =
            "import time\ndef f(n):\n    end = time.process_time() + (1.5 if n == 2 else 0)\n    while time.process_time() < end: pass\n    while n > 101: pass\n    return n + 1";
        var result = await sandbox.TestAsync(task, program, TestContext.Current.CancellationToken);
        Assert.True(result.Passed("base"), result.Reason);
        Assert.StartsWith("plus test 3 of 30", result.Reason, StringComparison.Ordinal);
    }

    private static TestGroup Group(string name, int first, int count) =>
        new(name, [.. Enumerable.Range(first, count).Select(n => CallTest.Of([Number(n)]))]);
}
