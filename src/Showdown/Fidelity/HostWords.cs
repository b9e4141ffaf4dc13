using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Fidelity;

/// <summary>What a night of hosts says, in sentences that can be read aloud. Nothing stands in them that a test does not carry, and nothing that
/// accuses.</summary>
internal static class HostWords
{
    /// <summary>Why two hosts of one model may answer differently; whoever reads "another distribution" has to read this, too.</summary>
    public const string Reasons = "precision, template, sampling or another model can be why";

    private static readonly string[] _numbers =
    [
        "none",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ];

    /// <summary>In what a host may differ: in a word, and in a sentence about several. The gravest first.</summary>
    private static readonly (string Word, string Phrase, Func<HostFinding, HostFinding?, bool> Is)[] _kinds =
    [
        ("answers", $"in the distribution of answers ({Reasons})", (h, _) => h.AnswersOtherwise),
        ("calls", "in calls of tools", (h, _) => h.TriggersDiffer || h.SchemaDiffers),
        ("quality", "in quality", (h, _) => h.IsWorse),
        ("mixture", "as a mixture", (h, _) => h.IsMixture),
        ("provider", "by a provider that models.yaml does not pin", (h, _) => h.Served.Any(s => !s.IsPinned)),
        ("contract", "in the contract", (h, reference) => Broken(h, reference).Count > 0),
    ];

    /// <summary>"answers", "mixture": in what a host differs from the reference; empty where nothing was found.</summary>
    public static IReadOnlyList<string> Kinds(HostFinding host, HostFinding? reference) =>
        [.. _kinds.Where(k => k.Is(host, reference)).Select(k => k.Word)];

    /// <summary>Who can be taken for the reference; and what is known of the others, with how much was looked at.</summary>
    public static IReadOnlyList<string> Headline(HostsResult result) => [First(result), Second(result) + Extent(result)];

    /// <summary>What was not found may be there all the same.</summary>
    private static string Extent(HostsResult result)
    {
        var same = result.StandIns.Select(h => result.Night.Find(h.ModelId)).OfType<HostReplies>().ToList();
        if (same.Count == 0)
            return "";
        var (replies, calls) = (same.Min(h => h.Texts.Values.Sum(t => t.Count)), same.Min(h => h.Calls.Count));
        var tools = calls > 0 ? $" and {Format.Counted(calls, "request", "requests")} with tools" : "";
        var who = same.Count == 1 ? $"{Name(result, same[0].ModelId)} was" : "Those that can be taken for it were each";
        return $" {who} held against it by {Format.Counted(replies, "reply", "replies")}{tools}: smaller differences may be there.";
    }

    /// <summary>A sentence for each host that has changed since its last night.</summary>
    public static IEnumerable<string> Changes(HostsResult result) =>
        result.Changed.Select(h =>
            $"{(h == result.Control ? "The reference" : Name(result, h.ModelId))} changed: {string.Join("; ", h.Changes)}{(h == result.Control ? " (hosts that did not may differ from it now)" : "")}."
        );

    /// <summary>What was found at one host, in a clause; null where nothing was.</summary>
    public static string? Found(HostFinding host, HostFinding? reference)
    {
        var said = new List<string>();
        if (host.AnswersOtherwise)
            said.Add($"answers from another distribution ({Reasons})");
        if (host.TriggersDiffer)
            said.Add("calls tools at other requests than the reference, more so than the reference differs from itself");
        if (host.SchemaDiffers)
            said.Add("its calls break their schemas more often");
        if (host.IsWorse)
            said.Add($"is worse than the reference on {Format.List([.. host.Quality.Where(q => q.Verdict == Verdict.Worse).Select(q => q.Title)])}");
        if (host.IsMixture)
            said.Add($"is a mixture of {Servers(host)}");
        if (host.Served.Any(s => !s.IsPinned))
            said.Add("was served by a provider that models.yaml does not pin");
        var broken = Broken(host, reference);
        if (broken.Count > 0)
            said.Add(
                $"breaks the contract where the reference does not ({string.Join(", ", broken.Take(3))}{(broken.Count > 3 ? " and more" : "")})"
            );
        return said.Count == 0 ? null : string.Join("; ", said);
    }

    /// <summary>"two providers".</summary>
    public static string Servers(HostFinding host) =>
        $"{Number(host.Served.Count)} {(host.Served.Any(s => s.IsModelName) ? "models, by their names" : "providers")}";

    public static string Number(int number) => number < _numbers.Length ? _numbers[number] : Format.Count(number);

    /// <summary>Promises that the reference keeps.</summary>
    private static List<string> Broken(HostFinding host, HostFinding? reference) =>
        [.. Broken(host).Except(reference is null ? [] : Broken(reference))];

    private static IEnumerable<string> Broken(HostFinding host) => host.Contract.Where(c => c.Verdict == ContractVerdict.Broken).Select(c => c.Check);

    private static string First(HostsResult result)
    {
        var (family, all) = (result.Night.Plan.Family, result.Hosts.Count);
        if (result.Control?.Texts.P is null)
            return $"Of {family} nothing can be said about hosts: the reference gave too few replies.";
        if (result.IsControlLoud)
            return $"Of {family} nothing can be said about hosts tonight: the reference differs from itself.";
        var same = result.StandIns;
        var of = all == 1 ? $"The one host of {family}" : $"Of {Number(all)} hosts of {family} {(same.Count == 0 ? "none" : Number(same.Count))}";
        var can = all == 1 && same.Count == 0 ? "cannot be taken for the reference" : "can be taken for the reference";
        return $"{of} {can}{Best(result, same)}.";
    }

