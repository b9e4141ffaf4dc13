using Showdown.Statistics.Fidelity;

namespace Showdown.Tests.Statistics.Fidelity;

/// <summary>How a host departs from the weights it says it serves.</summary>
internal sealed record Departure(string Name)
{
    public double TemperatureOff { get; init; }

    /// <summary>Share of tokens replaced by any other.</summary>
    public double Replaced { get; init; }

    /// <summary>How much a system prompt that nobody sent moves the score of every word, in its standard deviations.</summary>
    public double HiddenPrompt { get; init; }

    /// <summary>Share of replies from a second build, that of <see cref="HiddenPrompt"/> 1.</summary>
    public double Mixture { get; init; }

    public static Departure Same { get; } = new("same");

    /// <summary>The distortions that the tables are about.</summary>
    public static IReadOnlyList<Departure> Distorted { get; } =
    [
        new("temperature 0.1 lower") { TemperatureOff = -0.1 },
        new("temperature 0.2 lower") { TemperatureOff = -0.2 },
        new("temperature 0.3 lower") { TemperatureOff = -0.3 },
        new("temperature 0.3 higher") { TemperatureOff = 0.3 },
        new("2 % of tokens replaced") { Replaced = 0.02 },
        new("5 % of tokens replaced") { Replaced = 0.05 },
        new("10 % of tokens replaced") { Replaced = 0.10 },
        new("hidden prompt, 0.3") { HiddenPrompt = 0.3 },
        new("hidden prompt, 0.5") { HiddenPrompt = 0.5 },
        new("a third from another build") { Mixture = 0.33 },
        new("half from another build") { Mixture = 0.5 },
    ];
}

/// <summary>
/// A model of 64 words in which each word follows from the prompt and the last two, asked the same prompts at several hosts. Prompts differ in how
/// much they leave open. A reply is written out, since characters are what is compared.
/// </summary>
internal sealed class SimulatedReplies(ulong seed, int prompts = 25)
{
    /// <summary>So many words have 80 characters, however short they are.</summary>
    private const int Length = 27;

    private static readonly int[][] _spelt =
    [
        .. (
            "the of and to in is it you that he was for on are with as his they be at one have this from or had by hot but some what there "
            + "we can out other were all your when up use word how said an each she which do their time if will way about many then them would write like so these"
        )
            .Split(' ')
            .Select(word => word.Append(' ').Select(c => (int)c).ToArray()),
    ];

    private static readonly int _words = _spelt.Length;

    private readonly SeededRandom _random = new(seed);
    private readonly Dictionary<(int, int, int), double[]> _scores = [];
    private readonly Dictionary<(int, int, int, double, double), double[]> _tables = [];
    private readonly double[] _peaked = [.. Enumerable.Range(0, prompts).Select(p => 1.6 + (1.6 * (p + 0.5) / prompts))];

    /// <summary>By prompt: so many replies of a host at temperature 1.</summary>
    public List<IReadOnlyList<int[]>> Of(Departure host, int samples) =>
        [.. Enumerable.Range(0, prompts).Select(p => (IReadOnlyList<int[]>)[.. Enumerable.Range(0, samples).Select(_ => Reply(p, host))])];

    public static IEnumerable<PromptReplies> Pairs(List<IReadOnlyList<int[]>> reference, List<IReadOnlyList<int[]>> host) =>
        reference.Zip(host, (r, h) => new PromptReplies(r, h));

    private int[] Reply(int prompt, Departure host)
    {
        var second = host.Mixture > 0 && _random.NextShare() < host.Mixture;
        var (heat, hidden) = second ? (1.0, 1.0) : (1 + host.TemperatureOff, host.HiddenPrompt);
        var text = new List<int>();
        var (before, last) = (_words, _words);
        for (var place = 0; place < Length; place++)
        {
            var word =
                host.Replaced > 0 && _random.NextShare() < host.Replaced
                    ? _random.NextBelow(_words)
                    : Drawn(Table(prompt, before, last, heat, hidden));
            text.AddRange(_spelt[word]);
            (before, last) = (last, word);
        }

        return [.. text.Take(Positions.Characters.First)];
    }

    private int Drawn(double[] cumulative)
    {
        var place = Array.BinarySearch(cumulative, _random.NextShare());
        return Math.Min(_words - 1, place < 0 ? ~place : place);
    }

    private double[] Table(int prompt, int before, int last, double heat, double hidden)
    {
        if (_tables.TryGetValue((prompt, before, last, heat, hidden), out var known))
            return known;
        var scores = Scores(prompt, before, last);
        var table = new double[_words];
        var sum = 0.0;
        for (var word = 0; word < _words; word++)
            table[word] = sum += Math.Exp((scores[word] + (hidden * scores[_words + word])) / heat);
        for (var word = 0; word < _words; word++)
            table[word] /= sum;
        return _tables[(prompt, before, last, heat, hidden)] = table;
    }

    /// <summary>Of each word, and behind them how a hidden prompt moves it.</summary>
    private double[] Scores(int prompt, int before, int last) =>
        _scores.TryGetValue((prompt, before, last), out var known)
            ? known
            : _scores[(prompt, before, last)] = [.. Normals(_peaked[prompt]), .. Normals(1)];

    private IEnumerable<double> Normals(double spread) =>
        Enumerable
            .Range(0, _words)
            .Select(_ => spread * Math.Sqrt(-2 * Math.Log(1 - _random.NextShare())) * Math.Cos(2 * Math.PI * _random.NextShare()));
}
