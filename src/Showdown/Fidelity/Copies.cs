using Showdown.Domain;
using Showdown.Fidelity.Contract;
using Showdown.Statistics.Fidelity;

namespace Showdown.Fidelity;

/// <summary>
/// Replies that are another reply of the same night to the letter, as a cache hands them out. They are no draws of their own: counted as such, a few
/// of them would make two nights of one host differ, and a host from weights that it serves as they are.
/// </summary>
internal static class Copies
{
    /// <summary>So many prompts with a copy are no chance.</summary>
    private const int Fewest = 3;

    /// <summary>The reference repeats itself where the weights do.</summary>
    private const int Times = 3;

    /// <summary>The replies of one host to one prompt, each once; all of them where most are copies: then the model says little else.</summary>
    public static IReadOnlyList<int[]> Drawn(IEnumerable<SaidText> replies)
    {
        var all = replies.ToList();
        var drawn = all.Where((reply, place) => !IsCopy(all, place)).ToList();
        return [.. (2 * drawn.Count < all.Count ? all : drawn).Select(r => r.Text)];
    }

    /// <summary>A promise beside those of the protocol: that each reply is drawn anew.</summary>
    public static ContractFinding Finding(HostReplies host, IReadOnlyCollection<HostReplies> reference)
    {
        var (copies, prompts) = Of(host);
        var theirs = reference.Sum(r => Of(r).Copies) / Math.Max(1, reference.Count);
        return copies == 0 ? new ContractFinding(Checks.DrawnAnew, ContractVerdict.Held, "no reply to an open-ended prompt is a copy of another")
            : prompts >= Fewest && copies >= Times * theirs
                ? new ContractFinding(
                    Checks.DrawnAnew,
                    ContractVerdict.Broken,
                    $"{copies} of {host.Texts.Values.Sum(t => t.Count)} replies at temperature 1 are copies of another, to the letter (of the reference's {theirs})"
                )
            : new ContractFinding(Checks.DrawnAnew, ContractVerdict.Held, $"{copies} copies, as the reference has {theirs}");
    }

    private static (int Copies, int Prompts) Of(HostReplies host)
    {
        var byPrompt = host.Texts.Values.Select(texts => texts.Where((_, place) => IsCopy(texts, place)).Count()).ToList();
        return (byPrompt.Sum(), byPrompt.Count(c => c > 0));
    }

    /// <summary>Short replies are often the same by themselves.</summary>
    private static bool IsCopy(List<SaidText> replies, int place) =>
        replies[place].Text.Length >= Positions.Characters.First
        && replies.Take(place).Any(r => r.Whole == replies[place].Whole && r.Text.AsSpan().SequenceEqual(replies[place].Text));
}
