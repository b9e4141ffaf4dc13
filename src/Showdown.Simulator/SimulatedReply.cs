using System.Text;
using System.Text.RegularExpressions;
using Showdown.Domain;

namespace Showdown.Simulator;

/// <summary>What a simulated model will say and when: decided before the first byte, a function of the request alone.</summary>
internal sealed partial record SimulatedReply
{
    /// <summary>Shares of the variance of "how hard": the item for every model, the item for this model, the epoch. They add up to 1.</summary>
    private const double ItemShare = 0.5;
    private const double ModelShare = 0.3;
    private const double EpochShare = 0.2;

    public required Fault Fault { get; init; }

    /// <summary>Null for a client without a hint: nobody told us what is right.</summary>
    public required bool? Right { get; init; }

    public required TimeSpan FirstToken { get; init; }

    public required double TokensPerSecond { get; init; }

    /// <summary>Index of the first sentence of <see cref="SimulatedText"/>.</summary>
    public required int Start { get; init; }

    /// <summary>What a host of simulated weights says in place of that talk, each word with the blank before it; null: it talks as all do.</summary>
    public IReadOnlyList<byte[]>? Said { get; init; }

    /// <summary>Who serves it behind a router; null: nobody says.</summary>
    public string? Provider { get; init; }

    public IEnumerable<byte[]> Talk => Said ?? SimulatedText.From(Start);

    /// <summary>Tokens of talk before the ending.</summary>
    public required int TalkTokens { get; init; }

    /// <summary>The statement of the answer; empty when the reply is cut before it.</summary>
    public required string Ending { get; init; }

    /// <summary>In place of the ending; empty where the model calls nothing.</summary>
    public IReadOnlyList<SimulatedCall> Calls { get; init; } = [];

    public required int EndingTokens { get; init; }

    public required bool Cut { get; init; }

    public int OutputTokens => TalkTokens + EndingTokens;

    /// <summary>When a chunk is due that comes after so many tokens, from the request's arrival on.</summary>
    public TimeSpan After(int tokens) => TokensPerSecond > 0 ? FirstToken + TimeSpan.FromSeconds(tokens / TokensPerSecond) : FirstToken;

    public static SimulatedReply Decide(SimulatedRequest request, Simulation standard)
    {
        var simulation = request.Simulation ?? standard;
        var hint = request.Hint ?? new SimulationHint("", Chance.Of(request.Prompt).State.ToString("x"), 1, "", "");
        var item = Chance.Of(hint.BenchmarkId).With(hint.SampleId);
        var host = simulation.Host is { } told ? ServingHost.Of(told, item.With(request.Model).With(simulation.Seed).With(hint.Epoch)) : null;
        var own = host?.Own(item) ?? item.With(request.Model).With(simulation.Seed);
        var epoch = host?.Luck ?? own.With(hint.Epoch);
        var attempt = epoch.With(request.Try).With("try");

        var judged =
            hint.Pair is { } pair ? SimulatedVerdict.ChanceOf(simulation.Judge ?? Unbiased(simulation), pair)
            : hint.BenchmarkId == SimulatedVerdict.Benchmark ? simulation.Judge?.Accuracy
            : null;
        var right = request.Hint is null ? (bool?)null : IsRight(judged ?? Skill(simulation, hint.BenchmarkId), item, own, epoch);
        var fault = Faults.Draw(simulation.Faults, attempt.With("fault"));
        var speechless = hint.BenchmarkId == SimulatedVerdict.Benchmark && epoch.With("verdict").Uniform() < simulation.Judge?.FailureRate;
        var ending = right switch
        {
            not null when speechless => SimulatedVerdict.None,
            true => hint.Right,
            false => hint.Wrong,
            null when request.Tools.Count > 0 => SimulatedCall.Of(request.Tools),
            null => PlainEnding(request.Prompt, epoch),
        };
        var endingTokens = SimulatedText.CountTokens(ending);
        var talk = hint.IsWhole ? 0 : Math.Max(0, Length(simulation.AnswerTokens, epoch) - endingTokens);
        var cut = fault == Fault.OutputCap;
        if (cut)
            talk = Math.Max(1, talk / 2);
        if (request.MaxTokens is { } most && talk + endingTokens > most)
            (cut, talk) = (true, Math.Min(talk, most));
        if (fault == Fault.EmptyAnswer)
            (talk, ending) = (0, "");
        var calls = request.Tools.Count > 0 && !cut ? SimulatedCall.Read(ending) : null;
        if (host is not null && calls is { } meant && (calls = host.Call(meant)) is null)
            (talk, ending, endingTokens) = (0, ServingHost.InPlaceOfCalls, SimulatedText.CountTokens(ServingHost.InPlaceOfCalls));
        return new SimulatedReply
        {
            Said = host?.Say(hint.SampleId, request.Temperature ?? 1, talk),
            Provider = host?.Provider,
            Calls = calls ?? [],
            Fault = fault,
            Right = right,
            FirstToken = simulation.FirstToken * Math.Exp(simulation.FirstTokenSpread * attempt.With("latency").Normal()),
            TokensPerSecond = simulation.TokensPerSecond,
            Start = epoch.With("talk").Index(SimulatedText.SentenceCount),
            TalkTokens = calls is null ? talk : 0,
            Ending = cut || calls is not null ? "" : ending,
            EndingTokens = cut || ending.Length == 0 ? 0 : endingTokens,
            Cut = cut,
        };
    }

