using System.Globalization;
using Showdown.Domain;

namespace Showdown.Benchmarks.Generated;

/// <summary>
/// Prompts of a stated length that ask for more output than the cap lets through: the fixed workload on which speed is measured. They follow from the
/// options alone.
/// </summary>
/// <remarks>
/// After the Artificial Analysis methodology: prompts that no cache knows (the runner puts a number of its own in front), one tokenizer for all
/// models.
/// </remarks>
public static class SpeedPrompts
{
    public const string Name = "speed";

    /// <summary>Raised when the text would come out differently.</summary>
    private const int Version = 1;

    /// <summary>Tokens of the task around the words, and of what the runner puts in front.</summary>
    private const int AroundWords = 60;

    private const string Task = "Write a long story in which every word of this list occurs in its order. Do not stop before all of them are used.";

    // Each with its blank is one token of o200k_base, or close to it.
    private static readonly string[] _words =
        "river stone market window garden letter winter engine doctor silver music bridge forest paper candle ocean village horse mirror harbour".Split(
            ' '
        );

    internal static string Sha256(IReadOnlyDictionary<string, string> options) =>
        Generators.HashOf($"{Name} {Version}\n{InputTokens(options)}\n{Requests(options)}");

    /// <exception cref="FormatException">An option cannot be read; the message says why.</exception>
    internal static void Check(IReadOnlyDictionary<string, string> options)
    {
        GeneratorOptions.RefuseUnknown(options, "input_tokens", "requests");
        InputTokens(options);
        Requests(options);
    }

    /// <summary>One sample a request.</summary>
    /// <param name="options">input_tokens: about as many as each prompt has; requests: how many there are.</param>
    public static IEnumerable<Sample> Samples(IReadOnlyDictionary<string, string> options)
    {
        var words = InputTokens(options) - AroundWords;
        for (var request = 1; request <= Requests(options); request++)
        {
            var state = SplitMix64.Seed(Name, $"{words}/{request}", 1);
            var text = string.Join(' ', Enumerable.Range(0, words).Select(_ => _words[(int)SplitMix64.Below(ref state, (ulong)_words.Length)]));
            yield return new Sample(request.ToString(CultureInfo.InvariantCulture), $"{Task}\n\n{text}", "");
        }
    }

    private static int InputTokens(IReadOnlyDictionary<string, string> options) =>
        GeneratorOptions.Whole(options, "input_tokens", 1000, 100, 1_000_000);

    internal static int Requests(IReadOnlyDictionary<string, string> options) => GeneratorOptions.Whole(options, "requests", 10, 1, 10_000);
}
