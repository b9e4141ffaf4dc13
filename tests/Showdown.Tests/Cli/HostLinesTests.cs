using Showdown.App.Cli;
using Showdown.Fidelity;
using Showdown.Tests.Fidelity;
using Spectre.Console;

namespace Showdown.Tests.Cli;

/// <summary>The table of hosts in terminals of several widths.</summary>
public sealed class HostLinesTests
{
    [Theory]
    [InlineData(80, "host verdict F1 contract TTFT $/1,000")]
    [InlineData(120, "host verdict p F1 schema contract TTFT $/1,000")]
    public void Table_FitsItsTerminal_AndBreaksNoId(int width, string titles)
    {
        using var written = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(written) });
        console.Profile.Width = width;
        console.Write(HostLines.Table(HostsComparison.Compare(FixtureHosts.Night(hosts: 3), null), width));
        var lines = written.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.True(line.TrimEnd().Length <= width, line));
        Assert.Equal(
            titles,
            string.Join(' ', lines.First(l => l.Contains("verdict", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        );
        Assert.Contains(lines, l => l.Contains("host-01 ", StringComparison.Ordinal) && l.Contains("not told apart", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.Contains("host-02 ", StringComparison.Ordinal) && l.Contains("≠ answers", StringComparison.Ordinal));
    }
}
