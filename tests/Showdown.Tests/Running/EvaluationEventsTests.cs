using System.Collections.Concurrent;
using System.Diagnostics;
using Showdown.Domain;
using Showdown.Running;

namespace Showdown.Tests.Running;

public sealed class EvaluationEventsTests
{
    public static TheoryData<string, double?, string?> Scores =>
        new()
        {
            { "right", 1, null },
            { "wrong", 0, null },
            { "truncated", 0, null },
            { "partial", 0.25, null },
            { "unscored", null, "unscored" },
        };

    [Theory]
    [MemberData(nameof(Scores))]
    public void AScore_IsAnEventByTheConventions(string outcome, double? value, string? error)
    {
        var score = new Score(Enum.Parse<Outcome>(outcome, ignoreCase: true), "7", "because") { Value = outcome == "partial" ? value : null };
        var span = Assert.Single(Told(score));
        Assert.Equal("evaluate", span.OperationName);
        Assert.Equal(("q7", 2), (span.GetTagItem("showdown.sample.id"), span.GetTagItem("showdown.epoch")));
        var told = Assert.Single(span.Events);
        Assert.Equal("gen_ai.evaluation.result", told.Name);
        var tags = told.Tags.ToDictionary();
        Assert.Equal("gsm8k", tags["gen_ai.evaluation.name"]);
        Assert.Equal("kimi-k2", tags["gen_ai.request.model"]);
        Assert.Equal(outcome, tags["gen_ai.evaluation.score.label"]);
        Assert.Equal("because", tags["gen_ai.evaluation.explanation"]);
        Assert.Equal(value, tags.GetValueOrDefault("gen_ai.evaluation.score.value"));
        Assert.Equal(error, tags.GetValueOrDefault("error.type"));
    }

    [Fact]
    public void AMeasurement_IsNoEvent() => Assert.Empty(Told(Score.Measured(90, "counted")));

    [Theory]
    [InlineData(500)]
    [InlineData(501)]
    public void ALongExplanation_IsCut(int length)
    {
        var told = Assert.Single(Assert.Single(Told(Score.Wrong("8", new string('x', length)))).Events);
        Assert.Equal(new string('x', 500), told.Tags.ToDictionary()["gen_ai.evaluation.explanation"]);
    }

    private static List<Activity> Told(Score score)
    {
        // Other tests give scores meanwhile: only this one's run counts.
        var run = Guid.NewGuid().ToString("N");
        var got = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Showdown",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (Equals(span.GetTagItem("showdown.run.id"), run))
                    got.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(listener);
        EvaluationEvents.Tell($"{run}/gsm8k/kimi-k2", "q7", 2, score);
        return [.. got];
    }
}
