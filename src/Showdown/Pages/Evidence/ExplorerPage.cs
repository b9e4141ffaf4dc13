using Showdown.Analysis.Facts;
using Showdown.Rendering.Charts;

namespace Showdown.Pages.Evidence;

/// <summary>A benchmark's way into its attempts: filters and search with a script, a list of pages without.</summary>
internal sealed record ExplorerPage
{
    public required Frame Frame { get; init; }

    public required BenchmarkName Benchmark { get; init; }

    /// <summary>"14,042 samples, 28,084 attempts on 562 pages".</summary>
    public required string Size { get; init; }

    public required IReadOnlyList<Series> Models { get; init; }

    public required IReadOnlyList<PageLine> Pages { get; init; }
}

/// <param name="Range">"Questions 26 to 50".</param>
/// <param name="Results">"38 right, 11 wrong, 1 failed".</param>
internal sealed record PageLine(string File, string Range, string First, string Results);
