using Showdown.Domain;
using Showdown.Scoring;
using Showdown.Scoring.Tools;
using Showdown.Tests.Benchmarks;

namespace Showdown.Tests.Scoring.Tools;

/// <summary>BFCL's rules, one case a line: right, wrong and on the edge. A function f takes a, which is required, and b, which is not.</summary>
public sealed class BfclCasesTests
{
    private const string Text = """{"type": "string"}""";
    private const string Whole = """{"type": "integer"}""";
    private const string Real = """{"type": "float"}""";
    private const string Flag = """{"type": "boolean"}""";
    private const string Any = """{"type": "any"}""";
    private const string Map = """{"type": "dict"}""";
    private const string Texts = """{"type": "array", "items": {"type": "string"}}""";
    private const string Wholes = """{"type": "array", "items": {"type": "integer"}}""";
    private const string Reals = """{"type": "array", "items": {"type": "float"}}""";
    private const string Maps = """{"type": "array", "items": {"type": "dict"}}""";
    private const string Tuple = """{"type": "tuple", "items": {"type": "float"}}""";
    private const string TextTuple = """{"type": "tuple", "items": {"type": "string"}}""";
    private const string Lists = """{"type": "array", "items": {"type": "array"}}""";

    [Theory]
    // Numbers: exact type, no tolerance.
    [InlineData(Whole, "[5]", "5", true)]
    [InlineData(Whole, "[5]", "6", false)]
    [InlineData(Whole, "[5]", "5.0", false)]
    [InlineData(Whole, "[1]", "True", false)]
    [InlineData(Whole, "[5]", "'5'", false)]
    [InlineData(Whole, "[-5]", "-5", true)]
    [InlineData(Whole, "[8]", "2 ** 3", true)]
    [InlineData(Whole, "[5, 7]", "7", true)]
    [InlineData(Whole, "[\"n\"]", "n", true)] // a variable
    [InlineData(Whole, "[\"n\"]", "'N'", false)] // ... is compared as it stands
    [InlineData(Real, "[0.5]", "0.5", true)]
    [InlineData(Real, "[0.5]", "0.5000001", false)]
    [InlineData(Real, "[2.0]", "2", true)] // a whole number is taken for a real one
    [InlineData(Real, "[2]", "2", true)]
    [InlineData(Real, "[2]", "2.0", true)]
    [InlineData(Real, "[0.5]", "'0.5'", false)]
    [InlineData(Real, "[0.5]", "1/2", true)]
    // Flags.
    [InlineData(Flag, "[true]", "True", true)]
    [InlineData(Flag, "[true]", "False", false)]
    [InlineData(Flag, "[true]", "true", false)] // the name of a variable
    [InlineData(Flag, "[true]", "1", false)]
    [InlineData(Flag, "[true, false]", "False", true)]
    // Texts: blanks, , . / - _ * ^, case and the kind of quotes do not matter.
    [InlineData(Text, "[\"New York, NY\"]", "'new york NY'", true)]
    [InlineData(Text, "[\"New York\"]", "'Newark'", false)]
    [InlineData(Text, "[\"x^2 * y\"]", "'x2y'", true)]
    [InlineData(Text, "[\"2024-01-05\"]", "'2024/01/05'", true)]
    [InlineData(Text, "[\"it's\"]", "'it\"s'", true)]
    [InlineData(Text, "[\"a:b\"]", "'ab'", false)] // a colon counts
    [InlineData(Text, "[\"a\\tb\"]", "'ab'", false)] // a tab is no blank
    [InlineData(Text, "[\"5\"]", "5", false)]
    [InlineData(Text, "[\"a\", \"b\"]", "'B'", true)]
    [InlineData(Text, "[\"a\", \"\"]", "''", true)]
    [InlineData(Text, "[\"a\"]", "None", false)]
    [InlineData(Any, "[\"a\"]", "'a'", true)]
    [InlineData(Any, "[5]", "5", true)] // of another type than 'any' stands for: exactly
    [InlineData(Any, "[5]", "'5'", false)]
    // Lists: same length and order, items one level deep.
    [InlineData(Texts, "[[\"a b\", \"c\"]]", "['A-B', 'c']", true)]
    [InlineData(Texts, "[[\"a\", \"c\"]]", "['c', 'a']", false)]
    [InlineData(Texts, "[[\"a\", \"c\"]]", "['a']", false)]
    [InlineData(Texts, "[[\"a\"]]", "'a'", false)]
    [InlineData(Texts, "[[\"a\"], [\"b\"]]", "['b']", true)]
    [InlineData(Texts, "[[\"a\"]]", "('a',)", false)] // a tuple where a list is declared
    [InlineData(Texts, "[[\"a\"], \"\"]", "[]", true)]
    [InlineData(Texts, "[\"names\"]", "names", true)]
    [InlineData(Wholes, "[[1, 2]]", "[1, 2]", true)]
    [InlineData(Wholes, "[[1, 2]]", "[1.0, 2.0]", false)]
    [InlineData(Wholes, "[[1, 2]]", "['1', '2']", false)]
    [InlineData(Reals, "[[1.0, 2.0]]", "[1.0, 2.0]", true)]
    [InlineData(Reals, "[[1.0, 2.0]]", "[1, 2]", false)] // only a plain argument is taken for a real one
    [InlineData(Reals, "[[1, 2]]", "[1.0, 2]", true)] // accepted as whole numbers, and 1 is 1.0
    [InlineData(Tuple, "[[1.0, 2.0]]", "(1.0, 2.0)", true)]
    [InlineData(Tuple, "[[1.0, 2.0]]", "[1.0, 2.0]", true)]
    [InlineData(Tuple, "[[1.0, 2.0]]", "(2.0, 1.0)", false)]
    [InlineData(TextTuple, "[[\"A b\", \"c\"]]", "('ab', 'C')", true)]
    [InlineData(TextTuple, "[[\"a\", \"c\"]]", "('a',)", false)]
    [InlineData(Lists, "[[[1, 2], [3]]]", "[[1, 2], [3]]", true)]
    [InlineData(Lists, "[[[1, 2], [3]]]", "[[1, 2], [4]]", false)]
    [InlineData(Lists, "[[[1, 2], [3]]]", "[1, 2, 3]", false)]
    // Maps: keys all known, each value accepted, none missing that has to be there.
    [InlineData(Map, "[{\"k\": [\"A b\"], \"l\": [1]}]", "{'k': 'ab', 'l': 1}", true)]
    [InlineData(Map, "[{\"k\": [\"A b\"], \"l\": [1]}]", "{'l': 1.0, 'k': 'ab'}", true)]
    [InlineData(Map, "[{\"k\": [\"a\"], \"l\": [1]}]", "{'k': 'a'}", false)]
    [InlineData(Map, "[{\"k\": [\"a\"], \"l\": [1, \"\"]}]", "{'k': 'a'}", true)]
    [InlineData(Map, "[{\"k\": [\"a\"]}]", "{'k': 'a', 'm': 1}", false)]
    [InlineData(Map, "[{\"k\": [\"a\"]}]", "{'K': 'a'}", false)]
    [InlineData(Map, "[{\"k\": [\"a\"]}]", "{1: 'a'}", false)]
    [InlineData(Map, "[{\"k\": [\"a\", \"b\"]}]", "{'k': 'b'}", true)]
    [InlineData(Map, "[{\"k\": [{\"l\": 1}]}]", "{'k': {'l': 1}}", true)] // no deeper: compared as they stand
    [InlineData(Map, "[{\"k\": [\"a\"]}]", "g(k='a')", false)]
    [InlineData(Map, "[{\"g\": [{\"k\": \"a\"}]}]", "g(k='a')", true)] // a call as an argument is a map of its arguments
    [InlineData(Maps, "[[{\"k\": [1]}, {\"k\": [2]}]]", "[{'k': 1}, {'k': 2}]", true)]
    [InlineData(Maps, "[[{\"k\": [1]}, {\"k\": [2]}]]", "[{'k': 2}, {'k': 1}]", false)]
    [InlineData(Maps, "[[{\"k\": [1]}, {\"k\": [2]}]]", "[{'k': 1}]", false)]
    public void Python_ComparesArguments(string schema, string accepted, string argument, bool right) =>
        Assert.Equal(right ? Outcome.Right : Outcome.Wrong, Grade("simple_python", Function(schema), Answer(accepted), $"[f(a={argument})]").Outcome);

