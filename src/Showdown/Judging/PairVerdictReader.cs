using System.Text.RegularExpressions;

namespace Showdown.Judging;

/// <summary>What a judge said of two answers.</summary>
/// <param name="Level">With answer A as the first.</param>
/// <param name="Reason">Null when it gave none.</param>
public sealed record PairVerdict(PairLevel Level, string? Reason);

/// <summary>
/// Reads the verdict of a judge that compares two answers: the JSON object that it was asked for, with the request's nonce in it; where there is
/// none, an object without an id, a label in brackets, such as [[A>>B]], or a line that says nothing but the verdict. The last one counts. What the
/// judge repeats of the answers never does.
/// </summary>
public static partial class PairVerdictReader
{
    /// <param name="reply">What the judge wrote.</param>
    /// <param name="nonce">Of the request.</param>
    /// <param name="data">What the judge was shown: the prompt and both answers.</param>
    /// <returns>Null when no verdict can be told.</returns>
    public static PairVerdict? Read(string reply, string nonce, IReadOnlyList<string> data)
    {
        var quotations = new Quotations(reply, nonce, data);
        if (VerdictJson.Find(reply, "verdict", nonce, quotations) is { } json && Level(VerdictJson.TextOf(json, "verdict") ?? "") is { } level)
            return new PairVerdict(level, VerdictJson.TextOf(json, "reason"));
        var last = Label()
            .Matches(reply)
            .Concat(Line().Matches(reply))
            .Select(m => (m.Groups["verdict"].Index, m.Groups["verdict"].Length, Level: Level(m.Groups["verdict"].Value), Match: m))
            .Where(m => m.Level is not null && !quotations.Hold(m.Match.Index, m.Match.Length))
            .OrderBy(m => m.Index)
            .LastOrDefault();
        return last.Level is { } said
            ? new PairVerdict(said, VerdictJson.OneLine(reply[..last.Match.Index]) is { Length: > 0 } reason ? reason : null)
            : null;
    }

    /// <summary>Reads words such as "A much better", "B", "tie", or a label such as "A>>B".</summary>
    internal static PairLevel? Level(string words)
    {
        var plain = words.Trim(' ', '\t', '*', '"', '\'', '`', '.', '!', '[', ']', '(', ')').ToUpperInvariant();
        if (PairLevels.OfLabel(plain.Replace(" ", "", StringComparison.Ordinal)) is { } label)
            return label;
        if (Ties().IsMatch(plain))
            return PairLevel.Tie;
        if (Winner().Match(plain) is not { Success: true } winner)
            return null;
        var first = winner.Groups["letter"].Value == "A";
        return winner.Groups["much"].Success
            ? (first ? PairLevel.FirstMuchBetter : PairLevel.SecondMuchBetter)
            : (first ? PairLevel.FirstBetter : PairLevel.SecondBetter);
    }

    [GeneratedRegex(@"\[{1,2}(?<verdict>[ABab](?:\s*(?:>>|>|=|<|<<)\s*[ABab])?|[Tt]ie)\]{1,2}")]
    private static partial Regex Label();

    // A whole line, so that no half of a sentence is taken for a verdict.
    [GeneratedRegex(
        @"^[ \t>*_#-]*(?:(?:my|the)[ ])?(?:(?:final|overall)[ ])?(?:verdict|judge?ment|decision|winner)?[ ]*(?:is)?[ ]*[:=]?[ \t*_""']*(?<verdict>(?:answer|response|assistant|output)?[ ]?\(?[AB]\)?(?:[ ]is)?(?:[ ](?:much|far|slightly|clearly|significantly))?(?:[ ](?:better|wins))?|(?:it[ ]is[ ])?(?:a[ ])?(?:tie|draw)|neither(?:[ ]answer)?(?:[ ]is)?[ ]better|both(?:[ ]answers)?[ ]are[ ]equal(?:ly[ ]good)?)[ \t*_""'.!]*$",
        RegexOptions.Multiline | RegexOptions.IgnoreCase
    )]
    private static partial Regex Line();

    [GeneratedRegex(@"^(?:IT IS )?(?:A )?(?:TIE|DRAW|EQUAL)$|^NEITHER(?: ANSWER)?(?: IS)? BETTER$|^BOTH(?: ANSWERS)? ARE EQUAL(?:LY GOOD)?$")]
    private static partial Regex Ties();

    [GeneratedRegex(
        @"^(?:ANSWER |RESPONSE |ASSISTANT |OUTPUT )?\(?(?<letter>[AB])\)?(?: IS)?(?: (?:(?<much>MUCH|FAR|SIGNIFICANTLY)|SLIGHTLY|CLEARLY))?(?: (?:BETTER|WINS))?$"
    )]
    private static partial Regex Winner();
}
