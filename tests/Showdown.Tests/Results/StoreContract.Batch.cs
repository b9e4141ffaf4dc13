using Showdown.Domain;

namespace Showdown.Tests.Results;

/// <content>Rows of one batch share statements and buffers, and nothing else.</content>
public abstract partial class StoreContract
{
    [Fact]
    public async Task ARowOfABatch_HasNothingOfTheOneBefore()
    {
        await PlanAsync();
        var completion = ((Reply.Completed)Right("s1", 1).Reply).Completion;
        var full = Right("s1", 1) with
        {
            Reply = new Reply.Completed(
                completion with
                {
                    Reasoning = "reasoning",
                    ServedModel = "served",
                    Provider = "provider",
                    Usage = new Usage
                    {
                        InputTokens = 1,
                        ReasoningTokens = 2,
                        CachedInputTokens = 3,
                    },
                }
            )
            {
                Discarded = new Usage { InputTokens = 4 },
            },
            Score = Score.Measured(23, "counted") with { Value = 0.5 },
            RequestSha256 = "request",
        };
        var bare = Right("s2", 1) with
        {
            Reply = new Reply.Completed(completion with { Usage = new Usage() }),
            Score = Score.Wrong(null, "nothing"),
            CostUsd = null,
        };
        await _writer.SaveAsync([(full, 1), (bare, 1), (Failed("s3", 1), 1)], Cancel);
        var views = (await Reader.AttemptsAsync(Run, "bench", Cancel).ToListAsync(Cancel)).ToDictionary(v => v.Sample.Id);
        var (first, second, third) = (views["s1"], views["s2"], views["s3"]);
        Assert.Equal(
            ("reasoning", "served", "provider", "request", 23),
            (first.Reasoning, first.ServedModel, first.Provider, first.RequestSha256, first.CountedTokens)
        );
        Assert.Equal(
            (null, null, null, null, null),
            (second.Reasoning, second.ServedModel, second.Provider, second.RequestSha256, second.CountedTokens)
        );
        Assert.Equal((null, null, null, null), (second.Answer, second.Value, second.CostUsd, second.Discarded));
        Assert.Equal(new Usage(), second.Usage);
        Assert.Equal((null, null, null), (third.Text, third.Answer, third.FinishReason));
    }

    [Fact]
    public async Task ATextOfAnyLength_ComesBackWhole()
    {
        await PlanAsync();
        int[] lengths = [0, 100_000, 1, 1364, 1365, 1366, 4095, 4096, 4097, 200_000];
        var completion = ((Reply.Completed)Right("s1", 1).Reply).Completion;
        string Long(int at) => new('ä', lengths[at]);
        await _writer.SaveAsync(
            [.. Enumerable.Range(0, 10).Select(i => (Right($"s{i}", 1) with { Reply = new Reply.Completed(completion with { Text = Long(i) }) }, 1))],
            Cancel
        );
        var texts = (await Reader.AttemptsAsync(Run, "bench", Cancel).ToListAsync(Cancel)).Select(v => v.Text).ToList();
        for (var i = 0; i < 10; i++)
            Assert.True(texts[i] == Long(i), $"{lengths[i]} characters");
    }
}
