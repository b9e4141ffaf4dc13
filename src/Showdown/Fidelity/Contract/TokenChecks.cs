using System.Globalization;
using Showdown.Domain;

namespace Showdown.Fidelity.Contract;

/// <summary>How many tokens a host counts in the same messages: more than the reference by a constant is a prompt that nobody sent, by message
/// another template.</summary>
internal static class TokenChecks
{
    private const string Long =
        "The ferry leaves at seven, at nine and at noon; on Sundays it leaves at ten alone. Tickets are sold on board, and bicycles travel free of charge.";

    private static readonly Ask[] _asks =
    [
        Ask.User("Say yes."),
        Ask.User(Long),
        new(new Message(MessageRole.System, "Be brief."), new Message(MessageRole.User, "Say yes.")),
        new(new Message(MessageRole.User, "Say yes."), new Message(MessageRole.Assistant, "Yes."), new Message(MessageRole.User, "Say yes.")),
        new(
            new Message(MessageRole.User, "Say yes."),
            new Message(MessageRole.Assistant, "Yes."),
            new Message(MessageRole.User, "Say yes."),
            new Message(MessageRole.Assistant, "Yes."),
            new Message(MessageRole.User, Long)
        ),
    ];

    /// <summary>Tokens by which two counts of one text may differ: the end of a reply is counted here, and not there.</summary>
    private const int End = 2;

    /// <summary>Notes how many tokens a reply counts; what that is worth is told when the reference's is there.</summary>
    /// <param name="host">Where it is noted.</param>
    /// <param name="whole">A reply at temperature 0 that two hosts of one model give to the letter.</param>
    public static void Count(Exchanges host, Told whole)
    {
        if (host.Settle(Checks.ReplyTokens, whole))
            return;
        if (whole.OutputTokens is { } tokens)
            host.Add(Checks.ReplyTokens, ContractVerdict.Unclear, $"{tokens} for {whole.Text.Length} characters", whole);
        else
            host.Add(Checks.ReplyTokens, ContractVerdict.NotOffered, "the host does not count them", whole);
    }

    /// <summary>What a host counts for a reply held against what the reference counts for one as long.</summary>
    /// <returns>The finding as it stands where the replies are not alike, or either counts thoughts that nobody sees.</returns>
    public static ContractFinding RepliesAgainst(ContractFinding host, ContractFinding? reference)
    {
        if (Reply(host) is not var (tokens, length) || Reply(reference) is not var (theirs, theirLength))
            return host;
        if (length != theirLength || length == 0 || theirs > length + End)
            return host;
        var held = Math.Abs(tokens - theirs) <= End;
        return host with
        {
            Verdict = held ? ContractVerdict.Held : ContractVerdict.Broken,
            Said = held ? "as many as the reference counts" : $"{tokens} for a text that the reference counts at {theirs}",
        };
    }

    private static (int Tokens, int Length)? Reply(ContractFinding? finding) =>
        finding?.Said.Split(' ') is [var tokens, "for", var length, "characters"]
            ? (int.Parse(tokens, CultureInfo.InvariantCulture), int.Parse(length, CultureInfo.InvariantCulture))
            : null;

    /// <summary>Notes the counts; what they are worth is told when the reference's are there.</summary>
    public static async Task CarryOutAsync(Exchanges host)
    {
        var counts = new List<int?>();
        Told? last = null;
        foreach (var ask in _asks)
            counts.Add((last = await host.AskAsync(ask with { Cap = 4 })).InputTokens);
        if (counts.Any(c => c is null))
            host.Add(Checks.PromptTokens, ContractVerdict.NotOffered, "the host does not count them", last);
        else
            host.Add(Checks.PromptTokens, ContractVerdict.Unclear, string.Join(' ', counts), last);
    }

    /// <summary>A host's count held against the reference's.</summary>
    /// <returns>The finding as it stands where either did not count.</returns>
    public static ContractFinding Against(ContractFinding host, ContractFinding? reference)
    {
        if (Counts(host) is not { } counts || reference is null || Counts(reference) is not { } theirs)
            return host;
        var more = counts.Zip(theirs, (c, r) => c - r).ToList();
        var (verdict, said) =
            more.TrueForAll(m => m == 0) ? (ContractVerdict.Held, "as many as the reference counts")
            : more.Distinct().Count() == 1
                ? (
                    ContractVerdict.Broken,
                    $"{Signed(more[0])} in every request: a system prompt that nobody sent, or another frame around the first message"
                )
            : (ContractVerdict.Broken, $"{string.Join(", ", more.Select(Signed))} by request: another template or tokenizer");
        return host with { Verdict = verdict, Said = said };
    }

    private static List<int>? Counts(ContractFinding finding)
    {
        var counts = finding.Said.Split(' ').Select(t => int.TryParse(t, CultureInfo.InvariantCulture, out var n) ? n : (int?)null).ToList();
        return finding.Check == Checks.PromptTokens && counts.Count == _asks.Length && counts.TrueForAll(c => c is not null)
            ? [.. counts.OfType<int>()]
            : null;
    }

    private static string Signed(int more) =>
        more > 0 ? $"{more} more"
        : more < 0 ? $"{-more} fewer"
        : "as many";
}
