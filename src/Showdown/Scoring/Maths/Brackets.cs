namespace Showdown.Scoring.Maths;

/// <summary>Mends brackets as writers leave them: ]a, b[ for open intervals, one that was never closed or never opened.</summary>
internal static class Brackets
{
    public static void Mend(List<LatexToken> tokens)
    {
        var balance = 0;
        var reversed = false;
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            balance +=
                token.Kind is TokenKind.Open or TokenKind.OpenBrace ? 1
                : token.Kind is TokenKind.Close or TokenKind.CloseBrace ? -1
                : 0;
            reversed |=
                balance < 0
                || token is { Kind: TokenKind.Open, Text: "[" }
                    && (i + 1 == tokens.Count || tokens[i + 1].Kind is TokenKind.SetOperator or TokenKind.Or or TokenKind.And);
        }

        if (!reversed && balance == 0)
            return;
        Turn(tokens);
        DropUnmatched(tokens);
    }

    private static void Turn(List<LatexToken> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (
                tokens[i] is { Kind: TokenKind.Close, Text: "]" }
                && (i == 0 || tokens[i - 1].Kind is TokenKind.SetOperator or TokenKind.Or or TokenKind.And or TokenKind.Comma or TokenKind.Relation)
            )
                tokens[i] = tokens[i] with { Kind = TokenKind.Open, Text = "(" };
            else if (
                i > 0
                && tokens[i] is { Kind: TokenKind.Open, Text: "[" }
                && tokens[i - 1].Kind is not (TokenKind.SetOperator or TokenKind.Relation or TokenKind.Comma or TokenKind.Open or TokenKind.Root)
                && (i + 1 == tokens.Count || tokens[i + 1].Kind is TokenKind.SetOperator or TokenKind.Or or TokenKind.And or TokenKind.Comma)
            )
                tokens[i] = tokens[i] with { Kind = TokenKind.Close, Text = ")" };
        }
    }

    private static void DropUnmatched(List<LatexToken> tokens)
    {
        var open = new Stack<int>();
        var drop = new List<int>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i].Kind is TokenKind.Open or TokenKind.OpenBrace)
            {
                open.Push(i);
            }
            else if (tokens[i].Kind is TokenKind.Close or TokenKind.CloseBrace)
            {
                if (open.TryPeek(out var start) && (tokens[start].Kind == TokenKind.Open) == (tokens[i].Kind == TokenKind.Close))
                    open.Pop();
                else
                    drop.Add(i);
            }
        }

        drop.AddRange(open);
        foreach (var place in drop.OrderDescending())
            tokens.RemoveAt(place);
    }
}
