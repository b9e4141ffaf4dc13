using System.Text.Json;
using AngleSharp.Html.Parser;
using Showdown.Analysis.Comparing;
using Showdown.Domain;
using Showdown.Importing;
using Showdown.Pages.Compare;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Tests.Importing;

/// <summary>Imported runs over different files are compared on the questions that both are about.</summary>
public sealed class SharedSamplesTests : ImportBench
{
    private static readonly (string Id, string Question)[] _some =
    [
        ("1", "one"),
        ("2", "two"),
        ("3", "three"),
        ("4", "four"),
        ("5", ""),
        ("6", "six"),
    ];

    public static TheoryData<string, string[], string[]> Cases =>
        new()
        {
            { "the same id and text, differences of blanks aside", ["1|one ", "2|two"], ["1 1", "2 2"] },
            { "the same id that asks something else is another question", ["1|two and a half"], [] },
            { "the same text under another id", ["a|three"], ["3 a"] },
            { "a text that one side has twice tells neither", ["a|three", "b|three"], [] },
            { "what one side has not written down is told by its id", ["5|five", "6|"], ["5 5", "6 6"] },
            { "an id is not taken twice", ["3|four", "4|"], ["4 4"] },
            { "nothing", ["x|other"], [] },
        };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Samples_AreTheSame(string why, string[] others, string[] shared) =>
        Assert.True(
            shared.SequenceEqual(
                SharedSample
                    .Of([.. _some.Select(s => Content(s.Id, s.Question))], [.. others.Select(o => o.Split('|')).Select(o => Content(o[0], o[1]))])
                    .Select(s => $"{s.A} {s.B}")
            ),
            why
        );

    private static SampleContent Content(string id, string question) => SampleContent.Of(new StoredSample { SampleId = id, Input = question });

    [Fact]
    public async Task TwoFilesThatOverlap_GetTheVerdictOfTheStatistics_OnWhatBothHave()
    {
        bool IsRight(string model, int i) => model == "alpha" ? i % 10 != 0 : i % 3 != 0;
        Write("alpha", 0, 300);
        Write("beta", 100, 350);
        var compared = await CompareAsync(await ImportAsync(Files["alpha.jsonl"]), await ImportAsync(Files["beta.jsonl"]));
        var byHand = Paired.Compare([.. Enumerable.Range(100, 200).Select(i => new SamplePair(Tally("beta", i), Tally("alpha", i)))]);
        using var json = JsonDocument.Parse(compared.Json);
        var pair = json.RootElement.GetProperty("comparisons")[0];
        Assert.Equal(("worse", 200), (pair.GetProperty("verdict").GetString(), pair.GetProperty("items").GetInt32()));
        Assert.Equal(byHand.Difference!.Value, pair.GetProperty("difference").GetDouble(), 1e-4);
        var shared = pair.GetProperty("shared");
        Assert.Equal(
            [200, 50, 100, 0, 1],
            new[] { "samples", "left_out_a", "left_out_b", "by_id_alone", "other_targets" }.Select(n => shared.GetProperty(n).GetInt32())
        );
        string[] told =
        [
            "compared on the 200 questions that both have: 50 of run 2 and 100 of run 1 are left out",
            "of 1 of them the two have different targets",
        ];
        Assert.All(told, words => Assert.Contains(words, Assert.Single(compared.Sentences), StringComparison.Ordinal));
        var page = new HtmlParser().ParseDocument(File.ReadAllText(compared.Page)).QuerySelector("#verdict")!.TextContent;
        Assert.All(told, words => Assert.Contains(words, page, StringComparison.Ordinal));

        SampleScore Tally(string model, int i) => new(IsRight(model, i) ? 1 : 0, 1);

        void Write(string model, int from, int to) =>
            Recordings.Lines(
                Files[$"{model}.jsonl"],
                Enumerable
                    .Range(from, to - from)
                    .Select(i => new
                    {
                        id = $"q{i}",
                        benchmark = "sums",
                        question = Recordings.Question(i),
                        target = i == 200 ? model : "yes",
                        score = IsRight(model, i) ? 1 : 0,
                    })
            );
    }

    /// <summary>Each of the two scored in its own way, and neither could be brought to the scorer of the other.</summary>
    [Fact]
    public async Task TwoPrograms_AreCompared_AndItIsSaidWhoGaveTheScores()
    {
        Recordings.LmEval(Files["lm"]);
        var logs = Recordings.EvalScope(Files["scope"])[0];
        var first = await ImportAsync(new ImportOptions { Paths = [Path.Combine(Files["lm"], "org__alpha")], Benchmark = "shared" });
        var second = await ImportAsync(new ImportOptions { Paths = [Path.Combine(logs, "reviews", "beta")], Benchmark = "shared" });
        var sentence = Assert.Single((await CompareAsync(first, second)).Sentences);
        Assert.Contains("alpha", sentence, StringComparison.Ordinal);
        Assert.Contains(
            "scored by EvalScope (acc) in run 2 and by lm-evaluation-harness (exact_match,strict-match) in run 1",
            sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task NothingInCommon_IsOneErrorWithBothRuns()
    {
        var first = await ImportAsync(Files.Write("one.csv", "id,benchmark,model,question,score\na,sums,alpha,one?,1\n"));
        var second = await ImportAsync(Files.Write("two.csv", "id,benchmark,model,question,score\na,sums,beta,two?,1\n"));
        var refused = await Assert.ThrowsAsync<SettingsException>(() => CompareAsync(first, second));
        Assert.StartsWith(
            $"Runs {first.RunId} and {second.RunId} have no question in common on 'sums': neither ids nor texts are the same.",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    private async Task<ComparedRuns> CompareAsync(Imported first, Imported second) =>
        await new RunComparer(Reader).CompareAsync([await RunAsync(first), await RunAsync(second)], Files["out"], Cancel);
}
