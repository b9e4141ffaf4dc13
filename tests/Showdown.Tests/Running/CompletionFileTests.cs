using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Running;
using Showdown.Scoring;

namespace Showdown.Tests.Running;

/// <summary>Lines that bring their own target.</summary>
public sealed class CompletionFileTests
{
    private static CompletionFile Math => new(Scorers.FindPure(new ScorerSettings("math")));

    [Theory]
    //          a lone surrogate, anywhere in the line
    [InlineData("""{"id": 1, "target": "7", "completion": "\ud83d The answer is \\boxed{7}"}""")]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7} \ud83d"}""")]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7} \uDE00"}""")]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7} \ud83d\ud83d\ude00"}""")]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7} \ude00\ud83d"}""")]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7} \ud83d\n"}""")]
    [InlineData("""{"id": "\ud83d", "target": "7", "completion": "\\boxed{7}"}""")]
    [InlineData("""{"id": 1, "target": "7", "note\udc00": "x", "completion": "\\boxed{7}"}""")]
    // and what only looks like one
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7} \ud83d\ude00"}""")]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\ud83d is an escape; \\boxed{7}"}""")]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\\\ud83d; \\boxed{7}"}""")]
    public async Task ALoneSurrogate_MakesNoLineUnreadable(string line)
    {
        var graded = await GradeAsync(Math, line);
        Assert.Equal("right", Assert.Single(graded).Outcome);
    }

    [Theory]
    //          what is right, and what is not
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7}"}""", "1 right 7")]
    [InlineData("""{"id": "a", "target": 7, "completion": "\\boxed{7}"}""", "\"a\" right 7")]
    [InlineData("""{"id": {"n": [1, 2]}, "target": "7", "completion": "\\boxed{8}"}""", "{\"n\": [1, 2]} wrong 8")]
    [InlineData("""{"sample_id": "s", "target": "7", "completion": "\\boxed{7}"}""", "\"s\" right 7")]
    [InlineData("""{"id": 1, "sample_id": 2, "target": "7", "completion": "\\boxed{7}"}""", "1 right 7")]
    [InlineData("""{"target": "7", "completion": ""}""", "- wrong -")]
    [InlineData("""{"id": 1, "target": null, "completion": "\\boxed{7}"}""", "1 unscored 7")]
    [InlineData("""{"id": 1, "completion": "\\boxed{7}"}""", "1 unscored 7")]
    [InlineData("""{"id": 1, "target": "7", "completion": "perhaps", "cut_off": true}""", "1 truncated -")]
    //          calls are no answer in text, and none is as good as null
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7}", "tool_calls": null}""", "1 right 7")]
    [InlineData("""{"id": 1, "target": "7", "completion": "\\boxed{7}", "tool_calls": [{"name": "f"}]}""", "1 right 7")]
    [InlineData("""{"id": 1, "target": "7", "tool_calls": [{"name": "f"}]}""", "1 wrong -")]
    public async Task ALine_IsGradedByItsOwnTarget(string line, string expected)
    {
        var graded = Assert.Single(await GradeAsync(Math, line));
        Assert.Equal(expected, $"{graded.Id?.GetRawText() ?? "-"} {graded.Outcome} {graded.Answer ?? "-"}");
        Assert.Null(graded.Unreadable);
    }

    [Theory]
    [InlineData("""{"id": 1, "target": "B", "completion": "The answer is (B)."}""", "right")]
    [InlineData("""{"id": 1, "target": "Y", "labels": ["X", "Y"], "completion": "The answer is (Y)."}""", "right")]
    [InlineData("""{"id": 1, "target": "Y", "labels": ["X", "Z"], "completion": "The answer is (Y)."}""", "unscored")] // nothing on offer is right
    [InlineData("""{"id": 1, "target": "B", "choices": ["Paris", "Rome"], "completion": "The answer is Rome."}""", "right")]
    [InlineData("""{"id": 1, "target": "B", "choices": ["Rome", "Paris"], "completion": "The answer is Rome."}""", "wrong")]
    public async Task LabelsAndChoices_AreThoseOfTheLine(string line, string outcome) =>
        Assert.Equal(outcome, Assert.Single(await GradeAsync(new CompletionFile(Scorers.FindPure(new ScorerSettings("choice"))), line)).Outcome);

    [Theory]
    [InlineData("""{"id": 1, "target": "7"}""", "1", "has no 'completion'.")]
    [InlineData("""{"sample_id": "s"}""", "\"s\"", "has no 'completion'.")]
    [InlineData("""null""", null, "is not a JSON object of the form {\"id\": …, \"completion\": …}: null is not an object")]
    [InlineData("""{"id": 1, "completion": "7", "tool_calls": 5}""", "1", NoCalls)]
    [InlineData("""{"id": 1, "completion": "7", "tool_calls": [5]}""", "1", NoCalls)]
    [InlineData("""{"id": 1, "completion": "7", "tool_calls": [{"name": 5, "arguments": {}}]}""", "1", NoCalls)]
    [InlineData("""{"id": 1, "completion": "7", "tool_calls": [{"arguments": {}}]}""", "1", NoCalls)]
    [InlineData("""{"id": 1, "completion": "7", "tool_calls": [{"id": "c"}]}""", "1", NoCalls)]
    [InlineData("""{"id": 1, "completion": "7", "tool_calls": [{"type": "function"}]}""", "1", NoCalls)]
    [InlineData("""{"id": 1, "completion": "7", "tool_calls": [{"function": "f"}]}""", "1", NoCalls)]
    [InlineData("""{"id": 1, "completion": "7", "tool_calls": [{"f": 1, "g": 2}]}""", "1", NoCalls)]
    [InlineData("""{"id": 1, "completion": "7", "tool_calls": [{}]}""", "1", NoCalls)]
    public async Task ALineThatCannotBeRead_IsToldWithItsNumber_AndTheNextIsGraded(string line, string? id, string problem)
    {
        var graded = await GradeAsync(Math, "", line, """{"id": 2, "target": "7", "completion": "\\boxed{7}"}""");
        Assert.Equal(("unscored", null, $"line 2 {problem}", 2), (graded[0].Outcome, graded[0].Answer, graded[0].Reason, graded[0].Unreadable));
        Assert.Equal(id, graded[0].Id?.GetRawText());
        Assert.Equal("right", graded[1].Outcome);
    }

    [Fact]
    public async Task ALineThatIsNoJson_IsToldWithItsPlace()
    {
        var graded = Assert.Single(await GradeAsync(Math, """{"id": 1, "completion": 7}"""));
        Assert.StartsWith(
            "line 1 is not a JSON object of the form {\"id\": …, \"completion\": …}: The JSON value could not be converted to System.String. Path: $.completion",
            graded.Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task AShare_ItsParts_AndTheirCounts_AreWritten_AndWhatIsUnknownIsLeftOut()
    {
        const string line = """{"id": "é", "target": "7", "completion": "7 <b>"}""";
        Assert.Equal(
            """{"id":"é","outcome":"partial","answer":"7 <b>","reason":"half of it","value":0.5,"parts":{"strict":true,"tests":false,"more":false},"counts":{"tests":[2,3],"more":[0,4]}}""",
            await WrittenAsync(
                Score.Share(0.5, "7 <b>", "half of it") with
                {
                    Parts = [new PartScore("strict", true), PartScore.Counted("tests", 2, 3), new PartScore("more", false) { Total = 4 }],
                }
            )
        );
        Assert.Equal(
            """{"id":"é","outcome":"right","answer":"7","reason":"it is","parts":{"strict":true}}""",
            await WrittenAsync(Score.Right("7", "it is") with { Parts = [new PartScore("strict", true)] })
        );
        Assert.Equal("""{"id":"é","outcome":"wrong","answer":null,"reason":"says nothing"}""", await WrittenAsync(Score.Wrong(null, "says nothing")));
        Assert.Equal(
            """{"id":null,"outcome":"unscored","answer":null,"reason":"line 1 has no 'completion'."}""",
            CompletionFile.Write(Assert.Single(await GradeAsync(Math, "{}")))
        );

        static async Task<string> WrittenAsync(Score score) =>
            CompletionFile.Write(Assert.Single(await GradeAsync(new CompletionFile(new Saying(score)), line)));
    }

    [Fact]
    public async Task ALine_IsGradedBeforeTheNextIsRead()
    {
        var lines = new TypedLines(["""{"id": 1, "completion": "a"}""", """{"id": 2, "completion": "b"}"""]);
        var read = new List<int>();
        await foreach (var _ in Math.GradeAsync(lines, Cancel))
            read.Add(lines.Given);
        Assert.Equal([1, 2], read);
    }

    [Theory]
    [InlineData(@"a\ud83d", @"a\ufffd")]
    [InlineData(@"\uD83D\uDE00\ud83d", @"\uD83D\uDE00\ufffd")]
    [InlineData(@"\\ud83d", @"\\ud83d")]
    [InlineData(@"\\\ud83d", @"\\\ufffd")]
    [InlineData(@"\ud83d\\ude00", @"\ufffd\\ude00")]
    [InlineData(@"\u0041 \ud7ff \ue000", @"\u0041 \ud7ff \ue000")]
    public void LoneSurrogates_AreReplaced_AndNothingElse(string json, string expected) => Assert.Equal(expected, LoneSurrogates.Replaced(json));

    [Theory]
    [InlineData(1 << 20, "right")]
    [InlineData((1 << 20) + 1, "unscored")]
    public async Task ALineThatIsTooLong_IsTold_AndTheOthersAreGraded(int length, string outcome)
    {
        const string first = """{"id": 1, "target": "7", "completion": "\\boxed{7}"}""";
        var second = first.Replace("7}", $"7}}{new string(' ', length - first.Length)}", StringComparison.Ordinal);
        Assert.Equal(length, second.Length);
        var file = new CompletionFile(Scorers.FindPure(new ScorerSettings("math"))) { LongestLine = 1 << 20 };
        var graded = await GradeAsync(file, first, "", second, first + "\r", first);
        Assert.Equal(["right", outcome, "right", "right"], graded.Select(g => g.Outcome));
        if (outcome == "unscored")
            Assert.Equal("line 3 is longer than 1 million characters, and no completion is. Is this the right file?", graded[1].Reason);
        Assert.Equal(outcome == "unscored" ? 3 : null, graded[1].Unreadable);
    }

    private const string NoCalls =
        "has 'tool_calls' that are no list of {\"name\": …, \"arguments\": …}, of {\"function\": {\"name\": …, \"arguments\": …}}, or of {NAME: arguments}.";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<List<GradedLine>> GradeAsync(CompletionFile file, params string[] lines) =>
        await file.GradeAsync(new StringReader(string.Join('\n', lines)), Cancel).ToListAsync(Cancel);

    private sealed class Saying(Score score) : PureScorer
    {
        public override string Name => "saying";

        public override int Version => 1;

        public override Score Grade(string completion, Target target, bool cutOff = false) => score;
    }
}
