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

    /// <summary>A stream for text in UTF-8 that reaches a terminal printable.</summary>
    public static Stream To(Stream terminal) => new PrintableStream(terminal);

    // Beside the control characters those that turn the direction of writing: with them a name can look like another.
    private static bool IsHidden(char c) =>
        (char.IsControl(c) && c is not ('\n' or '\t')) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

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
