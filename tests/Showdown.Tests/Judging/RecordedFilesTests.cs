using System.Text.Json;
using Showdown.Domain;
using Showdown.Judging.Recorded;

namespace Showdown.Tests.Judging;

/// <summary>Files of recorded verdicts, each figure worked out by hand.</summary>
public sealed class RecordedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LlmBar_CountsNoWinnerAsWrong_AndTwoMissingOnesAsAgreeing()
    {
        var rows = new (int Label, string? InOrder, string? Swapped)[] { (1, "1", "1"), (2, "2", "1"), (1, null, null), (2, "2", "2") };
        var file = Write(
            "result.json",
            JsonSerializer.Serialize(
                rows.Select(r => new
                {
                    label = r.Label,
                    results = new object[]
                    {
                        new[] { "what was written before", "stop" },
                        new Dictionary<string, object>
                        {
                            ["swap = False"] = new { winner = r.InOrder },
                            ["swap = True"] = new { winner = r.Swapped },
                        },
                    },
                })
            )
        );

        var all = Assert.Single((await ReadAsync(file)).Groups);

        Assert.Equal(
            [("correct_in_order", 3L), ("correct_swapped", 2L), ("accuracy", 5L), ("both_right", 2L), ("agreement", 3L)],
            all.Figures.Select(f => (f.Name, f.Count!.Value))
        );
        Assert.Equal((0.625, 0.75), (all.Figures[2].Value, all.Figures[4].Value));
    }

    [Fact]
    public async Task JudgeBench_AddsUpBothVerdicts()
    {
        // In order the label, swapped the same, a tie, the reverse, nothing; then the reverse twice.
        var rows = new (string?, string?)[] { ("A>B", "B>A"), ("A>B", "A=B"), ("A>B", "A>B"), (null, null), ("B>A", "A>B") };
        var file = Write(
            "outputs.jsonl",
            string.Join(
                '\n',
                rows.Select(r => $$"""{"pair_id": "p", "source": "mmlu-pro", "label": "A>B", "judgments": [{{Said(r.Item1)}}, {{Said(r.Item2)}}]}""")
            )
        );

        var all = Assert.Single((await ReadAsync(file)).Groups);

        Assert.Equal(
            [("accuracy", 2L), ("reversed", 1L), ("undecided", 2L), ("both_right", 1L), ("inconsistent", 2L), ("missing", 1L)],
            all.Figures.Select(f => (f.Name, f.Count!.Value))
        );

        static string Said(string? decision) => decision is null ? "null" : $$"""{"decision": "{{decision}}"}""";
    }

    [Fact]
    public async Task MtBench_WantsBothGames_AndLeavesErrorsOut()
    {
        var rows = new[] { ("model_1", "model_1"), ("model_1", "model_2"), ("tie", "tie"), ("model_2", "model_2"), ("error", "model_1") };
        var file = Write(
            "gpt-4_pair.jsonl",
            string.Join('\n', rows.Select(r => $$"""{"model_1": "a", "model_2": "b", "g1_winner": "{{r.Item1}}", "g2_winner": "{{r.Item2}}"}"""))
        );

        var read = await ReadAsync(file);

        Assert.Equal("mt-bench-pair", read.Format);
        Assert.Equal([0.5, 0.25, 0.25, 0.5], read.Groups.Single(g => g.Name == "a").Figures.Select(f => f.Value));
        Assert.Equal([("consistency", 0.75), ("dropped", 0.2)], read.Groups.Single(g => g.Name == "all").Figures.Select(f => (f.Name, f.Value)));
    }

    [Fact]
    public async Task MtBench_LeavesRatingsOutThatCouldNotBeRead()
    {
        var rows = new[] { ("a", 1, "8"), ("a", 1, "-1"), ("a", 2, "5.5"), ("b", 1, "9") };
        var file = Write(
            "gpt-4_single.jsonl",
            string.Join('\n', rows.Select(r => $$"""{"model": "{{r.Item1}}", "turn": {{r.Item2}}, "score": {{r.Item3}}}"""))
        );

        var groups = (await ReadAsync(file)).Groups;

        Assert.Equal(["b", "a"], groups.Select(g => g.Name));
        Assert.Equal([("turn_1", 8), ("turn_2", 5.5), ("average", 6.75)], groups[1].Figures.Select(f => (f.Name, f.Value)));
    }

    [Fact]
    public async Task ArenaHard_CountsMuchBetterThreeTimes_AndDropsPromptsWithoutTwoVerdicts()
    {
        // The baseline is A at first: much worse, then a tie; a win in both; a prompt with one verdict; one without its second game.
        var rows = new[] { ("\"A>>B\"", "\"A=B\""), ("\"B>A\"", "\"A>B\""), ("\"B>A\"", "null") };
        var lines = rows.Select(r =>
            $$"""{"uid": "u", "model": "m", "category": "hard_prompt", "games": [{"score": {{r.Item1}}}, {"score": {{r.Item2}}}]}"""
        );
        var file = Write(
            "m.jsonl",
            string.Join('\n', [.. lines, """{"uid": "v", "model": "m", "category": "hard_prompt", "games": [{"score": "A=B"}, null]}"""])
        );

        var model = Assert.Single((await ReadAsync(file)).Groups);

        Assert.Equal("m (hard_prompt)", model.Name);
        // 0, 0, 0, ½ and 1, 1
        Assert.Equal(
            [("score", 2.5 / 6), ("win_rate", 2.5 / 4), ("consistency", 0.5), ("dropped", 0.5)],
            model.Figures.Select(f => (f.Name, f.Value))
        );
    }

    [Theory]
    [InlineData("", "holds no verdict")]
    [InlineData("{\"a\": 1}", "x.jsonl(1): is no recorded verdict")]
    [InlineData("{", "x.jsonl(1): is no JSON")]
    [InlineData("[1]", "x.jsonl[0]: is no recorded verdict")]
    [InlineData("{\"games\": []}", "x.jsonl(1): 'model' is missing")]
    [InlineData("{\"games\": [], \"model\": \"m\"}", "x.jsonl(1): 'games' is no list, or is empty")]
    [InlineData("{\"games\": [], \"model\": \"m\"}\n{\"turn\": 1, \"score\": 2}", "x.jsonl(2): is not of the same format")]
    public async Task WhatIsNoRecord_IsRefusedWithItsPlace(string text, string problem)
    {
        var refused = await Assert.ThrowsAsync<SettingsException>(() => ReadAsync(Write("x.jsonl", text)));
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        _folder.Write(name, text);
        return _folder[name];
    }

    private static Task<RecordedVerdicts> ReadAsync(string file) => RecordedFile.ReadAsync(file, TestContext.Current.CancellationToken);
}
