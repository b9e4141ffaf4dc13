using System.Text.Json;
using Showdown.Domain;

namespace Showdown.Scoring.Tools;

/// <summary>
/// Normal and special dialogues of ACEBench, by its authors' rule, which never looks at numbers and flags, and by a strict one of our own. Either
/// makes the score; the other is a part.
/// </summary>
/// <param name="strict">Whether the strict rule makes the score.</param>
public sealed class AceBenchScorer(bool strict) : CallScorer
{
    public const string ScorerName = "acebench";

    /// <summary>Which rule makes the score: <see cref="Official"/> or <see cref="Strict"/>.</summary>
    public const string HeadlineOption = "headline";

    public const string Official = "official";

    public const string Strict = "strict";

    public override string Name => ScorerName;

    public override int Version => 1;

    protected override Score Judge(ScorerInput input, string text)
    {
        var (official, strictly) = WhyNot(input, text);
        var (decides, other) = strict ? (strictly, official) : (official, strictly);
        var answer = CallsRead.Shown(text);
        var score = decides is null ? Score.Right(answer ?? "", RightBy(strict ? null : strictly)) : Score.Wrong(answer, decides);
        return score with { Parts = [new PartScore(strict ? Official : Strict, other is null)] };
    }

    private static string RightBy(string? strictly) =>
        strictly is null ? "what is asked for" : $"right by the authors' rule alone; strictly it is not: {strictly}";

    /// <summary>Null where it is right by that rule.</summary>
    private static (string? Official, string? Strict) WhyNot(ScorerInput input, string text)
    {
        var category = input.Sample.Fields[CategoryField];
        try
        {
            using var answer = JsonDocument.Parse(input.Target.Value ?? "");
            if (category.Contains("special", StringComparison.Ordinal))
                return AceSpecial.WhyNot(category, answer.RootElement, text);
            var functions = FunctionSpec.Read(input.Sample.Fields[FunctionsField]);
            var wanted = AceAnswer.Read(answer.RootElement, functions);
            var severalTurns = category.Contains("multi_turn", StringComparison.Ordinal);
            return (
                WhyNoneFits(wanted, AceReply.Official(text, severalTurns), (want, calls) => AceRules.WhyNotOfficial(want, calls, functions)),
                WhyNoneFits(wanted, AceReply.Strict(text), (want, calls) => AceRules.WhyNotStrict(want, calls, functions))
            );
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new FormatException($"the answer cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Of several answers any will do.</summary>
    private static string? WhyNoneFits(
        IReadOnlyList<IReadOnlyList<Call>> answers,
        CallsRead read,
        Func<IReadOnlyList<Call>, IReadOnlyList<Call>, string?> whyNot
    )
    {
        if (read.WhyNone is not null)
            return read.WhyNone;
        string? first = null;
        foreach (var answer in answers)
        {
            if (whyNot(answer, read.Calls) is not { } reason)
                return null;
            first ??= reason;
        }

        return first ?? "there is no answer";
    }
}
