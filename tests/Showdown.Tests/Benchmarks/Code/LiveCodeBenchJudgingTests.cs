using System.Text.Json;
using Showdown.Benchmarks.Code;
using Showdown.Sandboxing;
using Showdown.Tests.Sandboxing;

namespace Showdown.Tests.Benchmarks.Code;

/// <summary>Solutions of ours to real problems, right, wrong and too slow, by LiveCodeBench's protocol.</summary>
[Trait("Category", "Slow")]
public sealed class LiveCodeBenchJudgingTests(SandboxFixture fixture)
{
    /// <summary>
    /// The file gives each of its 279 problems the same twelve "private" tests at the end. They are those of a problem that is not even among them,
    /// minimumOperations
    /// (the fewest digits to delete for a multiple of 25): a solution of it passes all twelve, and a program that prints is to answer '"7"' with 1.
    /// </summary>
    private const int TestsOfAnotherProblem = 12;

    /// <summary>
    /// Waiting for a time limit takes time, so only every fifth problem meets a program that is too slow, unless all are asked for.
    /// </summary>
    private static readonly int _slowOneIn = Environment.GetEnvironmentVariable("SHOWDOWN_JUDGE_ALL") is null ? 5 : 1;

    private static readonly Lazy<JsonElement[]?> _rows = new(() =>
    {
        if (Repository.Mirror is null)
            return null;
        using var file = File.OpenRead(Path.Combine(Repository.Mirror, "livecodebench", "rllm-lcb-279-with-private-tests.json"));
        return [.. JsonDocument.Parse(file).RootElement.EnumerateArray()];
    });

    [Fact]
    public void TheLastTwelveTests_AreTheSameForAllProblems() =>
        Assert.Single(
            Rows()
                .Select(row =>
                    string.Join("\n", row.GetProperty("tests").EnumerateArray().Skip(Count(row) - TestsOfAnotherProblem).Select(t => t.GetRawText()))
                )
                .Distinct()
        );

