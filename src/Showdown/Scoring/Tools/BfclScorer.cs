using Showdown.Domain;

namespace Showdown.Scoring.Tools;

/// <summary>
/// Single turns of the Berkeley Function Calling Leaderboard, version 4, by its rules. Where a sample offers tools, the calls that the host tells are
/// judged; else, or where it tells none, the text, if it is calls and nothing else: some hosts hand a model's calls on as it wrote them.
/// </summary>
/// <remarks>Two departures: a reply that hit the output cap is no right refusal, and a list whose items may be anything may hold items of several
/// types.</remarks>
public sealed class BfclScorer : CallScorer
{
    public const string ScorerName = "bfcl";

    public override string Name => ScorerName;

    public override int Version => 1;

    protected override Score Judge(ScorerInput input, string text)
    {
        var category = input.Sample.Fields[CategoryField];
        var byTools = input.Sample.Tools.Count > 0;
        var refuses = category.Contains("irrelevance", StringComparison.Ordinal);
        var free = refuses || category.Contains("relevance", StringComparison.Ordinal);
        var language = free ? CallLanguage.Python : LanguageOf(category);
        var told = byTools && input.ToolCalls.Count > 0;
        var read = told ? CallsRead.OfHost(input.ToolCalls) : CallsRead.Of(() => Written(text, language, byTools));
        var answer = told ? CallsRead.Shown(input.ToolCalls) : CallsRead.Shown(text);
        var reason =
            refuses ? WhyNoRefusal(read, input.CutOff)
            : free ? read.WhyNone
            : WhyNot(read, category, new CallRules(language, byTools), Functions(input), AcceptedCall.Read(input.Target.Value ?? ""));
        return reason is not null
            ? Score.Wrong(answer, reason)
            : Score.Right(
                answer ?? "no call",
                refuses ? $"calls nothing, as is right: {read.WhyNone}"
                    : free ? "calls a function, whatever it is given"
                    : told || !byTools ? "makes the calls that are asked for"
                    : "makes the calls that are asked for, as text: the host did not tell them as calls"
            );
    }

    // A text that offered tools are called in has their names without dots, or as the model knows them.
    private static IReadOnlyList<Call> Written(string text, CallLanguage language, bool plainNames)
    {
        var calls = language == CallLanguage.Python ? PythonCalls.Read(text) : SourceCalls.Read(text);
        return plainNames ? [.. calls.Select(c => c with { Name = c.Name.Replace('.', '_') })] : calls;
    }

    /// <summary>In whose syntax a category's arguments are written.</summary>
    internal static CallLanguage LanguageOf(string category) =>
        category.Contains("javascript", StringComparison.Ordinal) ? CallLanguage.JavaScript
        : category.Contains("java", StringComparison.Ordinal) ? CallLanguage.Java
        : CallLanguage.Python;

    private static IReadOnlyList<FunctionSpec> Functions(ScorerInput input) => FunctionSpec.Read(input.Sample.Fields[FunctionsField]);

    private static string? WhyNoRefusal(CallsRead read, bool cutOff) =>
        read.Calls.Count > 0 ? $"calls {CallRules.Shown(read.Calls[0].Name)}, and no function fits"
        : cutOff ? "it ended before it could call anything, which is no refusal"
        : null;

    private static string? WhyNot(
        CallsRead read,
        string category,
        CallRules rules,
        IReadOnlyList<FunctionSpec> functions,
        IReadOnlyList<AcceptedCall> wanted
    )
    {
        var described = wanted.Select(w => Described(w, functions, category)).ToList();
        if (read.WhyNone is not null)
            return read.WhyNone;
        if (read.Calls.Count != wanted.Count)
            return $"{read.Calls.Count} calls, and {wanted.Count} are asked for";
        var left = read.Calls.ToList();
        for (var i = 0; i < wanted.Count; i++)
        {
            // Each takes the first call that is left and right; which that is, is not thought over again.
            var taken = left.FindIndex(call => rules.WhyNot(call, wanted[i], described[i]) is null);
            if (taken < 0)
                return WhyNone(left, wanted[i], described[i], rules);
            left.RemoveAt(taken);
        }

        return null;
    }

    // Of several calls the one of the same name tells most.
    private static string WhyNone(List<Call> left, AcceptedCall wanted, FunctionSpec function, CallRules rules) =>
        rules.WhyNot(left.Find(call => call.Name == rules.NameOf(function)) ?? left[0], wanted, function)!;

    /// <summary>The description of the function that is to be called: in 'simple' there is but one, whatever the answer calls it.</summary>
    private static FunctionSpec Described(AcceptedCall wanted, IReadOnlyList<FunctionSpec> functions, string category) =>
        category.Contains("simple", StringComparison.Ordinal) && functions.Count > 0
            ? functions[0]
            : functions.FirstOrDefault(f => f.Name == wanted.Name)
                ?? throw new FormatException($"the answer calls '{wanted.Name}', which no description has");
}
