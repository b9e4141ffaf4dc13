using Showdown.Sandboxing;

namespace Showdown.Tests.Sandboxing;

public sealed class PrintedTextTests
{
    [Theory]
    //          expected    printed      same
    [InlineData("12.0 3", "12 3", true)]
    [InlineData("123", "12 3", false)]
    [InlineData("12 3", "123", false)]
    [InlineData("1 a", "1  a", false)]
    [InlineData("1 2\n3", "1 2.0\n3", true)]
    [InlineData("1 2", "1 2x", false)]
    [InlineData("1 2x", "1 2", false)]
    [InlineData("0 0", "-0 0e5", true)]
    [InlineData("100", "1e2", true)]
    [InlineData("1e2", "100", true)]
    [InlineData("5", "", false)]
    [InlineData("", "5", false)]
    [InlineData("", "\n \n", true)]
    [InlineData("a\n\n\nb", "a\n \n\t\nb\n\n", true)]
    [InlineData("a\n\nb", "a\n\n\nb", false)]
    [InlineData("a", "\n\n a \r\n", true)]
    [InlineData("1\t2", "1 2", true)]
    [InlineData("nan 1", "nan 1.0", false)] // as numbers NaN equals nothing
    [InlineData("x 1 2", "x 1  2", false)]
    [InlineData("1_0", "10", true)]
    public void Lines_AreTheSame_AsTextOrAsNumbers(string expected, string printed, bool same) =>
        Assert.Equal(same, PrintedText.Difference(expected, printed) is null);

    /// <summary>The rule written down a second time, over the whole text at once.</summary>
    [Fact]
    public void WhateverThePiecesItComesIn_TheVerdictIsThatOfTheWhole()
    {
        var random = new Random(5);
        string[] pieces = ["1", "2", "10", "1.0", "0", "-", "e1", "a", " ", " ", "  ", "\n", "\n", "\n\n", "\t", ".", "inf", "_"];
        for (var round = 0; round < 20_000; round++)
        {
            string Text() => string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => pieces[random.Next(pieces.Length)]));
            var (expected, printed) = (Text(), random.Next(3) == 0 ? Text() : "");
            if (printed.Length == 0)
                printed = expected
                    .Replace("1.0", "1", StringComparison.Ordinal)
                    .Replace(" ", random.Next(2) == 0 ? " " : "  ", StringComparison.Ordinal);
            var inPieces = new PrintedText(expected);
            for (var at = 0; at < printed.Length; )
            {
                var length = Math.Min(random.Next(1, 4), printed.Length - at);
                inPieces.Add(printed.AsSpan(at, length));
                at += length;
            }
            var same = SameAtOnce(expected, printed);
            Assert.True(same == (inPieces.Difference() is null), $"expected {expected}|\nprinted {printed}|\nthe whole: {same}");
        }
    }

    [Fact]
    public void AFloodOfWords_IsCompared_InTheMemoryOfOneWord()
    {
        var text = new PrintedText("1 2 3");
        var piece = string.Concat(Enumerable.Repeat("1 ", 30_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) // 60 MB on one line
            text.Add(piece);
        Assert.NotNull(text.Difference());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Start_ShowsTheFirstCharacters()
    {
        var text = new PrintedText("");
        text.Add(new string('x', 300));
        text.Add(new string('y', 300));
        Assert.Equal(new string('x', 300) + new string('y', 100) + "…", text.Start);
    }

    private static bool SameAtOnce(string expected, string printed)
    {
        var (want, have) = (Lines(expected), Lines(printed));
        return want.Length == have.Length && want.Zip(have).All(pair => pair.First == pair.Second || SameNumbers(pair.First, pair.Second));

        static string[] Lines(string text) => [.. text.Trim().Split('\n').Select(line => line.Trim())];
    }

    private static bool SameNumbers(string a, string b)
    {
        var (left, right) = (
            a.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
            b.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
        return left.Length == right.Length
            && left.Zip(right).All(pair => DecimalText.Read(pair.First) is { } x && DecimalText.Read(pair.Second) == x);
    }
}