    /// <summary>
    /// A Gaussian copula: the chance of a right answer is exactly the skill, and models tend to fail on the same items, because the item's share of
    /// the draw is the same for all of them.
    /// </summary>
    private static bool IsRight(double skill, Chance item, Chance own, Chance epoch)
    {
        if (skill is <= 0 or >= 1)
            return skill >= 1;
        var hard =
            (Math.Sqrt(ItemShare) * item.With("hard").Normal())
            + (Math.Sqrt(ModelShare) * own.With("hard").Normal())
            + (Math.Sqrt(EpochShare) * epoch.With("hard").Normal());
        return hard < Gauss.Quantile(skill);
    }

    private static SimulatedJudge Unbiased(Simulation simulation) => new() { Accuracy = Skill(simulation, SimulatedVerdict.Benchmark) };

    private static double Skill(Simulation simulation, string benchmark) =>
        simulation.Skill.TryGetValue(benchmark, out var skill) || simulation.Skill.TryGetValue("default", out skill) ? skill : 0.5;

    /// <summary>Log-normal around the mean.</summary>
    private static int Length(int mean, Chance chance)
    {
        const double spread = 0.4;
        return Math.Max(1, (int)Math.Round(mean * Math.Exp((spread * chance.With("length").Normal()) - (spread * spread / 2))));
    }

    private static string PlainEnding(string prompt, Chance chance)
    {
        var options = Option().Count(prompt);
        if (options < 2)
            return $"The answer is \\boxed{{{chance.With("number").Index(1000)}}}.";
        return $"The answer is {(char)('A' + chance.With("letter").Index(Math.Min(options, 10)))}.";
    }

    [GeneratedRegex(@"^[ \t]*\(?[A-J][.):][ \t]", RegexOptions.Multiline)]
    private static partial Regex Option();
}

/// <summary>What simulated models say before they state an answer. One word is one token.</summary>
internal static class SimulatedText
{
    private static readonly string[] _sentences =
    [
        "Let me go through this step by step.",
        "First I write down what is given and what is asked.",
        "The important part is how these two facts relate.",
        "At first sight the other reading looks possible.",
        "Checking it against the conditions rules it out.",
        "So we can set up the relation and simplify it.",
        "This leaves only a few cases to look at.",
        "In the first case the numbers do not fit.",
        "In the second case everything is consistent.",
        "A quick check with small values agrees with this.",
        "That matches what one would expect here.",
        "I should be careful with the last step.",
        "Putting the pieces together gives one result.",
        "None of the alternatives satisfies all conditions.",
        "This is a simulated reply and not the work of a model.",
        "With that the question can be answered.",
    ];

    /// <summary>Words with the blank or line break before them, ready to stand inside a JSON string.</summary>
    private static readonly byte[][][] _words = [.. _sentences.Select(Words)];

    public static int SentenceCount => _sentences.Length;

    public static int CountTokens(string text) => text.Length == 0 ? 0 : Math.Max(1, text.Length / 4);

    /// <summary>The words of the talk that begins with sentence <paramref name="start"/>.</summary>
    public static IEnumerable<byte[]> From(int start)
    {
        for (var i = start; ; i++)
        {
            var sentence = _words[i % _words.Length];
            for (var w = 0; w < sentence.Length; w++)
                yield return sentence[w];
        }
    }

    private static byte[][] Words(string sentence) =>
        [.. sentence.Split(' ').Select((word, i) => Encoding.UTF8.GetBytes((i == 0 ? "" : " ") + word)), Encoding.UTF8.GetBytes("\\n")];
}
