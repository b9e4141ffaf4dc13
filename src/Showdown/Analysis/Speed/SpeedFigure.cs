using Showdown.Formatting;
using Showdown.Results;
using Showdown.Statistics;

namespace Showdown.Analysis.Speed;

/// <summary>A figure of speed that is compared: one value for each window, above zero.</summary>
/// <param name="Key">Its name in JSON and exports.</param>
/// <param name="Title">Its name on pages.</param>
/// <param name="LargerIsBetter">A rate; else a time.</param>
/// <param name="Share">Of the values the share below the figure: 0.5 is the median.</param>
internal sealed record SpeedFigure(string Key, string Title, bool LargerIsBetter, double Share = 0.5, bool IsPrice = false)
{
    /// <summary>A share of the requests this far from the median needs so many of them.</summary>
    private const int FewestForTails = 10;

    public static readonly SpeedFigure FirstToken = new("first_token_seconds", "First token", false);
    public static readonly SpeedFigure FirstTokenP95 = new("first_token_seconds_p95", "First token, 95 of 100 within", false, 0.95);
    public static readonly SpeedFigure FirstAnswer = new("first_answer_token_seconds", "First token of the answer", false);
    public static readonly SpeedFigure TokensPerSecond = new("output_tokens_per_second", "Tokens a second", true);
    public static readonly SpeedFigure Answer = new("seconds_per_answer", "Seconds an answer", false);
    public static readonly SpeedFigure AnswerP95 = new("seconds_per_answer_p95", "Seconds an answer, 95 of 100 within", false, 0.95);
    public static readonly SpeedFigure RightAnswer = new("seconds_per_right_answer", "Seconds a right answer", false);

    public static readonly SpeedFigure AnswerCost = new("usd_per_answer", "USD an answer", false, IsPrice: true);

    /// <summary>Of a whole run; by no evaluation alone.</summary>
    public static readonly SpeedFigure RunCost = new("usd_per_run", "Cost", false, IsPrice: true);

    /// <summary>What is compared.</summary>
    public static readonly IReadOnlyList<SpeedFigure> All = [FirstToken, FirstTokenP95, FirstAnswer, TokensPerSecond, Answer, AnswerP95, RightAnswer];

    /// <summary>The figure of one window; null where it is not known.</summary>
    /// <param name="credit">What the answers of the window earned.</param>
    public double? Of(EvaluationFigures figures, double credit)
    {
        if (this == RightAnswer)
            return credit > 0 && figures.DurationSeconds.Count > 0 ? figures.DurationSeconds.Sum() / credit : null;
        if (this == AnswerCost)
            return figures is { CostUsd: > 0 and var cost, DurationSeconds.Count: > 0 and var answers }
                ? (double)cost / (answers + figures.ColdStartSeconds.Count)
                : null;
        var values = Values(figures);
        return Share != 0.5 && values.Count < FewestForTails ? null
            : Quantiles.Of(values, Share) is > 0 and var value ? value
            : null;
    }

    /// <summary>The same by request, for what is known of one night; empty where a request by itself has no such figure.</summary>
    public IReadOnlyList<double> Values(EvaluationFigures figures) =>
        Key switch
        {
            "first_token_seconds" or "first_token_seconds_p95" => figures.FirstTokenSeconds,
            "first_answer_token_seconds" => figures.FirstAnswerTokenSeconds,
            "output_tokens_per_second" => figures.OutputTokensPerSecond,
            "seconds_per_answer" or "seconds_per_answer_p95" => figures.DurationSeconds,
            _ => [],
        };

    /// <summary>Its name within a sentence.</summary>
    public string Lower => Title.StartsWith("USD", StringComparison.Ordinal) ? Title : Title.ToLowerInvariant();

    public string Say(double? value) =>
        IsPrice ? Format.Usd((decimal?)value)
        : LargerIsBetter ? Format.Rate(value)
        : Format.Seconds(value);

    /// <summary>"44.1 to 52.0".</summary>
    public string Say(double low, double high) => $"{Say(low)} to {Say(high)}";
}
