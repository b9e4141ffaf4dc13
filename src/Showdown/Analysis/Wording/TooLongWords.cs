using Showdown.Domain;
using Showdown.Formatting;

namespace Showdown.Analysis.Wording;

/// <summary>Which models are not asked a benchmark because their window does not hold it.</summary>
internal static class TooLongWords
{
    /// <summary>One sentence for each benchmark and model, without a full stop.</summary>
    public static IReadOnlyList<string> Of(RunSettings settings) =>
        [
            .. settings.TooLong.Select(t =>
                $"{t.Benchmark.Title} is not asked of {t.Model.DisplayName}: it needs a context window of {Format.Window(t.Benchmark.NeedsContext!.Value)} tokens, and {(t.Model.ContextWindow is { } window ? $"{Format.Window(window)} are" : "none is")} declared"
            ),
        ];
}
