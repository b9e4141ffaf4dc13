using System.Text.Json;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Tests.Results;

/// <content>The figures of an evaluation: what each attempt adds to which of them.</content>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Figures_AreMadeOfWhatEachAttemptKnows()
    {
        await PlanAsync();
        var usual = new Usage
        {
            InputTokens = 100,
            OutputTokens = 11,
            ReasoningTokens = 5,
            CachedInputTokens = 40,
            CostUsd = 0.25m,
        };
        var counted = new Usage
        {
            InputTokens = 50,
            OutputTokens = 41,
            Estimated = true,
            Implausible = true,
        };
        var onePiece = new Usage { OutputTokens = 2, CostUsd = 0.5m };
        var origin = Made("s6", usual, Times(3, 1, 2, 9)) with { ReusedFrom = "the origin", CostUsd = 7 };
        await _writer.SaveAsync(
            [
                (Made("s1", usual, Times(0, 1, 2, 3), served: "served b") with { CostUsd = 0.5m }, 1),
                (Made("s2", counted, Times(-10, 0.5, null, 4.5, tries: 3), served: "served a") with { CostUsd = 0.125m }, 1),
                (Made("s3", onePiece, Times(1, 2, 2, 2)) with { CostUsd = 0.0625m }, 1),
                (Made("s4", new Usage { InputTokens = 1000 }, Timings.Unknown(_now, null)) with { CostUsd = 0 }, 1),
                (Failed("s5", 1) with { CostUsd = 0.25m }, 1),
                (Failed("s5", 2), 1),
                (origin, 1),
            ],
            Cancel
        );
        await new AttemptStore(_database).AddUnkeptAsync(Evaluation, new Usage { InputTokens = 3 }, 1, Cancel);
        AssertSame(
            new EvaluationFigures
            {
                FirstTokenSeconds = [0.5, 1, 2], // in the order in which they were sent
                FirstAnswerTokenSeconds = [2, 2],
                OutputTokensPerSecond = [10, 5],
                DurationSeconds = [4.5, 3, 2],
                DurationNumbers = [_numbers["s2"], _numbers["s1"], _numbers["s3"]],
                InFlight = 4 / 3.0,
                Retried = 1,
                OnePiece = 1,
                InputTokens = 1150,
                OutputTokens = 54,
                ReasoningTokens = 5,
                CachedInputTokens = 40,
                CostUsd = 1.9375m,
                HostCost = new HostCost
                {
                    Usd = 0.75m,
                    Attempts = 2,
                    InputTokens = 100,
                    CachedInputTokens = 40,
                    OutputTokens = 13,
                    ReasoningTokens = 5,
                },
                Tries = 15,
                Failures = new Dictionary<FailureKind, int> { [FailureKind.RateLimited] = 2 },
                ServedModels = ["served a", "served b"],
                SystemFingerprints = ["the fingerprint"],
                EstimatedUsage = 1,
                ImplausibleUsage = 1,
                Providers = ["the provider"],
                Reused = 1,
                ReusedFrom = ["the origin"],
            },
            await Reader.FiguresAsync(Evaluation, Cancel)
        );
    }

    [Fact]
    public async Task Figures_KnowNoCost_WhereOneAttemptsIsUnknown_OrNothingWasAsked()
    {
        await PlanAsync();
        Assert.Null((await Reader.FiguresAsync(Evaluation, Cancel)).CostUsd);
        Assert.Null((await Reader.FiguresAsync(Evaluation, Cancel)).InFlight);
        await _writer.SaveAsync([(Failed("s1", 1), 1)], Cancel);
        Assert.Null((await Reader.FiguresAsync(Evaluation, Cancel)).CostUsd);
        await _writer.SaveAsync([(Failed("s2", 1) with { CostUsd = 0.25m }, 1)], Cancel);
        Assert.Equal(0.25m, (await Reader.FiguresAsync(Evaluation, Cancel)).CostUsd);
        await _writer.SaveAsync([(Made("s3", new Usage(), Times(0, null, null, 1)) with { CostUsd = 0 }, 1)], Cancel);
        Assert.Equal(0.25m, (await Reader.FiguresAsync(Evaluation, Cancel)).CostUsd);
        await _writer.SaveAsync([(Made("s4", new Usage(), Times(0, null, null, 1)), 1)], Cancel);
        var figures = await Reader.FiguresAsync(Evaluation, Cancel);
        Assert.Equal((null, null, 0), (figures.CostUsd, figures.HostCost, figures.OnePiece));
    }

    /// <summary>Where speed is what is measured, what is asked after a pause stands apart: the host may have had to load the model.</summary>
    [Fact]
    public async Task Figures_OfAMeasurement_CountOurTokens_AndLeaveColdStartsOut()
    {
        await CreateRunAsync();
        await new SampleStore(_database).EnsureAsync("hash", Samples(), Cancel);
        await new PlanStore(_database).PlanAsync(Run, Settings(), [Planned() with { ScorerKind = ScorerKind.Measurement }], _now, Cancel);
        _numbers = (await new SampleStore(_database).AskedAsync(Evaluation, 0, 9, Cancel)).ToDictionary(a => a.Sample.Id, a => a.Number);
        var score = Score.Measured(23, "counted");
        var usage = new Usage { OutputTokens = 1000 };
        await _writer.SaveAsync(
            [
                (Made("s1", usage, Times(0, 4, 4, 15), score), 1),
                (Made("s2", usage, Times(20, 3, 3, 14), score), 1),
                (Made("s3", usage, Times(400, null, null, 16), score), 1),
                (Made("s4", usage, Times(420, 2, 2, 13), score), 1),
            ],
            Cancel
        );
        var figures = await Reader.FiguresAsync(Evaluation, Cancel);
        Assert.Equal([3.0, 2.0], figures.FirstTokenSeconds);
        Assert.Equal([2.0, 2.0], figures.OutputTokensPerSecond);
        Assert.Equal([_numbers["s2"], _numbers["s4"]], figures.DurationNumbers);
        Assert.Equal([4.0, 16.0], figures.ColdStartSeconds); // where nothing streamed, all of it
        Assert.Equal(1.0, figures.InFlight);
    }

    private static Timings Times(double sent, double? first, double? answer, double duration, int tries = 1) =>
        new()
        {
            StartedAt = _now.AddSeconds(sent),
            FirstToken = first is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            FirstAnswerToken = answer is { } later ? TimeSpan.FromSeconds(later) : null,
            Duration = TimeSpan.FromSeconds(duration),
            Tries = tries,
        };

    private Attempt Made(string sample, Usage usage, Timings timings, Score? score = null, string? served = null) =>
        new(
            Key(sample, 1),
            new Reply.Completed(
                new Completion
                {
                    Text = "text",
                    FinishReason = FinishReason.Stop,
                    Usage = usage,
                    Timings = timings,
                    ServedModel = served,
                    SystemFingerprint = served is null ? null : "the fingerprint",
                    Provider = served is null ? null : "the provider",
                }
            ),
            score ?? Score.Right("42", "why")
        );

    private static void AssertSame(EvaluationFigures expected, EvaluationFigures found) =>
        Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(found));
}
