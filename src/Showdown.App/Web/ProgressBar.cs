using Showdown.Formatting;
using Showdown.Rendering.Charts;

namespace Showdown.App.Web;

/// <summary>A bar of outcomes, 100 units wide, as finished numbers for the template.</summary>
/// <param name="Text">What the bar shows, in words.</param>
internal sealed record ProgressBar(string Text, IReadOnlyList<BarPart> Parts)
{
    public static ProgressBar Of(LiveEvaluation e) =>
        Of(
            [
                ("right", e.Right),
                ("partial", e.Partial),
                ("wrong", e.Wrong),
                ("truncated", e.Truncated),
                ("failed", e.Failed),
                ("unscored", e.Unscored),
                ("waiting", e.Waiting),
            ],
            e.Done,
            e.Expected
        );

    /// <summary>All attempts of a run, whatever came of them.</summary>
    public static ProgressBar Of(LiveRun run) => Of([("done", run.Done)], run.Done, run.Expected);

    private static ProgressBar Of(IReadOnlyList<(string Css, int Count)> counts, int done, int expected)
    {
        var parts = new List<BarPart>();
        var x = 0.0;
        foreach (var (css, count) in counts)
        {
            var width = expected == 0 ? 0 : 100.0 * count / expected;
            parts.Add(new BarPart(css, Svg.N(x), Svg.N(width)));
            x += width;
        }

        return new ProgressBar($"{Format.Count(done)} of {Format.Count(expected)}", parts);
    }
}

/// <param name="Css">The outcome.</param>
internal sealed record BarPart(string Css, string X, string Width);
