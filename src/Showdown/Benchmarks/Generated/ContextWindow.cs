using System.Globalization;
using System.Text;
using Showdown.Domain;

namespace Showdown.Benchmarks.Generated;

/// <summary>
/// Documents of stated lengths with five facts of one kind in each; one of them is asked for. It follows from options and seed alone, and never
/// changes: a
/// document is not stored, but made again when the prompt is.
/// </summary>
public static class ContextWindow
{
    public const string Name = "context-window";

    /// <summary>Raised when the text would come out differently.</summary>
    private const int Version = 1;

    private const int Facts = 5;

    /// <summary>
    /// Counted on this text with OpenAI's o200k_base; a test repeats it. Other tokenizers differ, and the host's own count is in the usage.
    /// </summary>
    private const double CharactersPerToken = 5.33;

    private static readonly string[] _adjectives =
    [
        "quiet",
        "narrow",
        "early",
        "heavy",
        "distant",
        "plain",
        "steady",
        "pale",
        "broken",
        "careful",
        "late",
        "warm",
        "hidden",
        "simple",
        "northern",
        "old",
        "young",
        "long",
        "empty",
        "common",
    ];

    private static readonly string[] _nouns =
    [
        "river",
        "station",
        "garden",
        "letter",
        "market",
        "engine",
        "harbour",
        "window",
        "teacher",
        "forest",
        "bridge",
        "captain",
        "kitchen",
        "season",
        "village",
        "painter",
        "signal",
        "valley",
        "doctor",
        "library",
    ];

    private static readonly string[] _verbs =
    [
        "follows",
        "crosses",
        "remembers",
        "measures",
        "carries",
        "watches",
        "describes",
        "repairs",
        "visits",
        "opens",
        "reaches",
        "leaves",
        "collects",
        "paints",
        "counts",
        "answers",
    ];

    private static readonly string[] _times =
    [
        "before noon",
        "after the rain",
        "in the spring",
        "without delay",
        "every second week",
        "at the end of the day",
        "during the long winter",
        "on the way home",
        "near the old wall",
        "for the first time",
    ];

    private static readonly string[] _colours = ["amber", "crimson", "indigo", "ivory", "jade", "ochre", "scarlet", "silver", "teal", "violet"];

    private static readonly string[] _animals = ["badger", "falcon", "heron", "lynx", "marten", "otter", "panther", "raven", "stork", "walrus"];

    /// <summary>The lengths that are asked for when the options do not say.</summary>
    public static IReadOnlyList<int> DefaultLengths { get; } = [4096, 8192, 16384, 32768, 65536, 131072];

    /// <summary>Stands for the data: the same options always give the same samples.</summary>
    internal static string Sha256(IReadOnlyDictionary<string, string> options) =>
        Generators.HashOf(
            $"{Name} {Version}\n{string.Join(' ', GeneratorOptions.Lengths(options, DefaultLengths, 256, 10_000_000))}\n{GeneratorOptions.Seed(options)}"
        );

    /// <exception cref="FormatException">An option cannot be read; the message says why.</exception>
    internal static void Check(IReadOnlyDictionary<string, string> options)
    {
        GeneratorOptions.RefuseUnknown(options, "lengths", "seed");
        GeneratorOptions.Lengths(options, DefaultLengths, 256, 10_000_000);
        GeneratorOptions.Seed(options);
    }

    /// <summary>For each length one sample for each place of the asked fact: start, quarter, middle, three quarters, end.</summary>
    /// <param name="options">lengths: tokens, with blanks between; seed: a whole number.</param>
    /// <exception cref="FormatException">An option cannot be read; the message says why.</exception>
    public static IEnumerable<Sample> Samples(IReadOnlyDictionary<string, string> options)
    {
        Check(options);
        var seed = GeneratorOptions.Seed(options);
        foreach (var length in GeneratorOptions.Lengths(options, DefaultLengths, 256, 10_000_000))
        {
            for (var asked = 0; asked < Facts; asked++)
            {
                var depth = asked * 100 / (Facts - 1);
                var facts = FactsOf(length, asked, seed);
                yield return new Sample($"{length}/{depth}", $"What is the access number of the {facts[asked].Name}?", facts[asked].Number)
                {
                    Group = GeneratorOptions.LengthName(length),
                    Fields = new Dictionary<string, string>
                    {
                        ["tokens"] = length.ToString(CultureInfo.InvariantCulture),
                        ["depth"] = $"{depth} %",
                        ["generator"] = Name,
                        ["seed"] = seed.ToString(CultureInfo.InvariantCulture),
                    },
                };
            }
        }
    }

    /// <summary>The document of a sample: about as many tokens as it says, one line break after each paragraph.</summary>
    internal static string Document(Sample sample)
    {
        var length = int.Parse(sample.Fields["tokens"], CultureInfo.InvariantCulture);
        var depth = int.Parse(sample.Id.AsSpan(sample.Id.IndexOf('/') + 1), CultureInfo.InvariantCulture);
        var seed = long.Parse(sample.Fields["seed"], CultureInfo.InvariantCulture);
        var asked = depth * (Facts - 1) / 100;
        var facts = FactsOf(length, asked, seed);
        var state = SplitMix64.Seed(Name, $"{length}/{asked}", checked((int)seed));
        var characters = (int)(length * CharactersPerToken);
        var text = new StringBuilder(characters + 200);
        var placed = 0;
        for (var sentence = 1; text.Length < characters || placed < Facts; sentence++)
        {
            // The last fact is the last sentence; the others stand where their share of the document is reached.
            var due = placed < Facts && (placed == Facts - 1 ? text.Length >= characters : text.Length >= (long)characters * placed / (Facts - 1));
            if (due)
            {
                text.Append("The access number of the ").Append(facts[placed].Name).Append(" is ").Append(facts[placed].Number).Append(". ");
                placed++;
            }
            else
            {
                AppendSentence(text, ref state);
            }

            if (sentence % 8 == 0)
                text[^1] = '\n';
        }

        return text.ToString().TrimEnd();
    }

    private static void AppendSentence(StringBuilder text, ref ulong state) =>
        text.Append("The ")
            .Append(Pick(_adjectives, ref state))
            .Append(' ')
            .Append(Pick(_nouns, ref state))
            .Append(' ')
            .Append(Pick(_verbs, ref state))
            .Append(" the ")
            .Append(Pick(_adjectives, ref state))
            .Append(' ')
            .Append(Pick(_nouns, ref state))
            .Append(' ')
            .Append(Pick(_times, ref state))
            .Append(". ");

    private static (string Name, string Number)[] FactsOf(int length, int asked, long seed)
    {
        var state = SplitMix64.Seed(Name + " facts", $"{length}/{asked}", checked((int)seed));
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (names.Count < Facts)
            names.Add($"{Pick(_colours, ref state)} {Pick(_animals, ref state)}");
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        while (numbers.Count < Facts)
            numbers.Add((100_000 + SplitMix64.Below(ref state, 900_000)).ToString(CultureInfo.InvariantCulture));
        return [.. names.Zip(numbers)];
    }

    private static string Pick(string[] words, ref ulong state) => words[(int)SplitMix64.Below(ref state, (ulong)words.Length)];
}
