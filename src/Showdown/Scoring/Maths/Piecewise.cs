namespace Showdown.Scoring.Maths;

/// <summary>One line of a function that is defined by cases.</summary>
/// <param name="Words">The condition in words, without "if" and the like.</param>
internal sealed record Branch(Answer Value, Answer Condition, string Words)
{
    public bool IsRest => Words is "otherwise" or "else";
}

/// <summary>Reads <c>\begin{cases}</c>: a value for every condition, or a system of equations.</summary>
internal static class Piecewise
{
    private static readonly string[] _links = ["if", "for", "when", "where", "is", "are"];

    /// <summary>The branches; null when there are none. A system is written out as a list into the tokens.</summary>
    public static List<Branch>? Read(List<LatexToken> tokens, string source)
    {
        var start = tokens.FindIndex(t => t.Kind == TokenKind.MatrixStart);
        if (start < 0)
            return null;
        var isOpen = start > 0 && tokens[start - 1] is { Kind: TokenKind.Open, Text: "{" } && !tokens.Exists(t => t.Kind == TokenKind.Close);
        if (!tokens[start].Text.Contains("cases", StringComparison.Ordinal) && !isOpen)
            return null;
        var end = tokens.FindIndex(start, t => t.Kind == TokenKind.MatrixEnd);
        if (end < 0 || tokens.FindIndex(start + 1, end - start - 1, t => t.Kind == TokenKind.MatrixStart) >= 0)
            return null;
        var rows = Rows(tokens, start + 1, end);
        if (rows.Exists(r => r.Condition > r.Start && r.Condition < r.End))
            return rows.TrueForAll(r => r.Condition > r.Start && r.Condition < r.End) ? rows.ConvertAll(r => Branch(tokens, r, source)) : null;
        tokens.RemoveAt(end);
        tokens.RemoveRange(isOpen ? start - 1 : start, isOpen ? 2 : 1);
        tokens.RemoveAll(t => t.Kind == TokenKind.Ampersand);
        return null;
    }

    private static List<(int Start, int Condition, int End)> Rows(List<LatexToken> tokens, int from, int to)
    {
        var rows = new List<(int, int, int)>();
        var start = from;
        var condition = -1;
        for (var i = from; i <= to; i++)
        {
            if (i == to || tokens[i].Kind == TokenKind.NewRow)
            {
                if (i > start)
                    rows.Add((start, condition, i));
                start = i + 1;
                condition = -1;
            }
            else if (
                condition < 0
                && i > start
                && (
                    tokens[i].Kind == TokenKind.Ampersand && tokens[i + 1].Kind != TokenKind.Relation
                    || tokens[i].Kind == TokenKind.Word && tokens[i].Text is "if" or "for" or "when" or "otherwise"
                )
            )
            {
                condition = i;
            }
        }

        return rows;
    }

    private static Branch Branch(List<LatexToken> tokens, (int Start, int Condition, int End) row, string source)
    {
        var from = row.Condition;
        while (
            from < row.End - 1
            && (
                tokens[from].Kind is TokenKind.Ampersand or TokenKind.Comma
                || (tokens[from].Kind == TokenKind.Word && _links.Contains(tokens[from].Text, StringComparer.OrdinalIgnoreCase))
            )
        )
            from++;
        var condition = source[tokens[from].Start..tokens[row.End].Start];
        var words = string.Join(' ', TextForm.Words(condition).Split(' ').Where(w => !_links.Contains(w)));
        return new Branch(AnswerReader.Read(source[tokens[row.Start].Start..tokens[row.Condition].Start]), AnswerReader.Read(condition), words);
    }
}
