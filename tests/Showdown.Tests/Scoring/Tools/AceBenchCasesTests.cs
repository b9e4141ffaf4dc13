using Showdown.Domain;
using Showdown.Scoring;
using Showdown.Scoring.Tools;

namespace Showdown.Tests.Scoring.Tools;

/// <summary>ACEBench's rule with its holes, and the strict one beside it, case by case.</summary>
public sealed class AceBenchCasesTests
{
    private const string Functions = """
        [{"name": "Find", "arguments": {"type": "object", "properties": {"place": {"type": "string"}, "count": {"type": "integer"}, "open": {"type": "boolean"},
          "tags": {"type": "array", "items": {"type": "string"}}, "when": {"type": "object"}, "stops": {"type": "array", "items": {"type": "object"}}}, "required": ["place"]}},
         {"name": "Other", "parameters": {"type": "object", "properties": {"x": {"type": "number"}}}}]
        """;

    [Theory]
    //          answer                                     reply                                              official strict
    [InlineData("""{"Find": {"place": "Rome"}}""", "[Find(place='Rome')]", true, true)]
    [InlineData("""{"Find": {"place": "Rome"}}""", "Of course: [Find(place='rome')] Anything else?", true, true)]
    [InlineData("""{"Find": {"place": "Rome"}}""", "[Find(place='Paris')]", false, false)]
    [InlineData("""{"Find": {"place": "Rome"}}""", "[Find(place='Rome, Italy')]", true, false)] // contained is enough
    [InlineData("""{"Find": {"place": "Rome"}}""", "[Find(place='Rom')]", false, false)]
    [InlineData("""{"Find": {"place": "Rome"}}""", "[Other(x=1)]", false, false)]
    [InlineData("""{"Find": {"place": "Rome"}}""", "[Find(place='Rome'), Find(place='Rome')]", false, false)]
    [InlineData("""{"Find": {"place": "Rome"}}""", "[Find(place='Rome', count=1)]", false, false)] // not asked for
    [InlineData("""{"Find": {"place": "Rome"}}""", "[Find()]", false, false)]
    [InlineData("""{"Find": {"place": "Rome"}}""", "Find it yourself.", false, false)]
    [InlineData("""{"Find": {"place": "Rome"}}""", "", false, false)]
    [InlineData("""{"Find": {"place": "Rome", "count": 3}}""", "[Find(place='Rome', count=3)]", true, true)]
    [InlineData("""{"Find": {"place": "Rome", "count": 3}}""", "[Find(place='Rome', count=4)]", true, false)] // numbers are never compared
    [InlineData("""{"Find": {"place": "Rome", "count": 3}}""", "[Find(place='Rome')]", true, false)] // what is not required may be missing
    [InlineData("""{"Find": {"place": "Rome", "count": 3}}""", "[Find(place='Rome', count='3')]", false, false)]
    [InlineData("""{"Find": {"place": "Rome", "open": true}}""", "[Find(place='Rome', open=False)]", true, false)] // nor are flags
    [InlineData("""{"Find": {"place": "Rome", "open": true}}""", "[Find(place='Rome', open=True)]", true, true)]
    [InlineData("""{"Other": {"x": 2}}""", "[Other(x=2.0)]", true, true)]
    [InlineData("""{"Find": {"place": "Rome", "tags": ["a b", "c"]}}""", "[Find(place='Rome', tags=['A-B', 'c'])]", true, true)]
    [InlineData("""{"Find": {"place": "Rome", "tags": ["a", "c"]}}""", "[Find(place='Rome', tags=['c', 'a'])]", false, false)]
    [InlineData("""{"Find": {"place": "Rome", "when": {"from": "May", "n": 1}}}""", "[Find(place='Rome', when={'from': 'may', 'n': 1})]", true, true)]
    [InlineData("""{"Find": {"place": "Rome", "when": {"from": "May"}}}""", "[Find(place='Rome', when={'from': 'early May'})]", true, false)]
    [InlineData("""{"Find": {"place": "Rome", "when": {"from": "May"}}}""", "[Find(place='Rome', when={'from': 'May', 'to': 'June'})]", false, false)]
    [InlineData("""{"Find": {"place": "Rome", "when": {"a": {"b": "c"}}}}""", "[Find(place='Rome', when={'a': {'b': 'd'}})]", false, false)]
    [InlineData(
        """{"Find": {"place": "Rome", "stops": [{"k": "a"}, {"k": "b"}]}}""",
        "[Find(place='Rome', stops=[{'k': 'a'}, {'k': 'b'}])]",
        true,
        true
    )]
    [InlineData(
        """{"Find": {"place": "Rome", "stops": [{"k": "a"}, {"k": "b"}]}}""",
        "[Find(place='Rome', stops=[{'k': 'b'}, {'k': 'a'}])]",
        false,
        false
    )]
    [InlineData("""{"Find_1": {"place": "Rome"}, "Find_2": {"place": "Paris"}}""", "[Find(place='Paris'), Find(place='Rome')]", true, true)]
    [InlineData("""{"Find_1": {"place": "Rome"}, "Find_2": {"place": "Paris"}}""", "[Find(place='Paris'), Find(place='Paris')]", false, false)]
    [InlineData("""{"Find_1": {"place": "o"}, "Find_2": {"place": "Rome"}}""", "[Find(place='Rome'), Find(place='x')]", true, false)] // one call serves twice
    [InlineData("""{"Find": {"place": "Rome"}, "Other": {"x": 1}}""", "[Other(x=1), Find(place='Rome')]", true, true)]
    [InlineData("""[{"Find": {"place": "Rome"}}, {"Find": {"place": "Paris"}}]""", "[Find(place='Paris')]", true, true)] // any of several answers
    public void Normal_IsJudgedByBothRules(string answer, string reply, bool official, bool strict) =>
        Check("normal_atom_bool", answer, reply, official, strict);

