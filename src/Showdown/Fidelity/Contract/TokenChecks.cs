using System.Globalization;
using Showdown.Domain;

namespace Showdown.Fidelity.Contract;

/// <summary>How many tokens a host counts in the same messages: more than the reference by a constant is a prompt that nobody sent, by message another template.</summary>
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
