using System.Text;
using Spectre.Console;

namespace Showdown.App.Cli;

/// <summary>
/// Text of files, datasets and models as a terminal may show it. A control character in it could move the cursor, change the title or hide what
/// stands there; each is shown as a sign.
/// </summary>
internal static class Printable
{
    /// <summary>The text with a visible sign in place of each control character; line ends and tabs stay.</summary>
    public static string Of(string text)
    {
        if (!text.Any(IsHidden))
            return text;
        var shown = new StringBuilder(text.Length);
        foreach (var c in text)
            shown.Append(
                !IsHidden(c) ? c
                : c < ' ' ? (char)('\u2400' + c)
                : '\uFFFD'
            );
        return shown.ToString();
    }

    /// <summary>One cell of a table, or a line.</summary>
    public static Text Cell(string text, Style? style = null) => new(Of(text), style);

    /// <summary>A paragraph that is set in by two blanks, also where it is wrapped.</summary>
    public static Padder Below(string text) => new(Cell(text), new Padding(2, 0, 0, 0));

    /// <summary>Standard output for text in UTF-8: programs get every byte as it is, a terminal nothing that it would obey.</summary>
    public static Stream StandardOutput() => Console.IsOutputRedirected ? Console.OpenStandardOutput() : To(Console.OpenStandardOutput());

    /// <summary>A stream for text in UTF-8 that reaches a terminal printable.</summary>
    public static Stream To(Stream terminal) => new PrintableStream(terminal);

    /// <summary>
    /// From here on nothing that this program prints is obeyed by a terminal, wherever its text came from: not on standard error, which may be a log
    /// that somebody looks at, and not on standard output, unless another program reads it. Colours are the business of <see cref="AnsiConsole"/>,
    /// which keeps the console as it was.
    /// </summary>
    public static void GuardConsole()
    {
        _ = AnsiConsole.Console; // made over the console as it is now
        Console.SetError(new PrintableWriter(Console.Error));
        if (!Console.IsOutputRedirected)
            Console.SetOut(new PrintableWriter(Console.Out));
    }

    /// <summary>A writer that hands on printable text.</summary>
    public static TextWriter To(TextWriter terminal) => new PrintableWriter(terminal);

    // Beside the control characters those that turn the direction of writing: with them a name can look like another.
    private static bool IsHidden(char c) =>
        (char.IsControl(c) && c is not ('\n' or '\t')) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private sealed class PrintableWriter : TextWriter
    {
        private readonly TextWriter _terminal;

        public PrintableWriter(TextWriter terminal) => (_terminal, NewLine) = (terminal, "\n");

        public override Encoding Encoding => _terminal.Encoding;

        public override void Write(char value) => _terminal.Write(Of(value.ToString()));

        public override void Write(char[] buffer, int index, int count) => _terminal.Write(Of(new string(buffer, index, count)));

        public override void Write(string? value) => _terminal.Write(value is null ? null : Of(value));

        public override void Flush() => _terminal.Flush();
    }

    private sealed class PrintableStream(Stream terminal) : Stream
    {
        private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            var characters = new char[Encoding.UTF8.GetMaxCharCount(buffer.Length)];
            var count = _decoder.GetChars(buffer, characters, flush: false);
            terminal.Write(Encoding.UTF8.GetBytes(Of(new string(characters, 0, count))));
        }

        public override void Flush() => terminal.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                terminal.Dispose();
            base.Dispose(disposing);
        }
    }
}