    [Theory]
    // Of several turns the authors take the whole reply without white space: what stands around the calls spoils them.
    [InlineData("[Find(place='New York')]", true, true)]
    [InlineData("[\n  Find(place = 'New York')\n]", true, true)]
    [InlineData("Here: [Find(place='New York')]", false, true)]
    public void SeveralTurns_AreReadAsTheAuthorsDo(string reply, bool official, bool strict) =>
        Check("normal_multi_turn_user_adjust", """{"Find": {"place": "New York"}}""", reply, official, strict);

    [Theory]
    [InlineData(
        "special_incomplete",
        """{"Find": ["place", "count"]}""",
        "Missing necessary parameters (place, count) for the api (Find)",
        true,
        true
    )]
    [InlineData(
        "special_incomplete",
        """{"Find": ["place", "count"]}""",
        "Missing necessary parameters (count, place) for the api (Find).",
        true,
        true
    )]
    [InlineData("special_incomplete", """{"Find": ["place"]}""", "Missing necessary parameters (place, count) for the api (Find)", true, false)]
    [InlineData("special_incomplete", """{"Find": ["place", "count"]}""", "Missing necessary parameters (place) for the api (Find)", false, false)]
    [InlineData("special_incomplete", """{"Find": ["place"]}""", "Missing necessary parameters (place) for the api (Other)", false, false)]
    [InlineData("special_incomplete", """{"Find": ["place"]}""", "Where do you want to look?", false, false)]
    [InlineData("special_incomplete", """{"Find": ["place"]}""", "[Find()] Missing necessary parameters (place) for the api (Find)", true, false)]
    [InlineData(
        "special_error_param",
        """{"id": ["12X"]}""",
        "There is incorrect value (12X) for the parameters (id) in the conversation history.",
        true,
        true
    )]
    [InlineData(
        "special_error_param",
        """{"id": ["12X"]}""",
        "There is incorrect value (12X) for the parameters (date) in the conversation history.",
        true,
        false
    )]
    [InlineData("special_error_param", """{"id": ["12X", "13X"]}""", "There is incorrect value (12X) for the parameters (id).", false, false)]
    [InlineData("special_error_param", """{"id": ["12X"]}""", "The value 12X is incorrect.", false, false)]
    [InlineData("special_irrelevant", "\"Due to ...\"", "Due to the limitations of the function, I cannot solve this problem.", true, true)]
    [InlineData("special_irrelevant", "\"Due to ...\"", "[Find(place='x')] despite the limitations of the function", true, false)]
    [InlineData("special_irrelevant", "\"Due to ...\"", "No function fits.", false, false)]
    public void Special_WantsTheFixedSentence(string category, string answer, string reply, bool official, bool strict) =>
        Check(category, answer, reply, official, strict);

    private static void Check(string category, string answer, string reply, bool official, bool strict)
    {
        var input = new ScorerInput
        {
            Sample = new Sample($"{category}_0", "", answer)
            {
                Fields = new Dictionary<string, string> { ["category"] = category, ["functions"] = Functions },
            },
            Target = new Target(answer),
            Text = reply,
        };
        var (byOfficial, byStrict) = (new AceBenchScorer(strict: false).Grade(input), new AceBenchScorer(strict: true).Grade(input));
        Assert.Equal((Of(official), new PartScore("strict", strict)), (byOfficial.Outcome, Assert.Single(byOfficial.Parts)));
        Assert.Equal((Of(strict), new PartScore("official", official)), (byStrict.Outcome, Assert.Single(byStrict.Parts)));
    }

    private static Outcome Of(bool right) => right ? Outcome.Right : Outcome.Wrong;
}
