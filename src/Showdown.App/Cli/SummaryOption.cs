using System.CommandLine;
using System.Text;
using Showdown.Analysis.Summary;
using Showdown.Domain;
using Showdown.Exporting;

namespace Showdown.App.Cli;

/// <summary>--summary FILE, of every command that tells how a run came out.</summary>
internal static class SummaryOption
{
    public static Option<string?> Create() =>
        new("--summary")
        {
            Description = "Add the verdicts to this file, as Markdown: in a build server's job $GITHUB_STEP_SUMMARY, say. What is there is kept",
            HelpName = "FILE",
        };

    /// <summary>Before a model is asked: the file can be written to, or one sentence says that it cannot.</summary>
    public static void Check(string? file)
    {
        if (file is not null)
            Append(file, "");
    }

    public static void Write(string? file, RunSummary run) => Write(file, MarkdownSummary.Of(run));

    public static void Write(string? file, string markdown)
    {
        if (file is not null)
            Append(file, markdown);
    }

    private static void Append(string file, string text)
    {
        try
        {
            File.AppendAllText(file, text, new UTF8Encoding(false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new SettingsException($"--summary: '{file}' cannot be written to: {e.Message} Name a file in a folder that is there.");
        }
    }
}
