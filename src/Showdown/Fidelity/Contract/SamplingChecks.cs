using Showdown.Domain;

namespace Showdown.Fidelity.Contract;

/// <summary>Whether the parameters of sampling do what they promise.</summary>
internal static class SamplingChecks
{
    private const int Times = 3;

    /// <summary>Replies that share so much of their beginning were drawn with next to no freedom; no host repeats itself to the letter.</summary>
    private const double Alike = 0.5;

    /// <summary>Replies at a high temperature that are the same to their ends; where they share a good part, the prompt may have left no more open.</summary>
    private const double ToTheLetter = 0.99;

    private static readonly Ask _open = Ask.User("Write a list of twelve unusual first names, parted by blanks, and nothing else.") with { Cap = 40 };

    private static readonly Ask _count = Ask.User("Write the numbers from 1 to 20, parted by blanks, and nothing else.") with { Cap = 80 };

    public static async Task CarryOutAsync(Exchanges host)
    {
        var greedy = await host.AskAsync(_open, Times);
        var free = await host.AskAsync(_open with { Temperature = 1.5 }, Times);
        Compare(host, Checks.Temperature, greedy, free, "at temperature 0", "at 1.5");
        var narrow = await host.AskAsync(_open with { Temperature = 1.5, TopP = 0.01 }, Times);
        Compare(host, Checks.TopP, narrow, free, "with top_p 0.01", "without");
        if (!host.Settle(Checks.Seed))
        {
            var seeded = await host.AskAsync(_open with { Temperature = 1.5, Seed = 7 }, Times);
            Compare(host, Checks.Seed, seeded, free, "with one seed", "without");
        }

        await StopAsync(host);
        await ChoicesAsync(host);
        await LogProbabilitiesAsync(host);
    }

    /// <summary>What should be nearly the same each time against what should not.</summary>
    private static void Compare(Exchanges host, string check, IReadOnlyList<Told> held, IReadOnlyList<Told> free, string with, string without)
    {
        if (held.FirstOrDefault(t => !t.IsAccepted) is { } refused && host.Settle(check, refused))
            return;
        if (free.Any(t => !t.IsAccepted))
        {
            host.Add(check, ContractVerdict.Unclear, $"no reply came {without}", free.First(t => !t.IsAccepted));
            return;
        }

        var (same, other) = (Likeness(held), Likeness(free));
        var seen = $"{Times} replies {with} share {same:0%} of their beginning, {without} {other:0%}";
        host.Add(
            check,
            same >= Alike && other < Alike ? ContractVerdict.Held
                : same < Alike ? ContractVerdict.Broken
                : check == Checks.Temperature && other > ToTheLetter ? ContractVerdict.Broken
                // Where nothing makes replies differ, nothing tells whether this would keep them from it.
                : ContractVerdict.Unclear,
            seen,
            held[^1]
        );
    }

    private static async Task StopAsync(Exchanges host)
    {
        var told = await host.AskAsync(_count with { Stop = "11" });
        if (host.Settle(Checks.Stop, told))
            return;
        var passed = told.Text.Contains("12", StringComparison.Ordinal) || told.Text.Contains("11", StringComparison.Ordinal);
        if (!told.Text.Contains("10", StringComparison.Ordinal) && !passed)
            host.Add(Checks.Stop, ContractVerdict.Unclear, "the model did not count to the place", told);
        else
            host.Add(Checks.Stop, !passed, passed ? "went on behind the text at which it was to stop" : "stopped before the text", told);
    }

    private static async Task ChoicesAsync(Exchanges host)
    {
        if (host.Settle(Checks.Choices))
            return;
        var told = await host.AskAsync(_open with { Choices = 2, Temperature = 1 });
        if (!host.Settle(Checks.Choices, told))
            host.Add(Checks.Choices, told.Choices == 2, $"2 were asked for, {told.Choices} came", told);
    }

    private static async Task LogProbabilitiesAsync(Exchanges host)
    {
        if (host.Settle(Checks.LogProbabilities))
            return;
        var told = await host.AskAsync(_open with { LogProbabilities = true });
        if (!host.Settle(Checks.LogProbabilities, told))
            host.Add(
                Checks.LogProbabilities,
                told.LogProbabilities.Count > 0,
                told.LogProbabilities.Count > 0 ? $"{told.LogProbabilities.Count} tokens at the first place" : "asked for, taken, and none came",
                told
            );
    }

    /// <summary>Mean share of their beginning that two replies have in common.</summary>
    private static double Likeness(IReadOnlyList<Told> replies)
    {
        var texts = replies.Select(r => r.Reasoning + r.Text).ToList();
        return (
            from a in Enumerable.Range(0, texts.Count)
            from b in Enumerable.Range(a + 1, texts.Count - a - 1)
            let longest = Math.Max(texts[a].Length, texts[b].Length)
            select longest == 0 ? 1 : texts[a].Zip(texts[b]).TakeWhile(p => p.First == p.Second).Count() / (double)longest
        ).Average();
    }
}
