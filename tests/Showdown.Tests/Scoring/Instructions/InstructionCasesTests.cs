using System.Text;
using System.Text.Json;
using Showdown.Domain;
using Showdown.Scoring;
using Showdown.Scoring.Instructions;

namespace Showdown.Tests.Scoring.Instructions;

/// <summary>Every kind of instruction with replies that follow it and replies that do not.</summary>
public sealed class InstructionCasesTests
{
    private static readonly Lazy<InstructionKit?> _kit = new(Kit);

    public static IEnumerable<TheoryDataRow<string, string, string, string>> Cases =>
        new[] { "ifeval-cases.txt", "ifbench-cases.txt", "edge-cases.txt" }.SelectMany(file => Read(Path.Combine(Folder, file)));

    private static string Folder => Path.Combine(Repository.Root, "tests", "Showdown.Tests", "Scoring", "Instructions");

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Reply_FollowsTheInstruction_OrNot(string place, string kind, string arguments, string reply)
    {
        var instruction = Assert.Single(Instruction.Read(JsonSerializer.Serialize(new[] { kind }), $"[{arguments}]"));
        var verdict = InstructionChecks.Follows(reply, instruction, RequiredKit()) ? "right" : "wrong";
        Assert.True(place.EndsWith(verdict, StringComparison.Ordinal), $"{place}: {kind} is {verdict}: {reply}");
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Reply_ThatFollows_FollowsLooselyBetweenTwoLinesOfTalk(string place, string kind, string arguments, string reply)
    {
        if (place.EndsWith("wrong", StringComparison.Ordinal))
            return;
        var instruction = Assert.Single(Instruction.Read(JsonSerializer.Serialize(new[] { kind }), $"[{arguments}]"));
        string[] replies =
        [
            reply,
            $"Sure, here, as you asked:\n{reply}",
            $"{reply}\nWell, I hope, that helps?",
            $"Sure, here:\n{reply}\nWell, is that it?",
        ];
        Assert.All(replies, r => Assert.Contains(InstructionScorer.LooseTexts(r), t => InstructionChecks.Follows(t, instruction, RequiredKit())));
    }

    /// <summary>Edge cases are those that a reader and the reference may see differently. The loose rule is tried on all replies that are
    /// right.</summary>
    [Theory]
    [InlineData("right")]
    [InlineData("wrong")]
    [InlineData("edge")]
    public void EveryKind_HasACaseOfEachSort(string sort)
    {
        string[] longOnes = sort == "wrong" ? [] : ["custom:reverse_newline", "custom:sentence_alphabet"]; // made below
        var covered = Cases.Where(c => c.Data.Item1.Split(' ').Skip(2).Contains(sort)).Select(c => c.Data.Item2).Concat(longOnes);
        Assert.Empty(InstructionChecks.Kinds.Except(covered));
        Assert.Equal(25 + 57, InstructionChecks.Kinds.Count);
    }

    [Fact]
    public void LongCases_AreRight_OrJustNot()
    {
        var story = string.Join(' ', Enumerable.Range('a', 26).Select(c => $"{(char)(c - 32)}{(char)c}m is here."));
        Assert.True(Follows("custom:sentence_alphabet", story));
        Assert.True(Follows("custom:sentence_alphabet", story.ToLowerInvariant().Replace("aam", "\"aam", StringComparison.Ordinal)));
        Assert.False(Follows("custom:sentence_alphabet", $"{story} So it is."));
        var countries = Enumerable.Range(0, 63).Select(n => $"{(char)('Z' - (n / 3))}{(char)('z' - (n % 3))}").ToList();
        Assert.True(
            Follows("custom:reverse_newline", "Here:\nZimbabwe\n" + string.Join('\n', countries.Where(c => string.CompareOrdinal(c, "Zimbabwe") < 0)))
        );
    }

    [Fact]
    public void AKindWithoutItsData_IsLeftOutByName()
    {
        var kit = RequiredKit();
        Assert.Equal("'words:start_verb' needs a tagger of parts of speech, and is left out", InstructionChecks.WhyNot("words:start_verb", kit));
        Assert.Equal("there is no kind 'words:other'", InstructionChecks.WhyNot("words:other", kit));
        Assert.Null(InstructionChecks.WhyNot("ratio:stop_words", kit));
        var bare = InstructionKit.Read(name =>
            name == "punkt"
                ?
                [
                    () =>
                        new MemoryStream(
                            Encoding.UTF8.GetBytes("""{"abbrev_types": [], "sentence_starters": [], "collocations": [], "ortho_context": {}}""")
                        ),
                ]
                : []
        );
        Assert.Contains("needs the auxiliary data 'stop_words'", InstructionChecks.WhyNot("ratio:stop_words", bare), StringComparison.Ordinal);
        Assert.Contains(
            "needs the auxiliary data 'language_profiles'",
            InstructionChecks.WhyNot("language:response_language", bare),
            StringComparison.Ordinal
        );
    }

    /// <summary>Where Python sees white space, case and numbers otherwise than .NET, the references' verdicts are Python's.</summary>
    [Theory]
    [InlineData(
        "a\n\n\u001c\n\nb",
        "length_constraints:nth_paragraph_first_word",
        """{"num_paragraphs": 2, "nth_paragraph": 2, "first_word": "b"}""",
        false
    )]
    [InlineData("\u001c\"x\"\u001f", "startend:quotation", "{}", true)]
    [InlineData("\u001c- one\n\u001d* two", "detectable_format:number_bullet_lists", """{"num_bullets": 2}""", true)]
    [InlineData("one***\u001e***two", "length_constraints:number_paragraphs", """{"num_paragraphs": 2}""", false)]
    [InlineData("\u0130\u0130", "keywords:letter_frequency", """{"letter": "i", "let_frequency": 2, "let_relation": "at least"}""", true)]
    [InlineData("A\u2160 B\u207f", "change_case:capital_word_frequency", """{"capital_frequency": 2, "capital_relation": "less than"}""", true)]
    [InlineData("\u2163 is", "change_case:capital_word_frequency", """{"capital_frequency": 1, "capital_relation": "at least"}""", true)]
    [InlineData("[NaN, -Infinity, {\"NaN\": Infinity}]", "detectable_format:json_format", "{}", true)]
    [InlineData("1NaN", "detectable_format:json_format", "{}", false)]
    [InlineData("-NaN", "detectable_format:json_format", "{}", false)]
    [InlineData("[1Infinity]", "detectable_format:json_format", "{}", false)]
    public async Task Text_IsReadAsPythonReadsIt(string reply, string kind, string arguments, bool follows) =>
        Assert.Equal(follows ? Outcome.Right : Outcome.Wrong, (await ScoreAsync(reply, loose: false, (kind, arguments))).Outcome);

    [Theory]
    [InlineData("Sure, here it is:\nno stop", "prompts, loose", "no")]
    [InlineData("no stop\nWell, that is it", "prompts, loose", "no")]
    [InlineData("Sure, so:\nno stop\nWell, that is it", "prompts, loose", "no")]
    [InlineData("*no stop*", "prompts, loose", "yes")]
    [InlineData("no, stop", "", "no")]
    public async Task Loose_TakesTheReplyWithoutFirstLineLastLineAndAsterisks(string reply, string onlyLoosely, string strictly)
    {
        var score = await ScoreAsync(reply, loose: false, ("punctuation:no_comma", "{}"));
        Assert.Equal(strictly == "yes" ? Outcome.Right : Outcome.Wrong, score.Outcome);
        Assert.Equal(onlyLoosely.Length > 0, score.Parts.Single(p => p.Name == "prompts, loose").Right);
    }

    [Fact]
    public async Task Parts_CountInstructions_StrictlyAndLoosely_AndByFamily()
    {
        var score = await ScoreAsync(
            "Sure, so:\nno stop",
            loose: true,
            ("punctuation:no_comma", "{}"),
            ("length_constraints:number_words", """{"num_words": 3, "relation": "at least"}"""),
            ("length_constraints:number_words", """{"num_words": 300, "relation": "at least"}""")
        );
        Assert.Equal((Outcome.Wrong, "2 of 3", "does not follow length_constraints:number_words"), (score.Outcome, score.Answer, score.Reason));
        Assert.Equal(
            [
                new PartScore("prompts, strict", false),
                new PartScore("instructions, strict", false) { Passed = 1, Total = 3 },
                new PartScore("instructions, loose", false) { Passed = 2, Total = 3 },
                new PartScore("instructions: punctuation", true) { Passed = 1, Total = 1 },
                new PartScore("instructions: length_constraints", false) { Passed = 1, Total = 2 },
            ],
            score.Parts
        );
    }

    [Fact]
    public async Task ABlankReply_FollowsNothing_AndAKindLeftOut_IsUnscored()
    {
        Assert.Equal(Outcome.Wrong, (await ScoreAsync(" ", loose: true, ("punctuation:no_comma", "{}"))).Outcome);
        var score = await ScoreAsync("Go.", loose: true, ("punctuation:no_comma", "{}"), ("words:start_verb", "{}"));
        Assert.Equal(Outcome.Unscored, score.Outcome);
        Assert.Contains("words:start_verb", score.Reason, StringComparison.Ordinal);
        Assert.Equal(Outcome.Unscored, (await ScoreAsync("Go.", loose: true, ("keywords:existence", "{}"))).Outcome);
    }

    private static bool Follows(string kind, string reply) =>
        InstructionChecks.Follows(reply, new Instruction(kind, new Dictionary<string, JsonElement>()), RequiredKit());

    private static async Task<Score> ScoreAsync(string reply, bool loose, params (string Kind, string Arguments)[] instructions) =>
        await new InstructionScorer(RequiredKit(), loose).ScoreAsync(
            new ScorerInput
            {
                Sample = new Sample("1", "prompt", "all")
                {
                    Fields = new Dictionary<string, string>
                    {
                        [InstructionScorer.KindsField] = JsonSerializer.Serialize(instructions.Select(i => i.Kind)),
                        [InstructionScorer.ArgumentsField] = $"[{string.Join(',', instructions.Select(i => i.Arguments))}]",
                    },
                },
                Target = new Target("all"),
                Text = reply,
            },
            TestContext.Current.CancellationToken
        );

    private static InstructionKit RequiredKit()
    {
        if (_kit.Value is { } kit)
            return kit;
        Assert.Skip("No mirror of upstream datasets: set SHOWDOWN_DATASET_MIRROR.");
        throw new InvalidOperationException("skipped");
    }

    private static InstructionKit? Kit()
    {
        if (Repository.Mirror is not { } mirror)
            return null;
        var folder = Path.Combine(mirror, "nlp-data");
        return InstructionKit.Read(name =>
            [
                .. (
                    name switch
                    {
                        "punkt" => ["punkt-english.json"],
                        "language_profiles" => Directory.GetFiles(Path.Combine(folder, "langdetect", "profiles")).Order(StringComparer.Ordinal),
                        "language_groups" => [Path.Combine("langdetect", "messages.properties")],
                        "stop_words" => ["stopwords-english.txt"],
                        "syllables" => ["syllapy-data.csv"],
                        _ => (IEnumerable<string>)["emoji-single-codepoints.txt"],
                    }
                ).Select(file => (Func<Stream>)(() => File.OpenRead(Path.Combine(folder, file)))),
            ]
        );
    }

    private static IEnumerable<TheoryDataRow<string, string, string, string>> Read(string path)
    {
        var number = 0;
        foreach (var block in File.ReadAllText(path).Split("=== ", StringSplitOptions.RemoveEmptyEntries))
        {
            var (head, reply) = (block[..block.IndexOf('\n')].Split(" | "), block[(block.IndexOf('\n') + 1)..]);
            yield return new TheoryDataRow<string, string, string, string>(
                $"{Path.GetFileNameWithoutExtension(path)} {++number} {head[1]}",
                head[0],
                head[2],
                reply.EndsWith('\n') ? reply[..^1] : reply
            );
        }
    }
}
