namespace Showdown.Scoring.Choice;

/// <remarks>What makes a sentence no statement of one's own answer: suppositions, questions, what others say.</remarks>
internal sealed partial class StatementFinder
{
    private static readonly string[] _unreal = ["were", "had"];
    private static readonly string[] _if = ["if"];
    private static readonly string[] _seems = ["seems"];
    private static readonly string[] _others = ["students", "people", "tempted", "tempting", "mistakenly", "naively", "mistake"];

    // "if the answer were B", "suppose the answer is B", "whether it is B"
    private bool IsSupposed(int from, int at)
    {
        for (var j = from; j < at; j++)
        {
            if (IsWord(j, "were"))
                return true;
        }

        for (var j = from - 1; j >= Math.Max(0, from - 3) && tokens[j].Kind == TokenKind.Word; j--)
        {
            if (
                IsWord(j, "if")
                || IsWord(j, "suppose")
                || IsWord(j, "assume")
                || IsWord(j, "assuming")
                || IsWord(j, "whether")
                || IsWord(j, "unless")
                || IsDoubt(j)
            )
                return true;
        }

        return IsInSentenceBefore(from, _unreal) && IsInSentenceBefore(from, _if);
    }

    // "I doubt that B is right", not "without a doubt"
    private bool IsDoubt(int at) => IsWord(at, "doubt") && (IsWord(at - 1, "I") || IsWord(at - 1, "we") || IsWord(at - 1, "would"));

    // "some students would choose B", "one may be tempted to say that the answer is B"
    private bool IsOfOthers(int at) => !IsKey(at) && IsInSentenceBefore(at, _others);

    private bool IsInSentenceBefore(int at, string[] words)
    {
        for (var j = at - 1; j >= Math.Max(0, at - LookBack); j--)
        {
            if (tokens[j].Kind == TokenKind.Line || tokens[j].Mark is '.' or '!' or '?' or ';' || IsWord(j, "but"))
                return false; // "A is tempting, but the answer is B"
            foreach (var word in words)
            {
                if (IsWord(j, word))
                    return true;
            }
        }

        return false;
    }

    private bool EndsAsQuestion(int at)
    {
        for (var j = at + 1; j < Math.Min(at + LookBack, tokens.Count); j++)
        {
            if (tokens[j].Mark == '?')
                return true;
            if (tokens[j].Kind == TokenKind.Line || tokens[j].Mark is '.' or '!' or ';' or ':')
                return false;
        }

        return false;
    }

    private bool IsHedged(int at, bool exceptWould = false)
    {
        for (var j = at - 1; j >= Math.Max(0, at - LookBack); j--)
        {
            var token = tokens[j];
            if (token.Kind == TokenKind.Line || token.Mark is '.' or '!' or '?' or ';' or ':' || IsWord(j, "but"))
                return false;
            if (IsDoubt(j) || token.Is(Words.Hedge) && !(exceptWould && token.Is(Words.Is)))
                return true;
        }

        return false;
    }
}
