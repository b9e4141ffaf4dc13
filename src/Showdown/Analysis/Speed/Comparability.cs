using Showdown.Formatting;
using Showdown.Results;

namespace Showdown.Analysis.Speed;

/// <summary>Whether the times of two models were taken under like conditions.</summary>
internal static class Comparability
{
    /// <summary>From such a ratio of requests in flight on the load is another.</summary>
    private const double OtherLoad = 1.5;

    private const double ManyRetries = 0.05;

    /// <returns>Clauses in the models' order, such as "3.9 requests in flight against 1.0"; empty where nothing speaks against it.</returns>
    public static IReadOnlyList<string> Reasons(SpeedFigure figure, EvaluationFigures a, EvaluationFigures b)
    {
        var reasons = new List<string>();
        if (a.InFlight is { } x && b.InFlight is { } y && Math.Max(x, y) > OtherLoad * Math.Min(x, y))
            reasons.Add($"{Format.Number(x, 1)} requests in flight against {Format.Number(y, 1)}");
        if (Math.Max(Share(a.Retried, a), Share(b.Retried, b)) > ManyRetries)
            reasons.Add($"{Format.Percent(Share(a.Retried, a))} against {Format.Percent(Share(b.Retried, b))} of answers took more than one try");
        if (
            figure != SpeedFigure.Answer
            && figure != SpeedFigure.AnswerP95
            && figure != SpeedFigure.RightAnswer
            && Math.Max(Share(a.OnePiece, a), Share(b.OnePiece, b)) > 0.5
        )
            reasons.Add("answers came in one piece, with nothing between the first token and the last");
        return reasons;
    }

    private static double Share(int count, EvaluationFigures of) => (double)count / Math.Max(1, of.DurationSeconds.Count + of.ColdStartSeconds.Count);
}
