using Showdown.Domain;
using Showdown.Results;
using Showdown.Running;
using Showdown.Statistics.Sequential;
using Showdown.Stopping;
using Showdown.Tests.Statistics;

namespace Showdown.Tests.Running;

/// <summary>Who ends, who goes on, who is needed again: decided from what is stored alone.</summary>
public sealed class StopStandingTests
{
    private static readonly string[] _ids = [.. Enumerable.Range(0, 600).Select(i => $"s{i}")];
    private static readonly SequentialOptions _options = new() { Comparisons = 3 };

    [Theory]
    [InlineData("a b", "", "", "a b")] // both are decided
    [InlineData("a c", "", "", "")] // alike so far: not enough
    [InlineData("a b c", "", "", "b")] // a and c still need each other
    [InlineData("a b c", "c stopped", "", "a b")] // a host is away: nothing more will be known of it
    [InlineData("a c", "c stopped", "", "")] // nothing was compared: the one that is left is asked to its end
    [InlineData("a b", "", "a goes on", "b")]
    [InlineData("a c", "", "a enough, c enough", "a c")]
    [InlineData("a b", "a finished", "", "b")]
    [InlineData("a b", "a ended, b ended", "", "")]
    public void WhoEnds(string models, string states, string wishes, string ends)
    {
        var standing = Standing(models, states, wishes);
        Assert.Equal(ends, string.Join(' ', standing.Ending().Select(e => e.Evaluation.ModelId)));
    }

    [Theory]
    [InlineData("a b", "a ended, b ended", "", "")]
    [InlineData("a c", "a ended, c ended", "", "a c")] // scored anew: no longer sure
    [InlineData("a b c", "a ended, b ended", "", "a")] // c, which was away, is back
    [InlineData("a b c", "a ended, b ended, c stopped", "", "")]
    [InlineData("a b", "a ended, b ended", "a goes on", "a")]
    [InlineData("a c", "a enough, c enough", "a enough, c enough", "")] // a person's word stands
    public void WhoIsNeededAgain(string models, string states, string wishes, string again)
    {
        var standing = Standing(models, states, wishes);
        Assert.Equal(again, string.Join(' ', standing.Reopening().Select(e => e.ModelId)));
    }

    [Fact]
    public void TheNearestVerdict_IsTheMostUrgent()
    {
        var far = Standing("a c", "", "").Urgencies(_ => 1).ToList();
        var near = Standing("a d", "", "").Urgencies(_ => 1).ToList();
        Assert.Equal(["a", "c"], far.Select(u => u.EvaluationId));
        Assert.True(near[0].Urgency > far[0].Urgency, $"{near[0].Urgency} > {far[0].Urgency}");
        var dear = Standing("a d", "", "").Urgencies(e => e.ModelId == "a" ? 1 : 4).ToList();
        Assert.Equal(near[0].Urgency / 2.5, dear[0].Urgency, 9);
        Assert.Equal([0, 0], Standing("a b", "", "").Urgencies(_ => 1).Select(u => u.Urgency)); // decided
    }

    /// <summary>
    /// The whole way of a decision: shards as they are planned, one more for each model in flight, the prefix, the comparison. Equal models are told
    /// apart in at most five of a hundred, and models that differ cost a part.
    /// </summary>
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(0.6, 0.05, 0.0, 1.0)]
    [InlineData(0.8, 1.0, 0.05, 0.3)]
    public void ShardByShard_ThePromisesHold(double skill, double toldApart, double least, double most)
    {
        const int rounds = 200;
        const int samples = 541;
        var random = new Random(23);
        var slices = RunPlanner.StoppingSlices(samples, 30, 10, 400).ToList();
        var (different, asked) = (0, 0.0);
        for (var round = 0; round < rounds; round++)
        {
            var (a, b) = (Answers(skill), Answers(0.6));
            for (var shard = 0; shard < slices.Count; shard++)
            {
                var done = slices[shard].Last + 1;
                var standing = new StopStanding(
                    [Row("a"), Row("b")],
                    [
                        [Until(a, done)],
                        [Until(b, done)],
                    ],
                    new SequentialOptions()
                );
                if (!standing.Ending().Any() && shard < slices.Count - 1)
                    continue;
                var comparison = PairedPrefix.Of(Until(a, done), Until(b, done)).Compare(new SequentialOptions());
                different += comparison.Verdict is Showdown.Statistics.Verdict.Better or Showdown.Statistics.Verdict.Worse ? 1 : 0;
                asked += (double)(slices[Math.Min(shard + 1, slices.Count - 1)].Last + 1) / samples;
                break;
            }
        }

        Band.AssertBetween(skill > 0.6 ? 0.95 : 0, toldApart, different, rounds);
        Assert.InRange(asked / rounds, least, most);

        AskedScore[] Until(bool[] answers, int count) =>
            [.. answers.Select((right, i) => new AskedScore(i, _ids[i], null, i < count, i < count ? (right ? 1 : 0) : null))];

        bool[] Answers(double right) => [.. Enumerable.Range(0, samples).Select(_ => random.NextDouble() < right)];
    }

    /// <summary>
    /// Models by letter: a is always right, b never, c as a but for two questions of eighty, d wrong at six of the first eighty.
    /// </summary>
    private static StopStanding Standing(string models, string states, string wishes)
    {
        var rows = models.Split(' ').Select(m => Row(m, states, wishes)).ToList();
        return new StopStanding(rows, [.. rows.Select(r => (IReadOnlyList<IReadOnlyList<AskedScore>>)[Scores(r.ModelId)])], _options);
    }

    private static AskedScore[] Scores(string model) =>
        [
            .. Enumerable
                .Range(0, 200)
                .Select(i => new AskedScore(
                    i,
                    $"s{i}",
                    null,
                    i < 80,
                    i >= 80
                        ? null
                        : model switch
                        {
                            "a" => 1,
                            "b" => 0,
                            "c" => i is 20 or 50 ? 0 : 1,
                            _ => i % 13 == 3 ? 0 : 1,
                        }
                )),
        ];

    private static EvaluationRow Row(string model, string states = "", string wishes = "") =>
        new()
        {
            Id = model,
            RunId = "run",
            BenchmarkId = "bench",
            ModelId = model,
            DatasetSha256 = "",
            Samples = 200,
            Epochs = 1,
            ScorerVersion = 1,
            Stops = true,
            StoppedReason = states.Contains($"{model} stopped", StringComparison.Ordinal) ? "away" : null,
            FinishedAt = states.Contains($"{model} finished", StringComparison.Ordinal) ? DateTimeOffset.UnixEpoch : null,
            EndedEarly =
                states.Contains($"{model} ended", StringComparison.Ordinal) ? EarlyEnd.Sure
                : states.Contains($"{model} enough", StringComparison.Ordinal) ? EarlyEnd.Enough
                : null,
            Wish =
                wishes.Contains($"{model} goes on", StringComparison.Ordinal) ? StopWish.GoOn
                : wishes.Contains($"{model} enough", StringComparison.Ordinal) ? StopWish.Enough
                : null,
        };
}
