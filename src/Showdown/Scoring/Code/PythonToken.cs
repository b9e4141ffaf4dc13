namespace Showdown.Scoring.Code;

internal enum PythonKind
{
    Name,
    Keyword,
    Number,
    Text,
    Operator,
}

internal readonly record struct PythonToken(PythonKind Kind, string Value)
{
    public bool Is(string value) => Kind is PythonKind.Operator or PythonKind.Keyword && Value == value;
}

/// <summary>One statement as Python's tokenizer sees it: lines joined by brackets, by a backslash or by a text over several lines.</summary>
/// <param name="First">Its first line, from 0.</param>
/// <param name="Last">Its last line.</param>
/// <param name="Indent">Columns before it; a tab goes to the next multiple of 8.</param>
internal sealed record PythonLine(int First, int Last, int Indent, IReadOnlyList<PythonToken> Tokens)
{
    public PythonToken this[int index] => index < Tokens.Count ? Tokens[index] : default;
}