    private static string Best(HostsResult result, IReadOnlyList<HostFinding> same)
    {
        if (same.Count < 2)
            return same.Count == 1 && result.Hosts.Count > 1 ? $": {Name(result, same[0].ModelId)}" : "";
        var cheapest = Cheapest(result, same);
        var fastest = Fastest(result, same);
        var priced = same.All(h => result.Night.Run.Settings.Model(h.ModelId).Price is not null) ? "" : " whose price is known";
        return (cheapest, fastest) switch
        {
            ({ } cheap, { } fast) when cheap == fast =>
                $"; {Name(result, cheap)} is both the cheapest of them{priced} and, tonight, the fastest to its first token",
            ({ } cheap, { } fast) =>
                $"; the cheapest of them{priced} is {Name(result, cheap)}, the fastest to its first token tonight {Name(result, fast)}",
            ({ } cheap, null) => $"; the cheapest of them{priced} is {Name(result, cheap)}, and none is shown to be the fastest",
            (null, { } fast) => $"; the fastest of them to its first token tonight is {Name(result, fast)}",
            _ => "",
        };
    }

    /// <summary>
    /// By what all of their replies together would have cost at each: hosts that cannot be told apart say as much, and one that was brief by luck is
    /// no cheaper. Null where fewer than two have a price, or two cost the same.
    /// </summary>
    private static string? Cheapest(HostsResult result, IReadOnlyList<HostFinding> same)
    {
        var asked = same.Select(h => result.Night.Find(h.ModelId)).OfType<HostReplies>().ToList();
        var (input, output) = (asked.Sum(h => h.InputTokens), asked.Sum(h => h.OutputTokens));
        var costs = same.Select(h => (h.ModelId, result.Night.Run.Settings.Model(h.ModelId).Price))
            .Where(h => h.Price is not null)
            .Select(h => (h.ModelId, Usd: h.Price!.Of(input, 0, output, 0)))
            .OrderBy(c => c.Usd)
            .ToList();
        return costs.Count < 2 || costs[0].Usd == costs[1].Usd ? null : costs[0].ModelId;
    }

    /// <summary>USD a thousand answered requests.</summary>
    public static decimal? UsdOf(HostReplies? host) => host is { Answered: > 0, CostUsd: > 0 and var usd } ? 1000 * usd / host.Answered : null;

    /// <summary>Whose median time to the first token is shown to be below that of each other.</summary>
    private static string? Fastest(HostsResult result, IReadOnlyList<HostFinding> same)
    {
        var times = same.Select(h => (h.ModelId, Times: result.Night.Find(h.ModelId)?.FirstTokens ?? [])).ToList();
        return times.Find(t => times.All(o => o.ModelId == t.ModelId || NightRatio.Of(t.Times, o.Times)?.High < 1)).ModelId;
    }

    private static string Second(HostsResult result)
    {
        if (result.IsControlLoud || result.Control?.Texts.P is null)
            return "Ask again on another night, or name another reference.";
        var found = result.Hosts.Where(h => Found(h, result.Control) is not null).ToList();
        var silent = result.Hosts.Where(h => h.Verdict == HostVerdict.NotEnough).ToList();
        var said = found.Count switch
        {
            0 => "Nothing that was tested tells the others apart",
            1 => $"{Name(result, found[0].ModelId)} {Found(found[0], result.Control)}",
            _ => Several(result, found),
        };
        if (found.Count == 0)
            said =
                result.Hosts.Count == silent.Count
                    ? "No host gave enough replies"
                    : $"The replies of the reference to itself stayed quiet, as they have to";
        if (silent.Count == result.Hosts.Count)
            return $"{said}.";
        var (down, few) = (
            silent.FindAll(h => !(result.Night.Find(h.ModelId)?.Answered > 0)),
            silent.FindAll(h => result.Night.Find(h.ModelId)?.Answered > 0)
        );
        return said
            + (few.Count > 0 ? $"; {Names(result, few)} gave too few replies" : "")
            + (down.Count > 0 ? $"; {Names(result, down)} did not answer" : "")
            + ".";
    }

    /// <summary>Of several hosts: how many, and in what; each is named once, where it differs most.</summary>
    private static string Several(HostsResult result, List<HostFinding> found)
    {
        var start = $"{Format.Capital(Number(found.Count))} differ from the reference";
        var parts = _kinds
            .Select(kind => (kind.Phrase, Hosts: found.FindAll(h => Kinds(h, result.Control)[0] == kind.Word)))
            .Where(part => part.Hosts.Count > 0)
            .ToList();
        return parts is [var one]
            ? $"{start} {one.Phrase}: {Names(result, one.Hosts)}"
            : $"{start}: {string.Join("; ", parts.Select(part => $"{Names(result, part.Hosts)} {part.Phrase}"))}";
    }

    private static string Names(HostsResult result, IReadOnlyCollection<HostFinding> hosts) =>
        Format.List([.. hosts.Select(h => Name(result, h.ModelId))]);

    /// <summary>As pages call it: hosts of one family are told apart by their ids.</summary>
    public static string Name(HostsResult result, string modelId) => new RunNames(result.Night.Run.Settings).Model(modelId).Name;
}
