namespace Showdown.Scoring.Choice;

internal enum TokenKind : byte
{
    Word,

    /// <summary>One punctuation character; a LaTeX box shows as <see cref="Token.BoxOpen"/> and <see cref="Token.BoxClose"/>.</summary>
    Mark,

    /// <summary>One or more line breaks.</summary>
    Line,
}

/// <summary>A word, a mark or a line break of a completion. Markdown and LaTeX wrappers are no tokens: they only show in the flags.</summary>
/// <param name="Letter">A to Z when the word is a single letter that may be a label; otherwise NUL.</param>
/// <param name="Wrapped">The letter stands in brackets, quotes, markdown or LaTeX of its own, so it is no article and no pronoun.</param>
internal readonly record struct Token(TokenKind Kind, int Start, int End, Words Class, char Mark, char Letter, bool Upper, bool Wrapped)
{
    public const char BoxOpen = '\u0001';
    public const char BoxClose = '\u0002';

    public bool IsLabel => Letter != '\0';

    public bool Is(Words words) => (Class & words) != 0;
}
