using Showdown.Domain;

namespace Showdown.Fidelity.Contract;

/// <summary>Whether the parameters of sampling do what they promise.</summary>
internal static class SamplingChecks
{
    private const int Times = 3;

    /// <summary>Replies that share so much of their beginning were drawn with next to no freedom; no host repeats itself to the letter.</summary>
    private const double Alike = 0.5;

    /// <summary>Of all tokens at one place, with room for rounding.</summary>
    private const double MostProbability = 1.05;

    /// <summary>Replies at a high temperature that are the same to their ends; where they share a good part, the prompt may have left no more
    /// open.</summary>
    private const double ToTheLetter = 0.99;

    private static readonly Ask _open = Ask.User("Write a list of twelve unusual first names, parted by blanks, and nothing else.") with { Cap = 40 };

    private static readonly Ask _other = Ask.User("Write the first sentences of a story about a lighthouse.") with { Cap = 40 };

    /// <summary>Where replies share so much more with a parameter than without, it does something: hosts that serve many at once are never quite
    /// repeatable.</summary>
    private const double Effect = 0.2;

    private static readonly Ask _count = Ask.User("Write the numbers from 1 to 20, parted by blanks, and nothing else.") with { Cap = 80 };

    public static async Task CarryOutAsync(Exchanges host)
    {
        var greedy = await host.AskAsync(_open, Times);
        var free = await host.AskAsync(_open with { Temperature = 1.5 }, Times);
        await CompareAsync(host, Checks.Temperature, greedy, free, a => a with { Temperature = 0 }, ("at temperature 0", "at 1.5"));
        var narrow = await host.AskAsync(_open with { Temperature = 1.5, TopP = 0.01 }, Times);
        await CompareAsync(host, Checks.TopP, narrow, free, a => a with { TopP = 0.01 }, ("with top_p 0.01", "without"));
        if (!host.Settle(Checks.Seed))
        {
            var seeded = await host.AskAsync(_open with { Temperature = 1.5, Seed = 7 }, Times);
            await CompareAsync(host, Checks.Seed, seeded, free, a => a with { Seed = 7 }, ("with one seed", "without"));
        }

        await StopAsync(host);
        await ChoicesAsync(host);
        await LogProbabilitiesAsync(host);
    }

    /// <summary>What should be nearly the same each time against what should not.</summary>
    /// <param name="set">Sets the parameter, for a second look at another prompt before it is said to do nothing.</param>
    private static async Task CompareAsync(
        Exchanges host,
        string check,
        IReadOnlyList<Told> held,
        IReadOnlyList<Told> free,
        Func<Ask, Ask> set,
        (string With, string Without) words
    )
    {
        if (held.FirstOrDefault(t => !t.IsAccepted) is { } refused && host.Settle(check, refused))
            return;
        if (free.Any(t => !t.IsAccepted))
        {
            host.Add(check, ContractVerdict.Unclear, $"no reply came {words.Without}", free.First(t => !t.IsAccepted));
            return;
        }

        if (held.Concat(free).All(t => (t.Text + t.Reasoning).Length == 0))
        {
            host.Add(check, ContractVerdict.Unclear, "empty replies", held[^1]);
            return;
        }

        var verdict = Verdict(check, held, free);
        if (verdict == ContractVerdict.Broken)
        {
            var hot = _other with { Temperature = 1.5 };
            verdict = Verdict(check, await host.AskAsync(set(hot), Times), await host.AskAsync(hot, Times));
            if (verdict == ContractVerdict.Held)
                verdict = ContractVerdict.Unclear;
        }

        var seen = $"{Times} replies {words.With} share {Likeness(held):0%} of their beginning, {words.Without} {Likeness(free):0%}";
        host.Add(check, verdict, seen, held[^1]);
    }

    private static ContractVerdict Verdict(string check, IReadOnlyList<Told> held, IReadOnlyList<Told> free)
    {
        if (held.Concat(free).Any(t => !t.IsAccepted))
            return ContractVerdict.Unclear;
        var (same, other) = (Likeness(held), Likeness(free));
        return same >= Alike && other < Alike ? ContractVerdict.Held
            : same < Alike && same - other < Effect ? ContractVerdict.Broken
            : check == Checks.Temperature && other > ToTheLetter ? ContractVerdict.Broken
            // Where nothing makes replies differ, nothing tells whether this would keep them from it.
            : ContractVerdict.Unclear;
    }

    private static async Task StopAsync(Exchanges host)
    {
        var told = await host.AskAsync(_count with { Stop = "11" });
        if (host.Settle(Checks.Stop, told))
            return;
        var passed = told.Text.Contains("12", StringComparison.Ordinal);
        var left = told.Text.Contains("11", StringComparison.Ordinal);
        if (!told.Text.Contains("10", StringComparison.Ordinal) && !passed && !left)
            host.Add(Checks.Stop, ContractVerdict.Unclear, "the model did not count to the place", told);
        else
            host.Add(
                Checks.Stop,
                !passed && !left,
                passed ? "went on behind the text at which it was to stop"
                    : left ? "stopped, and left the text at which it was to stop in the reply"
                    : "stopped before the text",
                told
            );
    }

    private static async Task ChoicesAsync(Exchanges host)
    {
        if (host.Settle(Checks.Choices))
            return;
        var told = await host.AskAsync(_open with { Choices = 2, Temperature = 1 });
        if (host.Settle(Checks.Choices, told))
            return;
        // One reply that is handed out twice; where all replies are the same, nothing tells.
        var variety = host.Findings.Any(f => f is { Check: Checks.Temperature, Verdict: ContractVerdict.Held });
        var copied = told.Choices == 2 && IsCopied(told) && variety && IsCopied(await host.AskAsync(_open with { Choices = 2, Temperature = 1 }));
        host.Add(
            Checks.Choices,
            told.Choices == 2 && !copied,
            copied ? "2 were asked for, and both are the same to the letter" : $"2 were asked for, {told.Choices} came",
            told
        );
    }

    private static async Task LogProbabilitiesAsync(Exchanges host)
    {
        if (host.Settle(Checks.LogProbabilities))
            return;
        var told = await host.AskAsync(_open with { LogProbabilities = true });
        if (host.Settle(Checks.LogProbabilities, told))
            return;
        var sum = told.LogProbabilities.Values.Sum(Math.Exp);
        var said =
            told.LogProbabilities.Count == 0 ? "asked for, taken, and none came"
            : sum > MostProbability ? $"{told.LogProbabilities.Count} tokens at the first place, whose probabilities add up to {sum:0.0}"
            : $"{told.LogProbabilities.Count} tokens at the first place";
        host.Add(Checks.LogProbabilities, told.LogProbabilities.Count > 0 && sum <= MostProbability, said, told);
    }

    private static bool IsCopied(Told told) => told.Text.Length > 0 && told.Text == told.SecondText;

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
