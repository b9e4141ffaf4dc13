using Showdown.Sandboxing.Values;

namespace Showdown.Sandboxing;

/// <summary>The testing of one program that defines a function.</summary>
/// <remarks>
/// Each group is to be tested in a process of its own. A process costs more than most tests, so all groups first run in one; only a failure in a
/// later
/// group, which what an earlier group left behind could have caused, has to happen again in a fresh process to count.
/// </remarks>
internal sealed class FunctionTesting(
    SandboxPool pool,
    ReferenceOutputs references,
    FairClock clock,
    TimeProvider time,
    FunctionTask task,
    string program
)
{
    private const int ShownChars = 400;

    /// <summary>All runs of a program together may take this many times what its tests may, in processor time and in time that it waits.</summary>
    private const double CeilingOfTotals = 1.5;

    private const long StepsOfComparison = 1_000_000;
    private const long StepsForEachByte = 16;

    /// <summary>A host slower than an ordinary one by more than this gets its limits scaled; less is noise.</summary>
    private const double Noise = 1.1;

    /// <summary>
    /// Quick tests answer in batches. To name the one that hangs, each gets this much CPU time once more; the verdict stands already.
    /// </summary>
    private static readonly TimeSpan _locatingLimit = TimeSpan.FromSeconds(1);

    private IReadOnlyList<Test> _tests = [];
    private int _answerBytes;
    private TimeSpan _cpu;
    private TimeSpan _busy; // with the time that it waited
    private FailedTest? _wrong;

    public async Task<ProgramResult> TestAsync(CancellationToken cancel)
    {
        var expected = await references.GetAsync(task, cancel);
        _tests = [.. task.Groups.Zip(expected).SelectMany(pair => Tests(pair.First, pair.Second))];
        _answerBytes = AnswerBytes();
        var singly = false;
        for (var start = 0; start < _tests.Count; )
        {
            var result = await RunFairlyAsync(start, singly, cancel);
            if (result.Outcome == CodeOutcome.Passed)
                break;
            var failedAt = start + result.Answered;
            if (result.WithoutAWord && !singly)
                (failedAt, result) = await LocateAsync(start, failedAt, result, cancel);
            if (_tests[failedAt].Group == _tests[start].Group)
                return Failure(failedAt, result);
            while (_tests[start].Group != _tests[failedAt].Group)
                start++;
            singly = result.WithoutAWord;
        }
        return new ProgramResult(CodeOutcome.Passed, $"all {_tests.Count} tests passed") { Groups = [.. task.Groups.Select(Whole)], Cpu = _cpu };
    }

    private static IEnumerable<Test> Tests(TestGroup group, ReferenceGroup expected) =>
        group.Tests.Select((call, i) => new Test(group, call, expected.Tests[i], i >= expected.FloatsFrom));

    private static GroupResult Whole(TestGroup group) => new(group.Name, CodeOutcome.Passed, group.Tests.Count, group.Tests.Count);

    /// <summary>What is longer than any encoding of what is expected need not be read: its hash tells that it differs.</summary>
    private int AnswerBytes()
    {
        const int AtLeast = 1 << 20,
            TimesExpected = 16;
        var longest = _tests.Select(test => test.Expected.Length).DefaultIfEmpty().Max();
        return (int)Math.Min(pool.Options.OutputBytes, Math.Max(AtLeast, TimesExpected * longest));
    }

    /// <summary>
    /// Finds out at which test a run ended that said nothing of it: answers to quick tests come in batches, and the last batch was lost.
    /// </summary>
    private async Task<(int FailedAt, RunResult Result)> LocateAsync(int start, int firstUnanswered, RunResult result, CancellationToken cancel)
    {
        // All tests of a batch but the one sought take a few hundredths of a second together.
        TimeSpan Limit(int test) =>
            test >= firstUnanswered && result.Outcome == CodeOutcome.TimedOut ? _locatingLimit : task.Time.ForTest(_tests[test].Expected.Cpu);
        var located = await RunAsync(start, singly: true, task.Time, Limit, cancel);
        var failedAt = start + located.Answered;
        return located.Outcome == CodeOutcome.Passed || failedAt < firstUnanswered ? (firstUnanswered, result) : (failedAt, located);
    }

    private ProgramResult Failure(int failedAt, RunResult result)
    {
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

    private async Task<RunResult> RunFairlyAsync(int start, bool singly, CancellationToken cancel)
    {
        var result = await RunAsync(start, singly, task.Time, i => task.Time.ForTest(_tests[i].Expected.Cpu), cancel);
        if (!result.RanOutOfCpu || await StretchAsync(start + result.Answered, cancel) is not (> Noise and var stretch))
            return result;
        var rule = task.Time.Scaled(stretch);
        return await RunAsync(start, singly, rule, i => rule.ForTest(_tests[i].Expected.Cpu), cancel);
    }

    private async Task<RunResult> RunAsync(int start, bool singly, TimeRule rule, Func<int, TimeSpan> limit, CancellationToken cancel)
    {
        var total = _tests.Skip(start).GroupBy(test => test.Group).Aggregate(TimeSpan.Zero, (sum, group) => sum + Total(group, rule));
        var left = CeilingOfTotals * _tests.GroupBy(test => test.Group).Aggregate(TimeSpan.Zero, (sum, group) => sum + Total(group, rule)) - _busy;
        if (left < total)
            total = left > _locatingLimit ? left : _locatingLimit;
        var result = await new CallRun(pool, time) { Singly = singly, AnswerBytes = _answerBytes }.RunAsync(
            task with
            {
                Time = rule,
            },
            program,
            [.. _tests.Skip(start).Select(test => test.Call)],
            i => limit(start + i),
            total,
            (i, answer) => _tests[start + i].Expected.Is(answer) ? default : CompareAsync(start + i, answer, cancel),
            cancel
        );
        _cpu += result.Cpu;
        _busy += result.Cpu + result.Idle;
        return result;
    }

    private static TimeSpan Total(IEnumerable<Test> group, TimeRule rule)
    {
        var wholeReference = group.Aggregate(TimeSpan.Zero, (sum, test) => sum + test.Expected.Cpu) * rule.ReferenceFactor;
        return wholeReference > rule.Total ? wholeReference : rule.Total;
    }

    /// <summary>
    /// How much slower things are just now than when the limits were set: the host against an ordinary one, the reference against its own first
    /// time.
    /// </summary>
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
            return test.Expected.Length <= _answerBytes
                ? new Objection(CodeOutcome.OutputLimit, $"an answer of {answer.Length} bytes, where {test.Expected.Length} are expected")
                : throw new SandboxFailedException("The expected value is too long to be compared but by its hash, and that of the answer differs.");
        }
        PyValue got = new PyObject("unknown", $"{value.Length} bytes");
        if (test.Expected.Length <= _answerBytes)
        {
            var expected = test.Expected.Bytes ?? test.Call.Expected ?? (await references.AgainAsync(task, test.Call, cancel)).Value;
            var equality = new PyEquality(StepsOfComparison + StepsForEachByte * (value.Length + expected.Length), cancel);
            try
            {
                got = MarshalReader.Read(value.Span, equality);
                var right = MarshalReader.Read(expected.Span, equality);
                var returned = new ReturnedValue(Arguments(test), got, right, test.FloatsExpected) { Equality = equality };
                if (task.Rule.Accepts(returned))
                    return null;
            }
            catch (Exception e) when (e is FormatException or BudgetSpentException)
            {
                // No plain value, or one made to be slow to compare: neither equals anything.
            }
        }
        _wrong = Failed(i, PyRepr.Of(got, ShownChars));
        return new Objection(CodeOutcome.Wrong, $"{_wrong.Input} gives {_wrong.Got}, not {_wrong.Expected}");
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
