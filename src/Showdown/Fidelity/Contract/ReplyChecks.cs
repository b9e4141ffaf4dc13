using Showdown.Domain;

namespace Showdown.Fidelity.Contract;

/// <summary>What all replies together show: whose they say they are, and what no text should hold.</summary>
internal static class ReplyChecks
{
    public static void CarryOut(Exchanges host, string asked, Func<string, string, bool> isSame)
    {
        ModelName(host, asked, isSame);
        Fingerprint(host);
        Texts(host, Checks.Leaks, TextMarks.Leak);
        Texts(host, Checks.Characters, TextMarks.Spoilt);
    }

    private static void ModelName(Exchanges host, string asked, Func<string, string, bool> isSame)
    {
        var names = host.Replies.Where(r => r.Model is not null).DistinctBy(r => r.Model!.ToLowerInvariant()).ToList();
        if (host.Replies.Count == 0)
            host.Add(Checks.ModelName, ContractVerdict.Unclear, "no reply came");
        else if (names.Count == 0)
            host.Add(Checks.ModelName, ContractVerdict.NotOffered, "does not say what it serves", host.Replies[0]);
        else if (names.Find(r => !isSame(asked, r.Model!)) is { } other)
            host.Add(Checks.ModelName, ContractVerdict.Broken, $"says it serves {other.Model}{Share(host, r => r.Model == other.Model)}", other);
        else if (names.Count > 1)
            host.Add(Checks.ModelName, ContractVerdict.Broken, $"says it serves {Listed(names.Select(r => r.Model!))}, by request", names[1]);
        else
            host.Add(Checks.ModelName, ContractVerdict.Held, $"says it serves {names[0].Model}", names[0]);
    }

    private static void Fingerprint(Exchanges host)
    {
        var prints = host.Replies.Where(r => r.Fingerprint is not null).DistinctBy(r => r.Fingerprint).ToList();
        if (host.Settle(Checks.Fingerprint))
            return;
        if (host.Replies.Count == 0)
            host.Add(Checks.Fingerprint, ContractVerdict.Unclear, "no reply came");
        else if (prints.Count == 0)
            host.Add(Checks.Fingerprint, ContractVerdict.NotOffered, "gives none", host.Replies[0]);
        else
            host.Add(
                Checks.Fingerprint,
                prints.Count == 1,
                prints.Count == 1 ? prints[0].Fingerprint! : $"{Listed(prints.Select(r => r.Fingerprint!))}, by request",
                prints[^1]
            );
    }

    private static void Texts(Exchanges host, string check, Func<string, string?> fault)
    {
        var bad = host.Replies.FirstOrDefault(r => fault(r.Text) is not null);
        if (host.Replies.Count == 0)
            host.Add(check, ContractVerdict.Unclear, "no reply came");
        else if (bad is null)
            host.Add(check, ContractVerdict.Held, $"all of {host.Replies.Count} replies");
        else
            host.Add(check, ContractVerdict.Broken, $"{fault(bad.Text)} stands in a text{Share(host, r => fault(r.Text) is not null)}", bad);
    }

    private static string Share(Exchanges host, Func<Told, bool> which) => $" ({host.Replies.Count(which)} of {host.Replies.Count} replies)";

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Take(4));
}