    [Fact]
    public async Task ThoseTwelveTests_AreOfOneProblem_AndJudgeIt()
    {
        var sandbox = await fixture.RequireAsync();
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(RowsFolder(), "rllm-lcb-879-public-tests.json")));
        var row = file
            .RootElement.EnumerateArray()
            .Single(r => r.GetProperty("starter_code").GetString()!.Contains("minimumOperations(self, num: str)", StringComparison.Ordinal));
        var hidden = Rows()[0].GetProperty("tests").EnumerateArray().Skip(Count(Rows()[0]) - TestsOfAnotherProblem).Select(Test);
        var task = new LiveCodeBenchProblem(
            "minimumOperations",
            "minimumOperations",
            [.. row.GetProperty("tests").EnumerateArray().Select(Test), .. hidden]
        ).ToTask();
        const string right = """
            best = len(num) - ('0' in num)
            for tens, ones in ('00', '25', '50', '75'):
                last = num.rfind(ones)
                before = num.rfind(tens, 0, last) if last >= 0 else -1
                if before >= 0: best = min(best, len(num) - before - 2)
            return best
            """;
        await ExpectAsync(sandbox, task, Method("minimumOperations(self, num)", right), CodeOutcome.Passed);
        await ExpectAsync(
            sandbox,
            task,
            Method("minimumOperations(self, num)", right.Replace("('0' in num)", "0", StringComparison.Ordinal)),
            CodeOutcome.Wrong
        );
        await ExpectAsync(
            sandbox,
            task,
            Method("minimumOperations(self, num)", right.Replace("'25', ", "", StringComparison.Ordinal)),
            CodeOutcome.Wrong
        ); // only a hidden test can tell
    }

    [Fact]
    public async Task FunctionalProblems_AreJudgedRight()
    {
        var sandbox = await fixture.RequireAsync();
        foreach (var (i, (method, right, wrong)) in LiveCodeBenchSolutions.Functional.Index())
        {
            var name = method[..method.IndexOf('(', StringComparison.Ordinal)];
            var row = Rows().Single(r => r.GetProperty("starter_code").GetString()!.Contains($"def {name}(", StringComparison.Ordinal));
            var task = new LiveCodeBenchProblem(name, name, Tests(row)).ToTask();
            await ExpectAsync(sandbox, task, Method(method, right), CodeOutcome.Passed);
            await ExpectAsync(sandbox, task, Method(method, wrong), CodeOutcome.Wrong);
            if (i % _slowOneIn == 0)
                await ExpectAsync(
                    sandbox,
                    task with
                    {
                        Time = Short(task),
                    },
                    Method(method, $"for _ in range(10 ** 12): pass\n{right}"),
                    CodeOutcome.TimedOut
                );
        }
    }

    [Fact]
    public async Task ProgramsThatPrint_AreJudgedRight()
    {
        var sandbox = await fixture.RequireAsync();
        foreach (var (i, (statement, right, wrong)) in LiveCodeBenchSolutions.Scripts.Index())
        {
            var row = Rows().First(r => r.GetProperty("problem").GetString()!.StartsWith(statement, StringComparison.Ordinal));
            var task = new LiveCodeBenchProblem(statement, null, Tests(row)).ToTask();
            await ExpectAsync(sandbox, task, right, CodeOutcome.Passed);
            await ExpectAsync(sandbox, task, wrong, CodeOutcome.Wrong);
            if (i % _slowOneIn == 0)
                await ExpectAsync(sandbox, task with { Time = Short(task) }, $"for _ in range(10 ** 12): pass\n{right}", CodeOutcome.TimedOut);
        }
    }

    [Fact]
    public async Task PrivateTests_OfTheOfficialEncoding_AreReadAndJudged()
    {
        var sandbox = await fixture.RequireAsync();
        using var row = JsonDocument.Parse(File.ReadAllText(Path.Combine(RowsFolder(), "encoded-private-tests-one-row.jsonl")));
        var tests = PrivateTests.Read(row.RootElement.GetProperty("private_test_cases").GetString()!);
        Assert.Equal(4, tests.Count);
        var task = new LiveCodeBenchProblem("1873_A", null, tests).ToTask();
        await ExpectAsync(
            sandbox,
            task,
            "for _ in range(int(input())):\n    print('YES' if sum(a != b for a, b in zip(input(), 'abc')) <= 2 else 'NO')",
            CodeOutcome.Passed
        );
        await ExpectAsync(sandbox, task, "for _ in range(int(input())):\n    print('YES')", CodeOutcome.Wrong);
    }

    [Theory]
    [InlineData("gASVBAAAAAAAAACMAFtdlC4=")] // no zlib
    [InlineData(
        "eJxrYJmaz8gABhEZQEZ0tVJmXkFpiZKVgpJhTF5iUnJMnpKOglJ+aQlUNNI1GCJUklpcUlJZkAoSLC5JycxTqtVRQNJuDNWOILAYhCCIMdI0Ji85MQloWjKQSE5KjMlLSgSam5SciG64nz+y2WACJESMJWYY7ibFG8T5KnaK"
    )] // cut off
    [InlineData("eJyLDlCKBQADLAFQ")]
    [InlineData("[{\"input\": 1}]")]
    [InlineData("not base64")]
    public void PrivateTests_OfAnyOtherKind_AreRefused(string field) => Assert.Throws<FormatException>(() => PrivateTests.Read(field));

    [Theory]
    // a pickle that would run a program: its opcodes are not among those that are read
    [InlineData("80049521000000000000008C05706F736978948C0673797374656D9493948C046563686F948594529 42E")]
    [InlineData("8004580100000061580100000062 2E")]
    [InlineData("80048C0161")]
    [InlineData("80042E")]
    [InlineData("80045803000000 61 2E")]
    public void Pickles_OfAnyOtherKind_AreRefused(string hex)
    {
        using var data = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(data, System.IO.Compression.CompressionMode.Compress, leaveOpen: true))
            zlib.Write(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
        Assert.Throws<FormatException>(() => PrivateTests.Read(Convert.ToBase64String(data.ToArray())));
    }

    private static TimeRule Short(CodeTask task) => task.Time with { Floor = TimeSpan.FromMilliseconds(300) };

    private static string Method(string signature, string body) =>
        $"class Solution:\n    def {signature}:\n        {body.Trim().Replace("\n", "\n        ", StringComparison.Ordinal)}\n";

    private static async Task ExpectAsync(CodeSandbox sandbox, CodeTask task, string program, CodeOutcome outcome)
    {
        var result = await sandbox.TestAsync(task, program, TestContext.Current.CancellationToken);
        Assert.True(result.Outcome == outcome, $"{task.Id}: {result.Outcome} in place of {outcome}, {result.Reason}\n{program}");
    }

    private static int Count(JsonElement row) => row.GetProperty("tests").GetArrayLength();

    private static LiveCodeBenchTest[] Tests(JsonElement row) =>
        [.. row.GetProperty("tests").EnumerateArray().Take(Count(row) - TestsOfAnotherProblem).Select(Test)];

    private static LiveCodeBenchTest Test(JsonElement test) => new(test.GetProperty("input").GetString()!, test.GetProperty("output").GetString()!);

    private static string RowsFolder()
    {
        Rows();
        return Path.Combine(Repository.Mirror!, "livecodebench");
    }

    private static JsonElement[] Rows()
    {
        Assert.SkipWhen(_rows.Value is null, "There is no mirror of the datasets: set SHOWDOWN_DATASET_MIRROR.");
        return _rows.Value!;
    }
}
