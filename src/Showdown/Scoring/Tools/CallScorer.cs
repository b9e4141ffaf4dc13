using Showdown.Domain;
using Showdown.Scoring.Text;

namespace Showdown.Scoring.Tools;

/// <summary>Scores the calls that a model makes, as a host tells them or as a reply writes them. Nothing is carried out or evaluated.</summary>
public abstract class CallScorer : Scorer
{
    /// <summary>Field with the descriptions of the functions on offer, as the dataset has them: a JSON list.</summary>
    public const string FunctionsField = "functions";

    /// <summary>Field with the category that a sample belongs to: it says by which rule its calls are judged.</summary>
    public const string CategoryField = "category";

    public sealed override ScorerKind Kind => ScorerKind.Instant;

    /// <summary>Pure, bounded in time, never throwing on any text.</summary>
    /// <returns>Right or wrong with the reason; unscored where the sample itself cannot be read.</returns>
    public Score Grade(ScorerInput input)
    {
        try
        {
            return Judge(input, FinalText.Of(input.Text));
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException)
        {
            return Score.Unscored(null, $"the sample cannot be judged: {e.Message}");
        }
    }

    /// <exception cref="FormatException">The sample cannot be read.</exception>
    protected abstract Score Judge(ScorerInput input, string text);

    protected sealed override ValueTask<Score> ScoreCoreAsync(ScorerInput input, CancellationToken cancel) => ValueTask.FromResult(Grade(input));
}

/// <summary>The calls of one reply.</summary>
/// <param name="Calls">None where the reply makes none.</param>
/// <param name="WhyNone">What stands in the way of reading the reply as calls; null where there are some.</param>
internal sealed record CallsRead(IReadOnlyList<Call> Calls, string? WhyNone)
{
    private const int LongestAnswer = 300;

    /// <summary>Whatever the reader cannot read is no call.</summary>
    public static CallsRead Of(Func<IReadOnlyList<Call>> read)
    {
        try
        {
            return read() is { Count: > 0 } calls ? new CallsRead(calls, null) : new CallsRead([], "the reply makes no call");
        }
        catch (FormatException e)
        {
            return new CallsRead([], $"the reply is no list of calls: {e.Message}");
        }
    }

    /// <summary>Calls as a host tells them. Where the arguments of one are no JSON, none of them counts.</summary>
    public static CallsRead OfHost(IReadOnlyList<ToolCall> calls)
    {
        if (calls.Count == 0)
            return new CallsRead([], "the model called nothing");
        try
        {
            return new CallsRead([.. calls.Select(OfHost)], null);
        }
        catch (FormatException e)
        {
            return new CallsRead([], $"a call's arguments cannot be read: {e.Message}");
        }
    }

    /// <summary>Short enough for a table.</summary>
    public static string? Shown(string text) =>
        text.Trim() is not { Length: > 0 } trimmed ? null
        : trimmed.Length <= LongestAnswer ? trimmed
        : trimmed[..LongestAnswer] + "…";

    public static string Shown(IReadOnlyList<ToolCall> calls) => Shown(string.Join(", ", calls.Select(c => $"{c.Name}({c.Arguments})")))!;

    private static Call OfHost(ToolCall call) =>
        JsonLiterals.Read(call.Arguments) is Literal.Map map
            ? new Call(call.Name, map.Entries)
            : throw new FormatException("a JSON object is expected");
}
