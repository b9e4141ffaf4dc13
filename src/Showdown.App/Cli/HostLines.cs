using Showdown.Fidelity;
using Showdown.Formatting;
using Showdown.Statistics;
using Spectre.Console;

namespace Showdown.App.Cli;

/// <summary>A night of hosts as a table in the terminal.</summary>
internal static class HostLines
{
    /// <summary>Narrower ones leave out what the page tells, so that ids, which are what tells hosts of one family apart, are whole words.</summary>
    private const int Wide = 100;

    private static readonly Column[] _columns =
    [
        new("host", (_, host) => host.ModelId),
        new("verdict", (result, host) => host == result.Control ? "reference" : Word(result, host)),
        new("p", (_, host) => Format.P(new[] { host.TextsTest?.Adjusted, host.LogsTest?.Adjusted }.Min()), OnlyWide: true),
        new("F1", (result, host) => Format.Percent((host == result.Control ? host.Triggers.Itself : host.Triggers.Host)?.Share)),
        new("schema", (_, host) => Format.Percent(host.Schema?.Share), OnlyWide: true),
        new("contract", (_, host) => host.Contract.Count == 0 ? Format.Unknown : $"{host.Held} of {host.Held + host.Broken}"),
        new(
            "TTFT",
            (result, host) =>
                Format.Seconds(result.Night.Find(host.ModelId) is { FirstTokens: { Count: > 0 } times } ? Quantiles.Of(times, 0.5) : null)
        ),
        new("$/1,000", (result, host) => Format.Usd(HostWords.UsdOf(result.Night.Find(host.ModelId)))),
    ];

    /// <param name="width">Columns of the terminal.</param>
    public static Table Table(HostsResult result, int width)
    {
        var columns = _columns.Where(c => width >= Wide || !c.OnlyWide).ToList();
        var table = new Table().Border(TableBorder.Simple);
        foreach (var column in columns)
            table.AddColumn(new TableColumn(column.Title) { NoWrap = column.Title != "host" });
        foreach (var host in result.Control is { } control ? result.Hosts.Prepend(control) : result.Hosts)
            table.AddRow(columns.Select(c => Printable.Cell(c.Of(result, host))));
        return table;
    }

    private static string Word(HostsResult result, HostFinding host) =>
        host.TextsTest is null
            ? result.Night.Find(host.ModelId)?.Answered > 0
                ? "too few"
                : "no answer"
            : HostWords.Kinds(host, result.Control) is [var kind, ..]
                ? $"≠ {kind}"
                : "not told apart";

    private sealed record Column(string Title, Func<HostsResult, HostFinding, string> Of, bool OnlyWide = false);
}
