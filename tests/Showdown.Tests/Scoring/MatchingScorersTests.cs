using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Scoring;
using Showdown.Scoring.Matching;

namespace Showdown.Tests.Scoring;

public sealed class MatchingScorersTests
{
    [Theory]
    [InlineData("", "It is Paris, of course.", "paris", Outcome.Right)]
    [InlineData("", "New\n  York", "new york", Outcome.Right)]
    [InlineData("", "<think>Paris or Rome</think>Rome", "Paris", Outcome.Wrong)]
    [InlineData("", "14", "4", Outcome.Right)]
    [InlineData("whole_words: true", "14", "4", Outcome.Wrong)]
    [InlineData("whole_words: true", "14 and 4.", "4", Outcome.Right)]
    [InlineData("whole_words: true", "x+4y", "+4", Outcome.Wrong)]
    [InlineData("whole_words: true", "C++11", "C++", Outcome.Right)]
    [InlineData("case: exact", "paris", "Paris", Outcome.Wrong)]
    [InlineData("case: exact", "Paris", "Paris", Outcome.Right)]
    [InlineData("", "anything", "  ", Outcome.Unscored)]
    [InlineData("", "", "Paris", Outcome.Wrong)]
    public void Contains_LooksForTheTarget(string options, string completion, string target, Outcome outcome) =>
        Assert.Equal(outcome, Grade("contains", options, completion, target).Outcome);

    [Theory]
    [InlineData("", "The year is 1969.", @"\b1969\b", Outcome.Right)]
    [InlineData("", "The year is 19690.", @"\b1969\b", Outcome.Wrong)]
    [InlineData("", "PARIS", "paris|lutetia", Outcome.Right)]
    [InlineData("case: exact", "PARIS", "paris", Outcome.Wrong)]
    [InlineData("", "abab", @"^(ab)\1$", Outcome.Right)] // a back reference
    [InlineData("", "anything", "(", Outcome.Unscored)]
    [InlineData("", "anything", "", Outcome.Unscored)]
    [InlineData(@"pattern: (?m)^Answer: (.+)$", "Answer: Rome\nNo.\nAnswer: **Paris.**", "paris", Outcome.Right)]
    [InlineData("pattern: (?m)^Answer: (.+)$\nmatch: first", "Answer: Rome\nAnswer: Paris", "Paris", Outcome.Wrong)]
    [InlineData(@"pattern: (\w+) is (?<answer>\w+)", "it is so", "so", Outcome.Right)]
    [InlineData(@"pattern: \d+", "12 or 13", "13", Outcome.Right)]
    [InlineData(@"pattern: \d+", "none", "13", Outcome.Wrong)]
    [InlineData("pattern: \\w+\ncase: exact", "Paris", "paris", Outcome.Wrong)]
    public void Regex_MatchesOrFinds(string options, string completion, string target, Outcome outcome) =>
        Assert.Equal(outcome, Grade("regex", options, completion, target).Outcome);

    [Fact]
    public void Regex_ThatDoesNotEnd_LeavesTheAttemptUnscored()
    {
        var scorer = new RegexScorer(Options("regex", @"pattern: ^(?=x|(a+)+$)b"), TimeSpan.FromMilliseconds(50));
        var score = scorer.Grade($"{new string('a', 40)}!", new Target("b"));
        Assert.Equal((Outcome.Unscored, "the pattern did not end on this answer within 0.1 s"), (score.Outcome, score.Reason));
    }

