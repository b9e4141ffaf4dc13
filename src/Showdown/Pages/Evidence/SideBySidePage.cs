using Showdown.Analysis.Facts;
using Showdown.Rendering.Charts;

namespace Showdown.Pages.Evidence;

/// <summary>One page of pairs: the answers of all models beside one another, and what the judges said of each two.</summary>
internal sealed record SideBySidePage
{
    public required Frame Frame { get; init; }

    public required BenchmarkName Benchmark { get; init; }

    /// <summary>"prompts 26 to 50".</summary>
    public required string Range { get; init; }

    /// <summary>Who judged, and how far they can be trusted.</summary>
    public required IReadOnlyList<string> Judges { get; init; }

    public required IReadOnlyList<PromptPairs> Prompts { get; init; }

    /// <summary>File names of the neighbours; null at the ends.</summary>
    public required string? Previous { get; init; }

    public required string? Next { get; init; }
}

/// <summary>One sample in one epoch.</summary>
/// <param name="Epoch">"epoch 3"; null where there is only one.</param>
/// <param name="Question">Null where it may not be shown.</param>
internal sealed record PromptPairs(
    int Number,
    string Anchor,
    string Id,
    string? Epoch,
    TextBlock? Question,
    IReadOnlyList<AnswerBeside> Answers,
    IReadOnlyList<PairCard> Pairs
);

/// <param name="Text">Null where it may not be shown, or is empty.</param>
internal sealed record AnswerBeside(Series Model, string Anchor, TextBlock? Text);

/// <param name="Css">Of the pill: right for a win, partial for a tie, unscored.</param>
internal sealed record PairCard(Series A, Series B, string Word, string Css, bool Disputed, IReadOnlyList<JudgeCard> Judges);

internal sealed record JudgeCard(string Judge, bool Inconsistent, IReadOnlyList<OrderCard> Orders);

/// <param name="First">The model whose answer was shown first.</param>
/// <param name="Word">The verdict, or why there is none.</param>
/// <param name="Reply">The judge's whole reply; null where there is none, or it may not be shown.</param>
internal sealed record OrderCard(string First, string Word, string? Reason, TextBlock? Reply);
