using Showdown.Fidelity;
using Showdown.Formatting;
using Showdown.Statistics;
using Spectre.Console;

namespace Showdown.App.Cli;

/// <summary>A night of hosts as a table in the terminal.</summary>
internal static class HostLines
{
    public static Table Table(HostsResult result)
    {
        var table = new Table().Border(TableBorder.Simple);
        // In 80 columns: ids, which are what tells hosts of one family apart, and no word is broken.
        foreach (var title in new[] { "host", "replies", "p", "F1", "schema", "contract", "TTFT", "$ / 1,000" })
            table.AddColumn(new TableColumn(title) { NoWrap = title is not ("host" or "contract") });
        if (result.Control is { } control)
            Add(control, "reference");
        foreach (var host in result.Hosts)
            Add(host, Word(host));
        return table;

        void Add(HostFinding host, string word)
        {
            var replies = result.Night.Find(host.ModelId);
            table.AddRow(
                new[]
                {
                    host.ModelId,
                    word,
                    Format.P(host.TextsTest?.Adjusted),
                    Format.Percent((host == result.Control ? host.Triggers.Itself : host.Triggers.Host)?.Share),
                    Format.Percent(host.Schema?.Share),
                    host.Contract.Count == 0 ? Format.Unknown : $"{host.Held} of {host.Held + host.Broken}",
                    Format.Seconds(replies is { FirstTokens.Count: > 0 } ? Quantiles.Of(replies.FirstTokens, 0.5) : null),
                    Format.Usd(HostWords.UsdOf(replies)),
                }.Select(text => Printable.Cell(text))
            );
        }
    }

    private static string Word(HostFinding host) =>
        host.TextsTest is null ? "too few"
        : host.AnswersOtherwise ? "differs"
        : host.IsWorse ? "worse in quality"
        : "not told apart";
}
