using System.Text;
using Showdown.App.Cli;
using Spectre.Console;

namespace Showdown.Tests.Cli;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain, Zwölf, 日本 😀\n\tnext", "plain, Zwölf, 日本 😀\n\tnext")]
    [InlineData("\u001b]0;owned\u0007", "␛]0;owned␇")]
    [InlineData("good\r\u001b[2Kbad", "good␍␛[2Kbad")]
    [InlineData("a\u009b31mb\u007f", "a\uFFFD31mb\uFFFD")]
    [InlineData("a\u202Egnp.exe\u2066", "a\uFFFDgnp.exe\uFFFD")]
    public void ControlCharacters_AreShownAndNotObeyed(string text, string shown) => Assert.Equal(shown, Printable.Of(text));

    [Fact]
    public void ATable_PrintsNoneOfThem()
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Write(new Table().AddColumns("Job").AddRow(Printable.Cell("nightly\u001b[2J\u0007")));
        Assert.DoesNotContain(output.ToString(), c => char.IsControl(c) && c is not ('\n' or '\r'));
        Assert.Contains("nightly␛[2J␇", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWriterToATerminal_ShowsThem_HoweverTheyAreWritten()
    {
        using var terminal = new StringWriter();
        await using (var writer = Printable.To(terminal))
        {
            writer.Write('\u001b');
            writer.Write("\u009b1m".ToCharArray());
            writer.WriteLine("a\u0007");
            writer.WriteLine("{0}\t{1}", "b\u202E", 1);
            await writer.WriteLineAsync("c\u001b[2J");
            await writer.WriteAsync("d\r");
        }

        Assert.Equal("␛\uFFFD1ma␇\nb\uFFFD\t1\nc␛[2J\nd␍", terminal.ToString());
    }

    [Fact]
    public void AStreamToATerminal_KeepsCharacters_ThatAreSplitBetweenWrites()
    {
        using var terminal = new MemoryStream();
        using (var stream = Printable.To(terminal))
        {
            foreach (var part in Encoding.UTF8.GetBytes("é😀\u001b[31m\n"))
                stream.Write([part]);
        }

        Assert.Equal("é😀␛[31m\n", Encoding.UTF8.GetString(terminal.ToArray()));
    }
}
