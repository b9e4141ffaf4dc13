using System.Globalization;
using Showdown.Domain;

namespace Showdown.Benchmarks.Generated;

/// <summary>
/// Six tasks over texts of stated lengths: three needles, a chain of variables, common and frequent words. They follow from options and seed alone,
/// and never change: a text is not stored, but made again when the prompt is.
/// </summary>
/// <remarks>After RULER (Hsieh et al. 2024): the six of its thirteen tasks that need no text from outside. Words are made up, and lengths are counted
/// by o200k_base.</remarks>
public static class LongContext
{
    public const string Name = "long-context";

    /// <summary>Raised when a text would come out differently.</summary>
    private const int Version = 1;

    private const int StandardSamples = 5;

    /// <summary>Tokens kept free for question and answer.</summary>
    private const int Reserved = 200;

    public static IReadOnlyList<int> DefaultLengths { get; } = [4096, 8192, 16384, 32768, 65536, 131072];

    /// <returns>True when the samples of a source have lengths: theirs, or those of <see cref="ContextWindow"/>.</returns>
    public static bool HasLengths(DatasetSource source) => source.Generator is Name or ContextWindow.Name;

    /// <summary>Tokens of a sample's text; its id begins with them.</summary>
    public static int TokensOf(string sampleId) => int.Parse(sampleId.AsSpan(0, sampleId.IndexOf('/')), CultureInfo.InvariantCulture);

    internal static string Sha256(IReadOnlyDictionary<string, string> options) =>
        Generators.HashOf(
            $"{Name} {Version}\n{string.Join(' ', GeneratorOptions.Lengths(options, DefaultLengths))}\n{Count(options)}\n{GeneratorOptions.Seed(options)}"
        );

    /// <exception cref="FormatException">An option cannot be read; the message says why.</exception>
    internal static void Check(IReadOnlyDictionary<string, string> options)
    {
        GeneratorOptions.RefuseUnknown(options, "lengths", "samples", "seed");
        GeneratorOptions.Lengths(options, DefaultLengths);
        Count(options);
        GeneratorOptions.Seed(options);
    }

    /// <summary>So many samples of each task at each length.</summary>
    /// <param name="options">lengths: tokens, with blanks between; samples: of each task and length; seed: a whole number.</param>
    /// <exception cref="FormatException">An option cannot be read; the message says why.</exception>
    public static IEnumerable<Sample> Samples(IReadOnlyDictionary<string, string> options)
    {
        Check(options);
        var seed = GeneratorOptions.Seed(options);
        foreach (var length in GeneratorOptions.Lengths(options, DefaultLengths))
        {
            foreach (var task in LongContextTask.All)
            {
                for (var number = 1; number <= Count(options); number++)
                {
                    var id = $"{length}/{task.Name}/{number}";
                    var asked = task.Ask(length - Reserved, SplitMix64.Seed(Name, id, seed));
                    yield return new Sample(id, asked.Question, string.Join('\n', asked.Answers))
                    {
                        Group = GeneratorOptions.LengthName(length),
                        Fields = new Dictionary<string, string>
                        {
                            ["tokens"] = length.ToString(CultureInfo.InvariantCulture),
                            ["task"] = task.Name,
                            ["generator"] = Name,
                            ["seed"] = seed.ToString(CultureInfo.InvariantCulture),
                        },
                    };
                }
            }
        }
    }

    /// <summary>The text of a sample: about as many tokens as it says, with room for question and answer.</summary>
    internal static string Document(Sample sample)
    {
        var task = LongContextTask.All.First(t => t.Name == sample.Fields["task"]);
        var length = int.Parse(sample.Fields["tokens"], CultureInfo.InvariantCulture);
        return task.Write(length - Reserved, SplitMix64.Seed(Name, sample.Id, int.Parse(sample.Fields["seed"], CultureInfo.InvariantCulture)));
    }

    private static int Count(IReadOnlyDictionary<string, string> options) => GeneratorOptions.Whole(options, "samples", StandardSamples, 1, 500);
}