    private const string JavaTexts = """{"type": "ArrayList", "items": {"type": "String"}}""";
    private const string JavaWholes = """{"type": "Array", "items": {"type": "integer"}}""";
    private const string JavaLongs = """{"type": "ArrayList", "items": {"type": "long"}}""";
    private const string JavaTextArray = """{"type": "Array", "items": {"type": "String"}}""";
    private const string JavaAnyArray = """{"type": "Array", "items": {"type": "any"}}""";
    private const string JavaChars = """{"type": "Array", "items": {"type": "char"}}""";
    private const string JavaWholeList = """{"type": "ArrayList", "items": {"type": "integer"}}""";
    private const string JavaAnys = """{"type": "ArrayList", "items": {"type": "any"}}""";

    [Theory]
    [InlineData("""{"type": "integer"}""", "[5]", "5", true)]
    [InlineData("""{"type": "integer"}""", "[5]", "5L", false)]
    [InlineData("""{"type": "integer"}""", "[5]", "5.0", false)]
    [InlineData("""{"type": "integer"}""", "[-5]", "-5", true)]
    [InlineData("""{"type": "integer"}""", "[\"limit\"]", "limit", true)]
    [InlineData("""{"type": "integer"}""", "[5]", "five", false)]
    [InlineData("""{"type": "long"}""", "[42]", "42L", true)]
    [InlineData("""{"type": "long"}""", "[42]", "42l", true)]
    [InlineData("""{"type": "long"}""", "[42]", "42", false)]
    [InlineData("""{"type": "float"}""", "[1.5]", "1.5f", true)]
    [InlineData("""{"type": "float"}""", "[1.5]", "1.5", false)]
    [InlineData("""{"type": "double"}""", "[0.5]", "0.5", true)]
    [InlineData("""{"type": "double"}""", "[0.5]", "5e-1", true)]
    [InlineData("""{"type": "double"}""", "[0.5]", "0.5d", false)]
    [InlineData("""{"type": "boolean"}""", "[true]", "true", true)]
    [InlineData("""{"type": "boolean"}""", "[true]", "True", false)]
    [InlineData("""{"type": "boolean"}""", "[true]", "false", false)]
    [InlineData("""{"type": "char"}""", "[\"'a'\"]", "'a'", true)]
    [InlineData("""{"type": "String"}""", "[\"a b\"]", "A-B", true)]
    [InlineData("""{"type": "String"}""", "[\"a\"]", "b", false)]
    [InlineData("""{"type": "any"}""", "[\"mapArea\"]", "mapArea", true)]
    [InlineData("""{"type": "any"}""", "[\"mapArea\"]", "map", false)]
    [InlineData(JavaTexts, "[[\"a\", \"b\"]]", "new ArrayList<>(Arrays.asList(\"a\", \"b\"))", true)]
    [InlineData(JavaTexts, "[[\"a\", \"b\"]]", "new ArrayList<String>() {{ add(\"a\"); add(\"b\"); }}", true)]
    [InlineData(JavaTexts, "[[\"a\", \"b\"]]", "new ArrayList<>(Arrays.asList(\"b\", \"a\"))", false)]
    [InlineData(JavaTexts, "[[\"a\", \"b\"]]", "[\"a\", \"b\"]", false)]
    [InlineData(JavaTexts, "[[], \"\"]", "new ArrayList<>()", true)]
    [InlineData(JavaTexts, "[\"names\"]", "names", true)]
    [InlineData(JavaLongs, "[[101, 202]]", "new ArrayList<>(Arrays.asList(101L, 202L))", true)]
    [InlineData(JavaLongs, "[[101, 202]]", "new ArrayList<>(Arrays.asList(101, 202))", false)]
    [InlineData(JavaAnys, "[[\"id\", 42, true]]", "new ArrayList<>(Arrays.asList(\"id\", 42, true))", true)]
    [InlineData(JavaAnys, "[[\"id\", 42, true]]", "new ArrayList<>(Arrays.asList(\"id\", 42, false))", false)]
    [InlineData(JavaWholes, "[[2, 7]]", "new int[]{2, 7}", true)]
    [InlineData(JavaWholes, "[[2, 7]]", "new int[] {7, 2}", false)]
    [InlineData(JavaWholes, "[[2, 7]]", "{2, 7}", false)]
    [InlineData(JavaTextArray, "[[\"A b\", \"c\"]]", "new String[]{\"a-b\", \"C\"}", true)]
    [InlineData(JavaTextArray, "[[\"a\", \"c\"]]", "new String[]{\"a\"}", false)]
    [InlineData(JavaTextArray, "[\"names\"]", "names", true)]
    [InlineData(JavaAnyArray, "[\"durations\"]", "durations", true)]
    [InlineData(JavaAnyArray, "[\"durations\"]", "new BigDecimal[]{}", false)]
    [InlineData(JavaChars, "[\"textBuffer\"]", "textBuffer", true)]
    [InlineData(JavaChars, "[\"textBuffer\"]", "text", false)]
    [InlineData(JavaWholeList, "[[1, 2]]", "new ArrayList<>(Arrays.asList(1, 2))", true)]
    [InlineData(JavaWholeList, "[[1, 2]]", "new ArrayList<>(Arrays.asList(1, \"2\"))", false)]
    [InlineData(JavaWholeList, "[[1, 2]]", "List.of(1, 2)", false)]
    [InlineData(
        """{"type": "HashMap"}""",
        "[{\"k\": [\"v\"], \"n\": [5]}]",
        "new HashMap<String, Object>() {{ put(\"k\", \"v\"); put(\"n\", 5); }}",
        true
    )]
    [InlineData("""{"type": "HashMap"}""", "[{\"k\": [\"v\"], \"n\": [5]}]", "new HashMap<String, Object>() {{ put(\"k\", \"v\"); }}", false)]
    [InlineData("""{"type": "HashMap"}""", "[\"env\"]", "env", true)]
    public void Java_ReadsSource(string schema, string accepted, string source, bool right) =>
        BySource("simple_java", schema, accepted, source, right);

