using Showdown.Domain;

namespace Showdown.Simulator;

/// <summary>
/// The weights that simulated hosts serve: a language of 64 words in which each word follows from the prompt and the last two, with probabilities as
/// peaked as those of real models. Hosts of the same weights draw from the same distribution, each with its own luck.
/// </summary>
internal static class ToyLanguage
{
    public const int Words = 64;

    /// <summary>Spread of the scores, by the prompt: some leave little to say, others much.</summary>
    private const double LeastPeaked = 1.6;
    private const double MostPeaked = 3.2;

    /// <summary>Of log-probabilities: by how much two requests differ, and by how much a share of replaced tokens moves them.</summary>
    private const double Jitter = 0.005;
    private const double CoarseSteps = 2;

    private static readonly string[] _words =
    [
        .. from start in new[] { "ba", "de", "fi", "go", "hu", "ka", "le", "mi" }
        from end in new[] { "lan", "mer", "nto", "ris", "su", "tek", "vo", "zim" }
        select start + end,
    ];

    /// <summary>Draws a text.</summary>
    /// <param name="weights">Names the model.</param>
    /// <param name="prompt">What was asked.</param>
    /// <param name="temperature">0 takes the likeliest word each time.</param>
    /// <param name="host">How the host departs from the weights; null: not at all.</param>
    /// <param name="luck">A draw of its own for each request.</param>
    /// <param name="count">Words at most.</param>
    public static int[] Draw(string weights, string prompt, double temperature, HostDistortion? host, Chance luck, int count)
    {
        var mixed = host is not null && IsOther(host, luck);
        var heat = Math.Max(0, temperature + (mixed ? 0 : host?.TemperatureOff ?? 0));
        var model = Chance.Of(weights).With(prompt);
        var peaked = Peak(model);
        var hidden = mixed ? 1 : host?.HiddenPrompt ?? 0;
        var text = new int[count];
        for (var place = 0; place < count; place++)
        {
            var context = model.With(place > 0 ? text[place - 1] : -1).With(place > 1 ? text[place - 2] : -1);
            var draw = luck.With(place);
            text[place] =
                host is { Replaced: > 0 } && draw.With("replaced").Uniform() < host.Replaced
                    ? draw.With("other").Index(Words)
                    : Next(context, peaked, heat, hidden, draw);
        }

        return text;
    }

    /// <summary>Whether another provider, with another build of the model, serves a request.</summary>
    public static bool IsOther(HostDistortion host, Chance luck) => host.Mixture > 0 && luck.With("served").Uniform() < host.Mixture;

    public static string Text(IEnumerable<int> words) => string.Join(' ', words.Select(w => _words[w]));

    /// <summary>The likeliest first words with the logarithms of their probabilities, as a host tells them: no two requests give quite the
    /// same.</summary>
    /// <remarks>Coarse precision moves every score a little, always in the same way.</remarks>
    public static IReadOnlyList<(string Word, double Log)> First(string prompt, HostDistortion host, Chance luck, int most)
    {
        var model = Chance.Of(host.Weights).With(prompt);
        var context = model.With(-1).With(-1);
        var scores = Enumerable
            .Range(0, Words)
            .Select(word =>
                Score(context, Peak(model), host.HiddenPrompt, word)
                + (CoarseSteps * host.Replaced * context.With(word).With("coarse").Normal())
                + (Jitter * luck.With(word).Normal())
            )
            .ToList();
        var all = Math.Log(scores.Sum(Math.Exp));
        return [.. scores.Select((score, word) => (_words[word], score - all)).OrderByDescending(w => w.Item2).Take(most)];
    }

    private static double Peak(Chance model) => LeastPeaked + ((MostPeaked - LeastPeaked) * model.With("peaked").Uniform());

    private static double Score(Chance context, double peaked, double hidden, int word)
    {
        var score = peaked * context.With(word).Normal();
        return hidden == 0 ? score : score + (hidden * context.With(word).With("hidden").Normal());
    }

    private static int Next(Chance context, double peaked, double temperature, double hidden, Chance draw)
    {
        Span<double> scores = stackalloc double[Words];
        for (var word = 0; word < Words; word++)
            scores[word] = Score(context, peaked, hidden, word);
        return temperature <= 0 ? Likeliest(scores) : Drawn(scores, temperature, draw.Uniform());
    }

    private static int Likeliest(ReadOnlySpan<double> scores)
    {
        var best = 0;
        for (var word = 1; word < Words; word++)
            best = scores[word] > scores[best] ? word : best;
        return best;
    }

    private static int Drawn(Span<double> scores, double temperature, double share)
    {
        var most = scores[Likeliest(scores)];
        var sum = 0.0;
        for (var word = 0; word < Words; word++)
            sum += scores[word] = Math.Exp((scores[word] - most) / temperature);
        var left = share * sum;
        for (var word = 0; word < Words; word++)
        {
            if ((left -= scores[word]) < 0)
                return word;
        }

        return Words - 1;
    }
}
