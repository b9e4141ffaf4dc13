using System.Text;
using Showdown.Formatting;
using Showdown.Results;

namespace Showdown.Exporting;

/// <summary>A comparison of runs as Markdown, for the summary of a build server's job. All text is escaped.</summary>
public static class MarkdownComparison
{
    /// <param name="runs">In the order in which they are compared.</param>
    /// <param name="headline">What came of all of them.</param>
    /// <param name="sentences">One for each pair.</param>
    public static string Of(IReadOnlyList<RunRow> runs, string headline, IReadOnlyList<string> sentences)
    {
        var text = new StringBuilder("## Showdown: runs compared\n\n");
        if (runs.Any(r => r.Settings.IsSimulated))
            text.Append("**Simulated models: these figures say nothing about real ones.**\n\n");
        text.Append($"{Markdown.Escape(headline)}\n\n");
        foreach (var (run, number) in runs.Select((r, i) => (r, i + 1)))
            text.Append($"- {Markdown.Escape(Line(run, number))}\n");
        if (sentences.Count > 0)
            text.Append("\n### Verdicts\n\n");
        foreach (var sentence in sentences)
            text.Append($"- {Markdown.Escape(sentence)}\n");
        return text.Append('\n').ToString();
    }

    /// <summary>"run 1: 20260629-020000-k3x9, nightly, 2026-06-29 02:00 UTC".</summary>
    public static string Line(RunRow run, int number) =>
        $"run {number}: {run.Id}, {run.Settings.Job.Name}, {run.CreatedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC"
        + (run.Settings.IsSimulated ? " (simulated)" : "")
        + (run.Settings.Import is null ? "" : " (imported)");
}