    [Theory]
    [InlineData("", """{"a": 1, "b": [1, 2]}""", """{ "b": [1.0, 2e0], "a": 1 }""", Outcome.Right)]
    [InlineData("", "Here it is:\n```json\n{\"a\": 1}\n```\nDone.", """{"a":1}""", Outcome.Right)]
    [InlineData("", "First [1], then {\"a\": {\"b\": 1}} and so on {", """{"a":{"b":1}}""", Outcome.Right)]
    [InlineData("", "\"Paris\"", "\"Paris\"", Outcome.Right)]
    [InlineData("", "[2, 1]", "[1, 2]", Outcome.Wrong)]
    [InlineData("", """{"a": 1, "a": 2}""", """{"a":2}""", Outcome.Wrong)]
    [InlineData("", "no JSON at all", "{}", Outcome.Wrong)]
    [InlineData("", "", "{}", Outcome.Wrong)]
    [InlineData("", "{}", "not JSON", Outcome.Unscored)]
    [InlineData("""schema: {"type":"object","required":["name"]}""", """{"name": 1}""", "whatever", Outcome.Right)]
    [InlineData("""schema: {"type":"object","required":["name"]}""", """{"nam": 1}""", "whatever", Outcome.Wrong)]
    [InlineData("""schema: {"$id":"https://x.test/a","type":"array"}""", "[1]", "", Outcome.Right)]
    public void Json_IsEqualOrValid(string options, string completion, string target, Outcome outcome) =>
        Assert.Equal(outcome, Grade("json", options, completion, target).Outcome);

    [Theory]
    [InlineData("""{"a": {"b": 3}}""", """{"a":{"b":4}}""", "at $.a.b: '3', the target has '4'")]
    [InlineData("""{"a": 1}""", """{"a":1,"c":2}""", "at $: 'c' is missing")]
    [InlineData("""{"a": 1, "d": 1}""", """{"a":1}""", "at $: 'd' is not in the target")]
    [InlineData("""[[1], [2, 3]]""", "[[1],[2]]", "at $[1]: 2 items, the target has 1")]
    [InlineData("""{"a": "1"}""", """{"a":1}""", "at $.a: '\"1\"', the target has '1'")]
    public void Json_SaysWhereItDiffers(string completion, string target, string says) =>
        Assert.EndsWith(says, Grade("json", "", completion, target).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("regex", "pattern: (", "pattern", "'pattern' is no regular expression: at character 1: insufficient closing parentheses.")]
    [InlineData("regex", "match: middle", "match", "'match' is 'middle', and must be 'last' or 'first'.")]
    [InlineData("contains", "whole_words: perhaps", "whole_words", "'whole_words' is 'perhaps', and must be true or false.")]
    [InlineData("contains", "words: true", "words", "there is no option 'words'. Known: case, whole_words.")]
    [InlineData("integer", "case: exact", "case", "there is no option 'case'. Known: ")]
    [InlineData("math", "case: exact", "case", "it takes no options, but 'case' is given.")]
    [InlineData("json", "schema: {\"type\":\"objekt\"}", "schema", "'schema' is no JSON Schema: ")]
    [InlineData("json", "schema: {\"$ref\":\"https://x.test/y\"}", "schema", "'schema' is no JSON Schema: ")]
    [InlineData("json", "schema: {\"$ref\":\"#\"}", "schema", "'schema' is no JSON Schema: ")]
    [InlineData("json", "schema: nothing", "schema", "'schema' is no JSON Schema: ")]
    public void AMistakeInAnOption_IsToldWithItsName(string scorer, string options, string key, string says)
    {
        var mistake = Assert.Throws<SettingsException>(() => Find(scorer, options));
        Assert.Equal(key, mistake.Key);
        Assert.StartsWith($"Scorer '{scorer}': {says}", mistake.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\": \"x\uD800\"}")]
    [InlineData("{\uD800")]
    [InlineData("{\"a\": \"\\ud83d\"}")]
    [InlineData("so {\"a\": [\"\\ud83d\"]} it is")]
    [InlineData("{\"\\ud83d\": 1}")]
    public void Json_IsWrong_WhereItHoldsHalfACharacter(string completion) =>
        Assert.Equal(Outcome.Wrong, Grade("json", "", completion, "{\"a\": \"x\"}").Outcome);

    private static Score Grade(string scorer, string options, string completion, string target) =>
        Find(scorer, options).Grade(completion, new Target(target));

    private static PureScorer Find(string scorer, string options) => Scorers.FindPure(new ScorerSettings(scorer) { Options = Read(options) });

    private static ScorerOptions Options(string scorer, string options) => new(scorer, Read(options));

    private static Dictionary<string, string> Read(string options) =>
        options
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(": ", 2))
            .ToDictionary(option => option[0], option => option[1]);
}
