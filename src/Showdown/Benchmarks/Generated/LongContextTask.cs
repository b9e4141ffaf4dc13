namespace Showdown.Benchmarks.Generated;

/// <summary>What is asked about a text, and everything that the answer must hold.</summary>
internal sealed record LongContextQuestion(string Question, IReadOnlyList<string> Answers);

/// <summary>One of the six tasks. Text and question follow from length and seed.</summary>
internal abstract class LongContextTask(string name, double charactersPerToken)
{
    public static IReadOnlyList<LongContextTask> All { get; } =
    [
        new NeedleTask("needle-in-noise", 3.7, amongNeedles: false, longValues: false),
        new NeedleTask("needle-among-needles", 3.09, amongNeedles: true, longValues: false),
        new NeedleTask("long-needle-among-needles", 1.83, amongNeedles: true, longValues: true),
        new VariablesTask("variable-tracking", 3.69),
        new CommonWordsTask("common-words"),
        new FrequentWordsTask("frequent-words", 3.68),
    ];

    public string Name => name;

    /// <param name="tokens">Length of the text.</param>
    /// <param name="seed">Decides everything that is drawn.</param>
    public LongContextQuestion Ask(int tokens, ulong seed) => Make(Characters(tokens), tokens, new Draws(seed)).Asked;

    /// <inheritdoc cref="Ask"/>
    public string Write(int tokens, ulong seed) => Make(Characters(tokens), tokens, new Draws(seed)).Text();

    /// <returns>The question, and the text for when it is wanted: a question alone must not cost a text.</returns>
    protected abstract (LongContextQuestion Asked, Func<string> Text) Make(int characters, int tokens, Draws draws);

    // Counted on these texts with o200k_base; a test repeats it.
    private int Characters(int tokens) => (int)(tokens * charactersPerToken);
}

/// <summary>What a task draws, from one seed.</summary>
internal sealed class Draws(ulong seed)
{
    private const string Consonants = "bdfgklmnprstvz";
    private const string Vowels = "aeiou";

    private ulong _state = seed;

    public int Below(int limit) => (int)Domain.SplitMix64.Below(ref _state, (ulong)limit);

    /// <summary>A made-up word of consonants and vowels in turn.</summary>
    public string Word(int syllables) =>
        string.Concat(Enumerable.Range(0, syllables).Select(_ => $"{Consonants[Below(Consonants.Length)]}{Vowels[Below(Vowels.Length)]}"));

    /// <summary>So many different ones of what is drawn.</summary>
    public static List<string> Different(int count, Func<string> draw)
    {
        var found = new HashSet<string>(count, StringComparer.Ordinal);
        var items = new List<string>(count);
        while (items.Count < count)
        {
            var item = draw();
            if (found.Add(item))
                items.Add(item);
        }

        return items;
    }

    public void Shuffle<T>(List<T> items)
    {
        for (var last = items.Count - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }
}
