using Showdown.Sandboxing.Values;

namespace Showdown.Sandboxing;

/// <summary>The testing of one program that defines a function.</summary>
/// <remarks>
/// Each group is to be tested in a process of its own. A process costs more than most tests, so all groups first run in one; only a failure in a later
/// group, which what an earlier group left behind could have caused, has to happen again in a fresh process to count.
/// </remarks>
internal sealed class FunctionTesting(SandboxPool pool, ReferenceOutputs references, FairClock clock, TimeProvider time, FunctionTask task, string program)
{
    private const int ShownChars = 400;

    /// <summary>A host slower than an ordinary one by more than this gets its limits scaled; less is noise.</summary>
    private const double Noise = 1.1;

    /// <summary>Quick tests answer in batches. To name the one that hangs, each gets this much CPU time once more; the verdict stands already.</summary>
    private static readonly TimeSpan _locatingLimit = TimeSpan.FromSeconds(1);

    private IReadOnlyList<Test> _tests = [];
    private TimeSpan _cpu;
    private FailedTest? _wrong;

    public async Task<ProgramResult> TestAsync(CancellationToken cancel)
    {
        var expected = await references.GetAsync(task, cancel);
        _tests = [.. task.Groups.Zip(expected).SelectMany(pair => pair.First.Tests.Select((call, i) => new Test(pair.First, call, pair.Second.Tests[i], i >= pair.Second.FloatsFrom)))];
        for (var start = 0; start < _tests.Count;)
        {
            var result = await RunFairlyAsync(start, cancel);
            if (result.Outcome == CodeOutcome.Passed)
                break;
            var failedAt = start + result.Answered;
            if (_tests[failedAt].Group == _tests[start].Group)
                return await FailureAsync(failedAt, result, cancel);
            while (_tests[start].Group != _tests[failedAt].Group)
                start++;
        }
        return new ProgramResult(CodeOutcome.Passed, $"all {_tests.Count} tests passed") { Groups = [.. task.Groups.Select(Whole)], Cpu = _cpu };
    }

    private static GroupResult Whole(TestGroup group) => new(group.Name, CodeOutcome.Passed, group.Tests.Count, group.Tests.Count);

    private async Task<ProgramResult> FailureAsync(int failedAt, RunResult result, CancellationToken cancel)
    {
        if (result.WithoutAWord)
        {
            var limit = result.Outcome == CodeOutcome.TimedOut ? _locatingLimit : task.Time.Floor;
            var located = await RunAsync(new CallRun(pool, time) { Singly = true }, failedAt, task.Time, _ => limit, cancel);
            if (located.Outcome != CodeOutcome.Passed && _tests[failedAt + located.Answered].Group == _tests[failedAt].Group)
                (failedAt, result) = (failedAt + located.Answered, located);
        }
        var test = _tests[failedAt];
        var before = task.Groups.TakeWhile(group => group != test.Group).ToList();
        var passed = failedAt - before.Sum(group => group.Tests.Count);
        return new ProgramResult(result.Outcome, $"{test.Group.Name} test {passed + 1} of {test.Group.Tests.Count}: {result.Reason}")
        {
            Groups = [.. before.Select(Whole), new GroupResult(test.Group.Name, result.Outcome, passed, test.Group.Tests.Count)],
            Failure = (result.Outcome == CodeOutcome.Wrong ? _wrong : null) ?? Failed(failedAt, got: null),
            Cpu = _cpu,
        };
    }

    private async Task<RunResult> RunFairlyAsync(int start, CancellationToken cancel)
    {
        var result = await RunAsync(new CallRun(pool, time), start, task.Time, i => task.Time.ForTest(_tests[i].Expected.Cpu), cancel);
        if (!result.RanOutOfCpu || await StretchAsync(start + result.Answered, cancel) is not (> Noise and var stretch))
            return result;
        var rule = task.Time.Scaled(stretch);
        return await RunAsync(new CallRun(pool, time), start, rule, i => rule.ForTest(_tests[i].Expected.Cpu), cancel);
    }

