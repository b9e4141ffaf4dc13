using Showdown.Analysis.Facts;
using Showdown.Analysis.Wording;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Analysis.Trend;

/// <summary>Says in plain words what was found.</summary>
internal static class FindingWords
{
    public static string Sentence(Finding f, RunNames names) => Sentence(f, Name(f.Key, names));

    /// <summary>"Kimi K2 on AIME 2025 dropped on 15 June 2026 (−9.2 points, 95% interval −12.1 to −6.3)."</summary>
    public static string Sentence(Finding f, string name)
    {
        var size = f.Again ?? f.Tonight;
        return $"{name} {Verb(f)} ({VerdictWords.Span(size)}).";
    }

    /// <summary>How it was found, and what fresh attempts made of it.</summary>
    public static string Aside(Finding f)
    {
        var seen =
            f.Kind == DriftKind.Sudden ? "Seen the same night" : $"Seen on its {Ordinal(f.RunLength)} night, {Format.Date(f.Suspected.CreatedAt)}";
        return f.State switch
        {
            FindingState.Open when f.WhyOpen is { } why =>
                $"{seen}; not confirmed: {why}. The next night will tell; the size is flattered by having been noticed.",
            FindingState.Open => $"{seen}. No fresh attempts have been made yet to show it again; the size is flattered by having been noticed.",
            FindingState.Confirmed when f.ByRerun =>
                $"{seen}; a rerun that night showed it again (p {Reads(f.Again!.P)}). The size is the rerun's, against the nights before the change.",
            FindingState.Confirmed =>
                $"{seen}; the next night showed it again (p {Reads(f.Again!.P)}). The size is that of the next night, against the nights before the change.",
            FindingState.NotShown => $"{seen}; {(f.ByRerun ? "a rerun" : "the next night")} did not show it ({VerdictWords.Span(f.Again!)}).",
            _ => throw new ArgumentOutOfRangeException(nameof(f)),
        };
    }

    /// <summary>One word for a mark in a chart or a table.</summary>
    public static string Word(Finding f) =>
        f.State switch
        {
            FindingState.Confirmed => (f.Kind, f.IsDown) switch
            {
                (DriftKind.Slide, true) => "slide down",
                (DriftKind.Slide, false) => "slide up",
                (_, true) => "drop",
                _ => "rise",
            },
            FindingState.Open => "suspected",
            FindingState.NotShown => "suspected, not shown again",
            _ => throw new ArgumentOutOfRangeException(nameof(f)),
        };

    public static string Css(Finding f) =>
        f.State != FindingState.Confirmed ? "unknown"
        : f.IsDown ? "worse"
        : "better";

    public static string Sign(Finding f) =>
        f.State != FindingState.Confirmed ? "?"
        : f.IsDown ? "▼"
        : "▲";

    public static string Name(EvaluationKey key, RunNames names) =>
        $"{names.Models.FirstOrDefault(m => m.Id == key.ModelId)?.Name ?? key.ModelId} on {names.Benchmarks.FirstOrDefault(b => b.Id == key.BenchmarkId)?.Title ?? key.BenchmarkId}";

    private static string Verb(Finding f)
    {
        var day = Format.Date(f.Since.CreatedAt);
        var seems = f.State == FindingState.Confirmed ? "" : "seems to have ";
        return f.Kind == DriftKind.Slide
            ? $"{(seems.Length > 0 ? "seems to have" : "has")} been sliding {(f.IsDown ? "down" : "up")} since {day}"
            : $"{seems}{(f.IsDown ? "dropped" : seems.Length > 0 ? "risen" : "rose")} on {day}";
    }

    private static string Reads(double? p) => p < 0.001 ? "below 0.001" : $"= {Format.P(p)}";

    private static string Ordinal(int n) =>
        n switch
        {
            1 => "first",
            2 => "second",
            3 => "third",
            _ when n % 100 is 11 or 12 or 13 => n + "th",
            _ => n
                + (n % 10) switch
                {
                    1 => "st",
                    2 => "nd",
                    3 => "rd",
                    _ => "th",
                },
        };
}
