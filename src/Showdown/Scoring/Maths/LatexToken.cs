namespace Showdown.Scoring.Maths;

internal enum TokenKind : byte
{
    Number,
    Symbol,
    Constant,
    Function,
    Fraction,
    Binomial,

    /// <summary>n \choose k and a \over b, told apart by their text.</summary>
    Infix,

    /// <summary>\sum or \prod</summary>
    Series,
    Root,
    Plus,
    Minus,
    PlusMinus,
    MinusPlus,
    Times,
    Divide,
    Modulo,
    Caret,
    Underscore,
    Factorial,
    Percent,
    Degree,
    Prime,

    /// <summary>( [ or the set brace, the angle bracket, floor and ceiling.</summary>
    Open,
    Close,

    /// <summary>A brace that only groups.</summary>
    OpenBrace,
    CloseBrace,
    Bar,
    Comma,
    Semicolon,
    Colon,
    Relation,
    SetOperator,
    MatrixStart,
    MatrixEnd,
    Ampersand,
    NewRow,
    And,
    Or,
    Ellipsis,
    Arrow,

    /// <summary>A word that is no mathematics by itself: a unit, a name, part of an answer in words.</summary>
    Word,
    Currency,
    Based,
}

/// <param name="Text">Name of symbol, function or word; the character of a bracket, relation or set operator.</param>
/// <param name="Start">Place in the source.</param>
/// <param name="Spaced">White space stands before it.</param>
internal readonly record struct LatexToken(TokenKind Kind, string Text, int Start, bool Spaced)
{
    public Rational Value { get; init; }

    /// <summary>Digits behind the decimal point, as written.</summary>
    public int Decimals { get; init; }

    /// <summary>The radix of a <see cref="TokenKind.Based"/> number.</summary>
    public int Radix { get; init; }

    public bool GoesOn { get; init; }

    /// <summary>Stands inside \text or the like: a letter there may be a unit.</summary>
    public bool InWords { get; init; }

    public MathConstant Constant { get; init; }

    public char Char => Text.Length > 0 ? Text[0] : '\0';
}
