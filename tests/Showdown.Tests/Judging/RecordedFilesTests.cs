using System.Text.Json;
using Showdown.Domain;
using Showdown.Judging.Recorded;

namespace Showdown.Tests.Judging;

/// <summary>Files of recorded verdicts, each figure worked out by hand.</summary>
public sealed class RecordedFilesTests : IDisposable
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
            [("correct_in_order", 3L), ("correct_swapped", 2L), ("accuracy", 5L), ("both_right", 2L), ("agreement", 3L), ("missing", 1L)],
            all.Figures.Select(f => (f.Name, f.Count!.Value))
        );
        Assert.Equal((0.625, 0.75), (all.Figures[2].Value, all.Figures[4].Value));
    }

    /// <summary>What GPT-4 said of 54 sums (princeton-nlp/LLMBar, Dataset/CaseStudy/Base-10/evaluators/GPT-4/Vanilla/result.json: label, winner in
    /// order, winner swapped), and the figures that statistics.json beside it publishes.</summary>
    [Fact]
    public async Task LlmBar_HasThePublishedFigures_OfARealJudge()
    {
        const string said =
            "111 111 221 111 112 121 122 111 122 212 211 112 212 222 111 211 112 221 222 122 112 212 112 112 112 212 111 111 122 212 222 222 121 222 111 111 211 "
            + "111 212 222 221 222 211 111 221 211 111 111 222 112 112 222 111 222";
        var file = Write(
            "result.json",
            $"[{string.Join(',', said.Split(' ').Select(p =>
                $$"""
                {"label": {{p[0]}}, "results": [{"swap = False": {"completion": ["Output (a)", "stop"], "winner": "{{p[1]}}"}, "swap = True": {"winner": "{{p[2]}}"} } ]}
                """
            ))}]"
        );

        var all = Assert.Single((await ReadAsync(file)).Groups);

        Assert.Equal(
            [
                ("correct_in_order", 0.6851851851851852),
                ("correct_swapped", 0.5925925925925926),
                ("accuracy", 0.6388888888888888),
                ("both_right", 0.4444444444444444),
                ("agreement", 0.6111111111111112),
                ("missing", 0),
            ],
            all.Figures.Select(f => (f.Name, f.Value))
        );
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
                rows.Select(r =>
                    $$"""{"pair_id": "p", "source": "mmlu-pro-math", "label": "A>B", "judgments": [{{Said(r.Item1)}}, {{Said(r.Item2)}}]}"""
                )
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
    public async Task JudgeBench_HasItsFourSources_AndFilesApart()
    {
        string[] sources = ["mmlu-pro-law", "mmlu-pro-math", "livebench-math"];
        var first = Write(
            "one.jsonl",
            string.Join('\n', sources.Select(s => $$"""{"source": "{{s}}", "label": "A>B", "judgments": [{"decision": "A>B"}]}"""))
        );
        var second = Write("two.jsonl", """{"source": "mmlu-pro-law", "label": "A>B", "judgments": [{"decision": "B>A"}, null]}""");

        var groups = Assert.Single(await RecordedFiles.ReadAsync([first, second], new RecordedOptions(), Cancel)).Groups;

        Assert.Equal(["one.jsonl: livebench-math", "one.jsonl: mmlu-pro", "one.jsonl: all", "two.jsonl: all"], groups.Select(g => g.Name));
        Assert.Equal([1, 2, 3, 0], groups.Select(g => g.Figures[0].Count!.Value));
    }

    [Fact]
    public async Task MtBench_WantsBothGames_AndLeavesErrorsOut()
    {
        (string, string)[] rows =
        [
            ("model_1", "model_1"),
            ("model_1", "model_2"), // the first both times
            ("tie", "tie"),
            ("model_2", "model_2"),
            ("model_1", "tie"), // the first once
            ("model_2", "model_1"), // the second both times
            ("error", "model_1"),
            ("", "model_1"),
        ];
        var file = Write(
            "gpt-4_pair.jsonl",
            string.Join(
                '\n',
                rows.Select(r =>
                    $$"""{"model_1": "a", "model_2": "b", "g1_winner": "{{r.Item1}}", "g2_winner": "{{r.Item2}}", "judge": ["gpt-4", "pair-v2"]}"""
                )
            )
        );

        var read = await ReadAsync(file);

        Assert.Equal("mt-bench-pair", read.Format);
        Assert.All(read.Groups, g => Assert.Equal("gpt-4", g.Judge));
        Assert.Equal([0.5, 1 / 6.0, 1 / 6.0, 4 / 6.0], read.Groups.Single(g => g.Name == "a").Figures.Select(f => f.Value));
        Assert.Equal(
            [("consistency", 3L, 6L), ("toward_first", 2L, 6L), ("toward_second", 1L, 6L), ("dropped", 2L, 8L)],
            read.Groups.Single(g => g.Name == "all").Figures.Select(f => (f.Name, f.Count!.Value, f.Of))
        );
    }

    [Fact]
    public async Task MtBench_LeavesRatingsOutThatCouldNotBeRead()
    {
        // Its judge has a prompt for each kind of question: they are one judge.
        (string, int, string, string)[] rows =
        [
            ("a", 1, "8", "single-v1"),
            ("a", 1, "-1", "single-v1"),
            ("a", 1, "null", "single-v1"),
            ("a", 2, "5.5", "single-math-v1"),
            ("b", 1, "9", "single-v1"),
        ];
        var file = Write(
            "gpt-4_single.jsonl",
            string.Join(
                '\n',
                rows.Select(r => $$"""{"model": "{{r.Item1}}", "turn": {{r.Item2}}, "score": {{r.Item3}}, "judge": ["gpt-4", "{{r.Item4}}"]}""")
            )
        );

        var groups = (await ReadAsync(file)).Groups;

        Assert.Equal(["b", "a", "all"], groups.Select(g => g.Name));
        Assert.Equal([("turn_1", 8), ("turn_2", 5.5), ("average", 6.75)], groups[1].Figures.Select(f => (f.Name, f.Value)));
        Assert.Equal((2L, 5L), (groups[2].Figures[0].Count!.Value, groups[2].Figures[0].Of));
    }

    [Fact]
    public async Task Votes_AreHeldAgainstOneAnother_WhicheverModelComesFirst()
    {
        // On one pair three experts and the judge, on another an expert and the judge, who contradicts himself; a second turn; and a vote that says
        // nothing.
        string[] lines =
        [
            Vote(1, "a", "b", "model_a", "\"expert_1\""),
            Vote(1, "b", "a", "model_b", "\"expert_2\""),
            Vote(1, "a", "b", "tie", "\"expert_3\""),
            Vote(1, "b", "a", "model_b", """["gpt-4", "pair-v2"]"""),
            Vote(2, "a", "b", "tie", "\"expert_1\""),
            Vote(2, "a", "b", "tie (inconsistent)", """["gpt-4", "pair-v2"]"""),
            Vote(2, "a", "b", "model_a", "\"expert_1\"", turn: 2),
            Vote(2, "a", "b", "model_b", """["gpt-4", "pair-v2"]""", turn: 2),
            Vote(3, "a", "b", "", "\"expert_1\""),
        ];

        var groups = (await ReadAsync(Write("votes.jsonl", string.Join('\n', lines)))).Groups;

        Assert.Equal(
            [("human and human, turn 1", 1L, 3L, 1L, 1L), ("human and gpt-4, turn 1", 3L, 4L, 2L, 2L), ("human and gpt-4, turn 2", 0L, 1L, 0L, 1L)],
            groups
                .Where(g => g.Judge is null)
                .Select(g => (g.Name, g.Figures[0].Count!.Value, g.Figures[0].Of, g.Figures[1].Count!.Value, g.Figures[1].Of))
        );
        Assert.Equal([0.5, 1 / 3.0, 1 / 3.0, 1 / 3.0], groups.Single(g => g is { Judge: "gpt-4", Name: "a" }).Figures.Select(f => f.Value));
        Assert.Equal((1, 3), Counts("gpt-4", "inconsistent"));
        Assert.Equal((1, 6), Counts("human", "dropped"));

        (long, long) Counts(string judge, string figure)
        {
            var found = groups.Single(g => g.Judge == judge && g.Name == "all").Figures.Single(f => f.Name == figure);
            return (found.Count!.Value, found.Of);
        }

        static string Vote(int question, string a, string b, string winner, string judge, int turn = 1) =>
            $$"""{"question_id": {{question}}, "model_a": "{{a}}", "model_b": "{{b}}", "winner": "{{winner}}", "judge": {{judge}}, "turn": {{turn}}}""";
    }

    [Fact]
    public async Task ArenaHard_CountsMuchBetterThreeTimes_AndDropsPromptsWithoutTwoVerdicts()
    {
        // The baseline is A at first: much worse, then a tie; a win in both; the first both times; a prompt with one verdict; two without a second
        // game.
        (string, string)[] rows = [("\"A>>B\"", "\"A=B\""), ("\"B>A\"", "\"A>B\""), ("\"A>B\"", "\"A>B\""), ("\"B>A\"", "null")];
        string[] lines =
        [
            .. rows.Select(r =>
                $$"""{"uid": "u", "model": "m", "judge": "j", "category": "hard_prompt", "games": [{"score": {{r.Item1}}}, {"score": {{r.Item2}}}]}"""
            ),
            """{"uid": "v", "model": "m", "judge": "j", "category": "hard_prompt", "games": [{"score": "A=B"}, null]}""",
            """{"uid": "w", "model": "m", "judge": "j", "category": "hard_prompt", "games": [{"score": "A=B"}]}""",
            """{"uid": "u", "model": "j", "judge": "j", "category": "hard_prompt", "games": [{"score": "A=B"}, {"score": "A=B"}]}""",
            """{"uid": "u", "model": "m", "judge": "other", "category": "hard_prompt", "games": [{"score": "A=B"}, {"score": "A=B"}]}""",
        ];

        var groups = (await ReadAsync(Write("m.jsonl", string.Join('\n', lines)))).Groups;

        Assert.Equal([("j", "m (hard_prompt)"), ("other", "m (hard_prompt)")], groups.Select(g => (g.Judge, g.Name)));
        // 0, 0, 0, ½; 1, 1; 0, 1
        Assert.Equal(
            [("score", 3.5 / 8), ("win_rate", 3.5 / 6), ("consistency", 1 / 3.0), ("toward_first", 2 / 3.0), ("toward_second", 0), ("dropped", 0.5)],
            groups[0].Figures.Select(f => (f.Name, f.Value))
        );
    }

    [Fact]
    public async Task ArenaHard_ControlsForStyle_WhereTheAnswersAreThere()
    {
        // The model is longer half of the time, and wins mostly then; lengths, not the mean of the games, tell the score.
        var (judgements, answers) = (new List<string>(), new List<string>());
        for (var i = 0; i < 40; i++)
        {
            var wins = i % 2 == 0 ? i % 10 != 0 : i % 10 == 1;
            var (first, second) = wins ? ("B>A", "A>B") : ("A>B", "B>A");
            judgements.Add(
                $$"""{"uid": "u{{i}}", "model": "m", "judge": "j", "category": "creative_writing", "games": [{"score": "{{first}}"}, {"score": "{{second}}"}]}"""
            );
            answers.Add(Answer("m", i, i % 2 == 0 ? 900 : 300));
            answers.Add(Answer("gemini-2.0-flash-001", i, 300));
        }

        var options = new RecordedOptions { Answers = await RecordedAnswers.ReadAsync([Write("answers.jsonl", string.Join('\n', answers))], Cancel) };
        var read = await RecordedFiles.ReadAsync([Write("m.jsonl", string.Join('\n', judgements))], options, Cancel);

        var figures = Assert.Single(Assert.Single(read).Groups).Figures;
        // 16 of 20 where it is longer, 4 of 20 where it is not: one feature with two values is fitted exactly, and at its mean the log odds are the
        // mean of theirs.
        Assert.Equal((0.5, 40L), (figures.Single(f => f.Name == "score").Value, figures.Single(f => f.Name == "score_style_controlled").Of));
        Assert.Equal(0.5, figures.Single(f => f.Name == "score_style_controlled").Value, 6);

        static string Answer(string model, int i, int tokens) =>
            $$"""{"uid": "u{{i}}", "model": "{{model}}", "metadata": {"token_len": {{tokens}}, "header_count": {"h1": 0}, "list_count": {"ordered": 0}, "bold_count": {"**": 0} } }""";
    }

    [Fact]
    public async Task AlpacaEval_TakesPreferencesAsTheyAre_AndLeavesOutWhatIsNone()
    {
        string[] preferences = ["1", "2", "1.75", "1.5", "0", "NaN", "3"];
        var file = Write(
            "annotations.json",
            $"[{string.Join(',', preferences.Select(p => $$"""{"generator_1": "base", "generator_2": "m", "annotator": "j", "preference": {{p}}}"""))}]"
        );

        var group = Assert.Single((await ReadAsync(file)).Groups);

        Assert.Equal(("j", "m against base"), (group.Judge, group.Name));
        var deviation = Math.Sqrt(new[] { 0, 1, 0.75, 0.5, 0.5 }.Sum(v => Math.Pow(v - 0.55, 2)) / 4 / 5);
        Assert.Equal(
            [
                ("win_rate", 0.55),
                ("discrete_win_rate", 0.6),
                ("standard_error", deviation),
                ("wins", 0.4),
                ("wins_base", 0.2),
                ("draws", 0.4),
                ("dropped", 2 / 7.0),
            ],
            group.Figures.Select(f => (f.Name, f.Value))
        );
    }

    [Fact]
    public async Task RewardBench_WeighsMathematicsAsMuchAsCode()
    {
        var (subsets, results) = (new List<string>(), new List<string>());
        Add("alpacaeval-easy", "1", "0.5");
        Add("mt-bench-hard", "0");
        Add("donotanswer", "1");
        Add("math-prm", "1", "0");
        Add("hep-go", [.. Enumerable.Repeat("1", 16)]);
        // As one object of columns over several lines, which is how it is written.
        var file = Write(
            "scores.json",
            $$"""
            {
              "model": "j",
              "subset": [{{string.Join(", ", subsets.Select(s => $"\"{s}\""))}}],
              "results": [{{string.Join(", ", results)}}]
            }
            """
        );

        var group = Assert.Single((await ReadAsync(file)).Groups);

        Assert.Equal("j", group.Judge);
        Assert.Equal(
            [("score", (0.75 + 0 + 1 + 0.508) / 4), ("chat", 0.75), ("chat_hard", 0), ("safety", 1), ("reasoning", 0.508)],
            group.Figures.Take(5).Select(f => (f.Name, Math.Round(f.Value, 10)))
        );

        void Add(string subset, params string[] said)
        {
            subsets.AddRange(Enumerable.Repeat(subset, said.Length));
            results.AddRange(said);
        }
    }

    [Fact]
    public async Task LlmBar_ShowsFilesApart()
    {
        string[] files = [.. ((string[])["Natural.json", "Neighbor.json"]).Select(name => Write(name, Pair))];

        Assert.Equal(files, Assert.Single(await RecordedFiles.ReadAsync(files, new RecordedOptions(), Cancel)).Groups.Select(g => g.Name));
    }

    private const string Pair =
        """[{"label": 1, "results": [{"swap = False": {"completion": ["Output (a)", "stop"], "winner": "1"}, "swap = True": {"winner": "1"}}]}]""";

    [Theory]
    [InlineData("", "holds no verdict")]
    [InlineData("{\"a\": 1}", "x.jsonl(1): is no recorded verdict")]
    [InlineData("{", "x.jsonl: is no JSON")]
    [InlineData("[1]", "x.jsonl[0]: is no recorded verdict")]
    [InlineData("{\"games\": [null, null]}", "x.jsonl(1): 'model' is missing")]
    [InlineData("{\"games\": [], \"model\": \"m\"}", "x.jsonl(1): 'games' is no list, or is empty")]
    [InlineData("{\"games\": [], \"model\": \"m\"}\n{", "x.jsonl(2): is no JSON")]
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

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<RecordedVerdicts> ReadAsync(string file) =>
        Assert.Single(await RecordedFiles.ReadAsync([file], new RecordedOptions(), Cancel));
}