    private const string ScriptTexts = """{"type": "array", "items": {"type": "String"}}""";
    private const string ScriptWholes = """{"type": "array", "items": {"type": "integer"}}""";
    private const string ScriptReals = """{"type": "array", "items": {"type": "float"}}""";

    [Theory]
    [InlineData("""{"type": "String"}""", "[\"a b\"]", "'A b'", true)]
    [InlineData("""{"type": "String"}""", "[\"a b\"]", "\"a-b\"", true)]
    [InlineData("""{"type": "String"}""", "[\"a\"]", "b", false)]
    [InlineData("""{"type": "integer"}""", "[5]", "5", true)]
    [InlineData("""{"type": "integer"}""", "[5]", "5n", false)]
    [InlineData("""{"type": "Bigint"}""", "[5]", "5n", true)]
    [InlineData("""{"type": "Bigint"}""", "[5]", "5", false)]
    [InlineData("""{"type": "float"}""", "[3.0]", "3", true)]
    [InlineData("""{"type": "float"}""", "[3.0]", "3.", true)]
    [InlineData("""{"type": "float"}""", "[3.0]", "3e0", false)] // no exponent
    [InlineData("""{"type": "Boolean"}""", "[true]", "true", true)]
    [InlineData("""{"type": "Boolean"}""", "[true]", "True", false)]
    [InlineData("""{"type": "any"}""", "[\"window.x\"]", "window.x", true)]
    [InlineData("""{"type": "any"}""", "[\"window.x\"]", "window.y", false)]
    [InlineData(ScriptTexts, "[[\"a\", \"b\"]]", "['a', \"b\"]", true)]
    [InlineData(ScriptTexts, "[[\"a\", \"b\"]]", "new Array('a', 'b')", true)]
    [InlineData(ScriptTexts, "[[\"a\", \"b\"]]", "['b', 'a']", false)]
    [InlineData(ScriptTexts, "[\"items\"]", "items", true)]
    [InlineData(ScriptWholes, "[[1, 2]]", "[1, 2]", true)]
    [InlineData(ScriptWholes, "[[1, 2]]", "['1', 2]", false)]
    [InlineData(ScriptReals, "[[60, 30]]", "[60, 30.0]", true)]
    [InlineData(ScriptReals, "[[[10.0, 15.0], [20.0, 25.0]]]", "[[10, 15], [20, 25]]", true)]
    [InlineData(ScriptReals, "[[[10.0, 15.0], [20.0, 25.0]]]", "[[10, 15], [20]]", false)]
    [InlineData("""{"type": "dict"}""", "[{\"k\": [\"v\"], \"n\": [5]}]", "{k: 'v', \"n\": 5}", true)]
    [InlineData("""{"type": "dict"}""", "[{\"k\": [\"v\"], \"n\": [5]}]", "{k: 'v'}", false)]
    [InlineData("""{"type": "dict"}""", "[{\"k\": [[\"v\"]]}]", "{k: ['v']}", true)]
    [InlineData("""{"type": "dict"}""", "[\"\", {}]", "{}", true)]
    [InlineData("""{"type": "dict"}""", "[\"data\"]", "data", true)]
    public void JavaScript_ReadsSource(string schema, string accepted, string source, bool right) =>
        BySource("simple_javascript", schema, accepted, source, right);

