using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Running;

/// <content>How a run ends that lacks something.</content>
public abstract partial class RunningContract
{
    [Fact]
    public async Task ARunWhoseDataWasLeftOut_IsIncomplete_AndSaysWhichBenchmarks()
    {
        var elsewhere = _at.Benchmark with { Id = "elsewhere", Sources = [_at.Benchmark.Sources[0] with { File = "no-such-file.jsonl" }] };
        var settings = _at.Settings(j =>
            j with
            {
                Benchmarks = [new JobBenchmark("elsewhere"), new JobBenchmark("bench")],
                MissingData = MissingData.Skip,
            }
        );
        var run = await _at.PlanAsync(settings with { Benchmarks = [elsewhere, _at.Benchmark] });
        await _at.AskAsync(run);
        Assert.Equal((RunStatus.Incomplete, "left out because the data cannot be had: elsewhere"), await EndAsync(run));
    }

    [Fact]
    public async Task AReasonThatStoppedSeveralEvaluations_IsToldOnce()
    {
        var run = await _at.PlanAsync(TwoByTwo());
        Assert.Equal(2, (await _at.Finisher.StopModelAsync(run, "model", "the key is refused", Cancel)).Count);
        Assert.Equal(2, (await _at.Finisher.StopModelAsync(run, "second", "the host is down", Cancel)).Count);
        await _at.Finisher.FinishRunAsync(run, Cancel);
        Assert.Equal((RunStatus.Incomplete, "the key is refused; the host is down; 80 missing"), await EndAsync(run));
    }

    [Fact]
    public async Task AHostThatRefusesTools_IsAskedNothingThatOffersSome_AndTheRest()
    {
        _at.Write(
            "calls/data.jsonl",
            """{"id": "s", "q": "1 + 2?", "a": [{"add": {"a": [1]}}], "f": [{"name": "add", "description": "Adds.", "parameters": {"type": "dict", "properties": {"a": {"type": "integer"}}, "required": ["a"]}}]}"""
                + "\n"
        );
        var calls = _at.Benchmark with
        {
            Id = "calls",
            Folder = Path.GetDirectoryName(_at.Write("calls/benchmark.yaml", ""))!,
            Scorer = new ScorerSettings("bfcl"),
            Sources =
            [
                _at.Benchmark.Sources[0] with
                {
                    Map = new Dictionary<string, string>
                    {
                        ["id"] = "id",
                        ["input"] = "q",
                        ["target"] = "a | json",
                        ["functions"] = "f | json",
                        ["category"] = "=simple_python",
                        ["tools"] = "f | functions:bfcl-tools",
                    },
                },
            ],
        };
        var settings = TwoByTwo(job => job with { Benchmarks = [new JobBenchmark("bench"), new JobBenchmark("calls")] });
        var run = await _at.PlanAsync(settings with { Benchmarks = [_at.Benchmark, calls] });
        Assert.Equal([new EvaluationKey("calls", "second").IdIn(run)], await _at.Finisher.StopToolsAsync(run, "second", "no tools here", Cancel));
        Assert.Equal(
            [("calls", "second", "no tools here")],
            (await _at.Reader.EvaluationsAsync(run, Cancel))
                .Where(e => e.StoppedReason is not null)
                .Select(e => (e.BenchmarkId, e.ModelId, e.StoppedReason!))
        );
        Assert.Empty(await _at.Finisher.StopToolsAsync(run, "second", "no tools here", Cancel));
    }

    private async Task<(RunStatus, string?)> EndAsync(string run) =>
        await _at.Reader.RunAsync(run, Cancel) is { } row ? (row.Status, row.Reason) : default;
}
