using Showdown.Sandboxing.Values;

namespace Showdown.Sandboxing;

/// <summary>The judging of one program that defines a function.</summary>
internal sealed class FunctionJudging(SandboxPool pool, ReferenceOutputs references, FairClock clock, TimeProvider time, FunctionTask task, string program)
{
    private const int ShownChars = 400;

    /// <summary>A slower host than this share above an ordinary one gets its limits scaled; less is noise.</summary>
    private const double Noise = 1.1;

    private FailedTest? _failure;

    public async Task<Judgement> JudgeAsync(CancellationToken cancel)
    {
        var expected = await references.GetAsync(task, cancel);
        var groups = new List<GroupJudgement>();
        var cpu = TimeSpan.Zero;
        foreach (var (group, reference) in task.Groups.Zip(expected))
        {
            var result = await RunAsync(group, reference, task.Time, cancel);
            if (result.RanOutOfCpu && await StretchAsync(group, reference, result.Answered, cancel) is var stretch and > Noise)
                result = await RunAsync(group, reference, task.Time.Scaled(stretch), cancel);
            cpu += result.Cpu;
            groups.Add(new GroupJudgement(group.Name, result.Outcome, result.Answered, group.Tests.Count));
            if (result.Outcome == CodeOutcome.Passed)
                continue;
            return new Judgement(result.Outcome, $"{group.Name} test {result.Answered + 1} of {group.Tests.Count}: {result.Reason}")
            {
                Groups = groups,
                Failure = _failure ?? Failed(group, reference, result.Answered, got: null),
                Cpu = cpu,
            };
        }
        return new Judgement(CodeOutcome.Passed, $"all {groups.Sum(g => g.Tests)} tests passed") { Groups = groups, Cpu = cpu };
    }

    private async Task<RunResult> RunAsync(TestGroup group, ReferenceGroup reference, TimeRule rule, CancellationToken cancel)
    {
        if (group.Tests.Count == 0)
            return new RunResult(CodeOutcome.Passed, 0, "", TimeSpan.Zero);
        var wholeReference = reference.Tests.Aggregate(TimeSpan.Zero, (sum, test) => sum + test.Cpu) * rule.ReferenceFactor;
        return await new CallRun(pool, time).RunAsync(
            task with { Time = rule },
            program,
            group.Tests,
            test => rule.ForTest(reference.Tests[test].Cpu),
            wholeReference > rule.Total ? wholeReference : rule.Total,
            (test, value, _) => CheckAsync(group, reference, test, value, cancel),
            cancel);
    }

    /// <summary>How much slower things are just now than when the limits were set: the host against an ordinary one, the reference against its own first time.</summary>
    private async Task<double> StretchAsync(TestGroup group, ReferenceGroup reference, int test, CancellationToken cancel)
    {
        var stretch = await clock.SlownessAsync(cancel);
        var then = reference.Tests[test].Cpu;
        if (then < TimeSpan.FromMilliseconds(50)) // too short to tell anything
            return stretch;
        var (_, now) = await references.AgainAsync(task, group.Tests[test], cancel);
        return Math.Max(stretch, now / then);
    }

    private async Task<string?> CheckAsync(TestGroup group, ReferenceGroup reference, int test, ReadOnlyMemory<byte> value, CancellationToken cancel)
    {
        var expected = reference.Tests[test];
        if (expected.Is(value.Span))
            return null;
        var got = Decoded(value.Span, expected.Length);
        var bytes = expected.Bytes ?? (await references.AgainAsync(task, group.Tests[test], cancel)).Value;
        var arguments = ((PyTuple)MarshalReader.Read(group.Tests[test].Arguments.Span)).Items;
        var right = MarshalReader.Read(bytes.Span);
        if (task.Rule.Accepts(new ReturnedValue(arguments, got, right, test >= reference.FloatsFrom)))
            return null;
        _failure = Failed(group, reference, test, PyRepr.Of(got, ShownChars));
        return $"{_failure.Input} gives {_failure.Got}, not {_failure.Expected}";
    }

    /// <summary>What is far longer than the expected value cannot equal it in any encoding; its memory is not spent.</summary>
    private static PyValue Decoded(ReadOnlySpan<byte> value, int expectedLength)
    {
        if (value.Length > 1 << 20 && value.Length > 16L * expectedLength)
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

    private FailedTest Failed(TestGroup group, ReferenceGroup reference, int test, string? got)
    {
        var arguments = ((PyTuple)MarshalReader.Read(group.Tests[test].Arguments.Span)).Items;
        var input = PyRepr.Cut($"{task.EntryPoint}({string.Join(", ", arguments.Select(a => PyRepr.Of(a, ShownChars)))})", ShownChars);
        var expected = reference.Tests[test];
        return new FailedTest(group.Name, test + 1, input, expected.Bytes is { } bytes ? PyRepr.Of(MarshalReader.Read(bytes.Span), ShownChars) : $"<{expected.Length} bytes>", got);
    }
}