    [Theory]
    [InlineData(nameof(Python_ComparesArguments), nameof(CallLanguage.Python))]
    [InlineData(nameof(Java_ReadsSource), nameof(CallLanguage.Java))]
    [InlineData(nameof(JavaScript_ReadsSource), nameof(CallLanguage.JavaScript))]
    public async Task EveryTypeOfTheData_HasARightAndAWrongCase(string table, string language)
    {
        var cases = typeof(BfclCasesTests)
            .GetMethod(table)!
            .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false)
            .Cast<InlineDataAttribute>()
            .Select(c => (TypeOf(FunctionSpec.Read(Function((string)c.Data[0]!))[0].Parameters["a"]), (bool)c.Data[3]!))
            .ToHashSet();
        var types = (await MirrorTests.ReadAsync("bfcl-prompt"))
            .Where(s => BfclScorer.LanguageOf(s.Fields[CallScorer.CategoryField]).ToString() == language)
            .SelectMany(s => FunctionSpec.Read(s.Fields[CallScorer.FunctionsField]).SelectMany(f => f.Parameters.Values).Select(TypeOf))
            .ToHashSet();
        Assert.NotEmpty(types);
        Assert.Empty(types.SelectMany(type => new[] { (type, true), (type, false) }).Except(cases));
    }

    /// <summary>Such as "array of string".</summary>
    private static string TypeOf(ParameterSpec parameter) =>
        parameter is { Type: "array" or "tuple" or "Array" or "ArrayList", ItemType: { } items } ? $"{parameter.Type} of {items}" : parameter.Type;

    [Theory]
    [InlineData("simple_python", "[f(a=1, b=2)]", true)]
    [InlineData("simple_python", "[f(a=1)]", true)] // b may be left out
    [InlineData("simple_python", "[f(b=2)]", false)]
    [InlineData("simple_python", "[f(a=1, c=2)]", false)]
    [InlineData("simple_python", "[f(1)]", false)] // positional arguments vanish
    [InlineData("simple_python", "[f(a=1, **{'b': 2})]", false)]
    [InlineData("simple_python", "[f(a=1), f(a=1)]", false)]
    [InlineData("simple_python", "[g(a=1)]", false)]
    [InlineData("simple_python", "f(a=1)", true)]
    [InlineData("simple_python", "```\n[f(a=1)]\n```", true)]
    [InlineData("simple_python", "Sure: [f(a=1)]", false)]
    [InlineData("simple_java", "[f(a=1, b=2)]", true)]
    [InlineData("simple_java", "f(a=1);", true)]
    [InlineData("simple_java", "[f(a=1), f(a=1)]", false)]
    [InlineData("simple_java", "[f(1)]", false)]
    [InlineData("simple_javascript", "[f(a=1)]", true)]
    [InlineData("simple_javascript", "[f(a=1, a=1)]", false)]
    public void Call_HasItsArguments(string category, string reply, bool right) =>
        Assert.Equal(right ? Outcome.Right : Outcome.Wrong, Grade(category, Function(Whole), """[{"f": {"a": [1], "b": [2, ""]}}]""", reply).Outcome);

    private const string Two = """
        [{"name": "x.f", "parameters": {"type": "dict", "properties": {"a": {"type": "integer"}}, "required": ["a"]}},
         {"name": "g", "parameters": {"type": "dict", "properties": {"a": {"type": "string"}}, "required": ["a"]}}]
        """;

    [Theory]
    [InlineData("multiple", """[{"x.f": {"a": [1]}}]""", "[x.f(a=1)]", true)]
    [InlineData("multiple", """[{"x.f": {"a": [1]}}]""", "[x_f(a=1)]", false)] // names in full, by prompt
    [InlineData("multiple", """[{"x.f": {"a": [1]}}]""", "[g(a='1')]", false)]
    [InlineData("parallel", """[{"x.f": {"a": [1]}}, {"x.f": {"a": [2]}}]""", "[x.f(a=2), x.f(a=1)]", true)]
    [InlineData("parallel", """[{"x.f": {"a": [1]}}, {"x.f": {"a": [2]}}]""", "[x.f(a=1), x.f(a=1)]", false)]
    [InlineData("parallel", """[{"x.f": {"a": [1]}}, {"x.f": {"a": [2]}}]""", "[x.f(a=1)]", false)]
    [InlineData("parallel", """[{"x.f": {"a": [1]}}, {"x.f": {"a": [2]}}]""", "[x.f(a=1), x.f(a=2), x.f(a=2)]", false)]
    [InlineData("parallel", """[{"x.f": {"a": [1, 2]}}, {"x.f": {"a": [1]}}]""", "[x.f(a=1), x.f(a=2)]", false)] // the first that fits is taken
    [InlineData("parallel_multiple", """[{"x.f": {"a": [1]}}, {"g": {"a": ["b"]}}]""", "[g(a='B'), x.f(a=1)]", true)]
    [InlineData("live_parallel_multiple", """[{"x.f": {"a": [1]}}, {"g": {"a": ["b"]}}]""", "[g(a=1), x.f(a=1)]", false)]
    public void SeveralCalls_AreAllMet(string category, string answer, string reply, bool right) =>
        Assert.Equal(right ? Outcome.Right : Outcome.Wrong, Grade(category, Two, answer, reply).Outcome);

    [Theory]
    //          category           a reply in words  calls                      cut off  outcome
    [InlineData("irrelevance", "No function fits.", null, false, Outcome.Right)]
    [InlineData("irrelevance", "", null, false, Outcome.Right)]
    [InlineData("irrelevance", "No function", null, true, Outcome.Truncated)]
    [InlineData("irrelevance", "", "{\"a\": 1}", false, Outcome.Wrong)]
    [InlineData("live_irrelevance", "", "no JSON", false, Outcome.Right)] // what cannot be read is no call
    [InlineData("live_irrelevance", "[x.f(a=1)]", null, false, Outcome.Wrong)] // the host hands a call on as it was written
    [InlineData("live_relevance", "", "{\"anything\": 1}", false, Outcome.Right)]
    [InlineData("live_relevance", "No.", null, false, Outcome.Wrong)]
    [InlineData("multiple", "", "{\"a\": 1}", false, Outcome.Right)]
    [InlineData("multiple", "", "{\"a\": 1.0}", false, Outcome.Wrong)]
    [InlineData("multiple", "", "{\"a\": \"1\"}", false, Outcome.Wrong)]
    [InlineData("multiple", "", "", false, Outcome.Wrong)]
    [InlineData("multiple", "", "[1]", false, Outcome.Wrong)]
    [InlineData("multiple", "[x.f(a=1)]", null, false, Outcome.Right)] // likewise
    [InlineData("multiple", "[x_f(a=1)]", null, false, Outcome.Right)]
    [InlineData("multiple", "I call [x_f(a=1)]", null, false, Outcome.Wrong)]
    [InlineData("multiple", "[x.f(a=1)]", "{\"a\": 2}", false, Outcome.Wrong)] // what the host tells comes first
    [InlineData("multiple", "", null, true, Outcome.Truncated)]
    public async Task ByTools_TheHostsCallsCount(string category, string text, string? arguments, bool cutOff, Outcome outcome)
    {
        var sample = Sample(category, Two, """[{"x.f": {"a": [1]}}]""") with { Tools = [new Tool("x_f", null, "{}"), new Tool("g", null, "{}")] };
        var input = Input(sample, text) with { CutOff = cutOff, ToolCalls = arguments is null ? [] : [new ToolCall("x_f", arguments)] };
        Assert.Equal(outcome, (await new BfclScorer().ScoreAsync(input, TestContext.Current.CancellationToken)).Outcome);
    }

    [Fact]
    public void ByTools_NamesHaveNoDots()
    {
        var sample = Sample("multiple", Two, """[{"x.f": {"a": [1]}}]""") with { Tools = [new Tool("x_f", null, "{}")] };
        Score Of(string name) => new BfclScorer().Grade(Input(sample, "") with { ToolCalls = [new ToolCall(name, """{"a": 1}""")] });
        Assert.Equal((Outcome.Right, Outcome.Wrong), (Of("x_f").Outcome, Of("x.f").Outcome));
    }

    [Theory]
    [InlineData("multiple", "[]", "[{\"f\": {}}]")]
    [InlineData("simple_python", "no JSON", "[{\"f\": {}}]")]
    [InlineData("simple_python", "[]", "{}")]
    public void SampleThatCannotBeRead_IsUnscored(string category, string functions, string answer) =>
        Assert.Equal(Outcome.Unscored, Grade(category, functions, answer, "[f()]").Outcome);

    [Theory]
    [InlineData("simple_java", JavaAnys)]
    [InlineData("simple_java", """{"type": "HashMap"}""")]
    [InlineData("simple_javascript", ScriptTexts)]
    [InlineData("simple_javascript", """{"type": "dict"}""")]
    public void HostileSource_IsReadInBoundedTimeAndDepth(string category, string schema)
    {
        string[] sources =
        [
            new string('[', 90_000) + new string(']', 90_000),
            "{a: " + new string('[', 90_000) + new string(']', 90_000) + "}",
            new string('{', 90_000) + new string('}', 90_000),
            "[" + new string(',', 190_000) + "]",
            "new ArrayList<>(Arrays.asList(" + new string(',', 190_000) + "))",
            "new HashMap<String, Object>() {{ " + string.Concat(Enumerable.Repeat("put(\"a\", 1);", 14_000)) + " }}",
            new string(',', 190_000),
            new string('(', 90_000) + new string(')', 90_000),
            new string('"', 190_001),
            "new ArrayList" + new string('<', 190_000),
            new string('9', 190_000),
        ];
        foreach (var source in sources)
        {
            Assert.Equal(Outcome.Wrong, Grade(category, Function(schema), Answer("[5]"), $"[f(a={source})]").Outcome);
            Assert.Equal(Outcome.Wrong, Grade(category, Function(schema), Answer("[5]"), $"[f({source})]").Outcome);
        }
    }

    /// <summary>Both ways to give source: by tools as a text, by prompt in the language itself.</summary>
    private static void BySource(string category, string schema, string accepted, string source, bool right)
    {
        var sample = Sample(category, Function(schema), Answer(accepted));
        var byTools = Input(sample with { Tools = [new Tool("f", null, "{}")] }, "") with
        {
            ToolCalls = [new ToolCall("f", $$"""{"a": {{System.Text.Json.JsonSerializer.Serialize(source)}}}""")],
        };
        var scorer = new BfclScorer();
        Assert.Equal(right ? Outcome.Right : Outcome.Wrong, scorer.Grade(byTools).Outcome);
        if (source is not (['\'', .., '\''] or ['"', .., '"'])) // a pair of quotes is taken away there
            Assert.Equal(right ? Outcome.Right : Outcome.Wrong, scorer.Grade(Input(sample, $"[f(a={source})]")).Outcome);
    }

    private static string Function(string schema) =>
        $$$"""[{"name": "f", "parameters": {"type": "dict", "properties": {"a": {{{schema}}}, "b": {"type": "integer"}}, "required": ["a"]}}]""";

    private static string Answer(string accepted) => $$$"""[{"f": {"a": {{{accepted}}}}}]""";

    private static Score Grade(string category, string functions, string answer, string reply) =>
        new BfclScorer().Grade(Input(Sample(category, functions, answer), reply));

    private static Sample Sample(string category, string functions, string answer) =>
        new($"{category}_0", "", answer)
        {
            Fields = new Dictionary<string, string> { ["category"] = category, ["functions"] = functions },
        };

    private static ScorerInput Input(Sample sample, string text) =>
        new()
        {
            Sample = sample,
            Target = new Target(sample.Target),
            Text = text,
        };
}
