using Showdown.Results;

namespace Showdown.Tests.Results;

/// <summary>What a database refuses in a text is replaced, and nothing else is.</summary>
public sealed class StoredTextTests
{
    [Fact]
    public void ANul_AndHalfACharacter_AreReplaced()
    {
        (string Text, string Stored)[] cases =
        [
            ("a\0b", "a\uFFFDb"),
            ("\0", "\uFFFD"),
            ("\uD83C", "\uFFFD"),
            ("x\uD83C", "x\uFFFD"),
            ("\uD83Cx", "\uFFFDx"),
            ("\uDFB2\uD83C", "\uFFFD\uFFFD"), // the wrong way round
            ("🎲\uD83C🎲", "🎲\uFFFD🎲"),
            ("🎲\0", "🎲\uFFFD"),
            ("a\0🎲\uDFB2é", "a\uFFFD🎲\uFFFDé"),
        ];
        Assert.Equal(cases.Select(c => c.Stored), cases.Select(c => StoredText.Clean(c.Text)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("plain\r\n\ttext, é and 漢字, \u0001 and \uFFFD")]
    [InlineData("🎲🎲 at the start, 🎲 in the middle, at the end 🎲")]
    public void AnythingElse_StaysAsItIs(string? text) => Assert.Same(text, StoredText.Clean(text));
}