    private async Task<RunResult> RunAsync(CallRun run, int start, TimeRule rule, Func<int, TimeSpan> limit, CancellationToken cancel)
    {
        var total = TimeSpan.Zero;
        foreach (var group in _tests.Skip(start).GroupBy(test => test.Group))
        {
            var wholeReference = group.Aggregate(TimeSpan.Zero, (sum, test) => sum + test.Expected.Cpu) * rule.ReferenceFactor;
            total += wholeReference > rule.Total ? wholeReference : rule.Total;
        }
        var result = await run.RunAsync(
            task with { Time = rule },
            program,
            [.. _tests.Skip(start).Select(test => test.Call)],
            i => limit(start + i),
            total,
            (i, answer) => _tests[start + i].Expected.Is(answer) ? default : CompareAsync(start + i, answer, cancel),
            cancel);
        _cpu += result.Cpu;
        return result;
    }

    /// <summary>How much slower things are just now than when the limits were set: the host against an ordinary one, the reference against its own first time.</summary>
    private async Task<double> StretchAsync(int test, CancellationToken cancel)
    {
        var stretch = await clock.SlownessAsync(cancel);
        var then = _tests[test].Expected.Cpu;
        if (then < TimeSpan.FromMilliseconds(50)) // too short to tell anything
            return stretch;
        var (_, now) = await references.AgainAsync(task, _tests[test].Call, cancel);
        return Math.Max(stretch, now / then);
    }

    /// <summary>The bytes differ, so the values are compared by the task's rule.</summary>
    private async ValueTask<Objection?> CompareAsync(int i, Answer answer, CancellationToken cancel)
    {
        var test = _tests[i];
        if (answer.Value is not { } value)
        {
            return test.Expected.Length <= pool.Options.OutputBytes
                ? new Objection(CodeOutcome.OutputLimit, $"an answer of {answer.Length} bytes, where {test.Expected.Length} are expected")
                : throw new SandboxFailedException("The expected value is too long to be compared in any way but by its hash, and that of the answer differs.");
        }
        var got = Decoded(value.Span, test.Expected.Length);
        if (test.Expected.Length <= pool.Options.OutputBytes)
        {
            var expected = test.Expected.Bytes ?? (await references.AgainAsync(task, test.Call, cancel)).Value;
            if (task.Rule.Accepts(new ReturnedValue(Arguments(test), got, MarshalReader.Read(expected.Span), test.FloatsExpected)))
                return null;
        }
        _wrong = Failed(i, PyRepr.Of(got, ShownChars));
        return new Objection(CodeOutcome.Wrong, $"{_wrong.Input} gives {_wrong.Got}, not {_wrong.Expected}");
    }

    /// <summary>What is far longer than the expected value cannot equal it in any encoding; its memory is not spent.</summary>
    private static PyValue Decoded(ReadOnlySpan<byte> value, long expectedLength)
    {
        if (value.Length > 1 << 20 && value.Length > 16 * expectedLength)
            return new PyObject("long", $"{value.Length} bytes");
        try
        {
            return MarshalReader.Read(value);
        }
        catch (FormatException)
        {
            return new PyObject("unknown", $"{value.Length} bytes");
        }
    }

    private FailedTest Failed(int i, string? got)
    {
        var test = _tests[i];
        var input = PyRepr.Cut($"{task.EntryPoint}({string.Join(", ", Arguments(test).Select(a => PyRepr.Of(a, ShownChars)))})", ShownChars);
        var expected = test.Expected.Bytes is { } bytes ? PyRepr.Of(MarshalReader.Read(bytes.Span), ShownChars) : $"<{test.Expected.Length} bytes>";
        var number = 1 + i - task.Groups.TakeWhile(group => group != test.Group).Sum(group => group.Tests.Count);
        return new FailedTest(test.Group.Name, number, input, expected, got);
    }

    private static IReadOnlyList<PyValue> Arguments(Test test) => ((PyTuple)MarshalReader.Read(test.Call.Arguments.Span)).Items;

    private sealed record Test(TestGroup Group, CallTest Call, ExpectedOutput Expected, bool FloatsExpected);
}
