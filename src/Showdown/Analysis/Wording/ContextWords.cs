using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Analysis.Wording;

/// <summary>A model's effective context in words.</summary>
internal static class ContextWords
{
    /// <summary>"32k", "at least 128k".</summary>
    public static string Length(EffectiveContext context) => AtLeast(context.Tokens, context.Longest);

    /// <summary>"8k to 64k", "32k to at least 128k", "at least 128k" where that is shown.</summary>
    public static string Bounds(EffectiveContext context) =>
        context.Low == context.High
            ? AtLeast(context.High, context.Longest)
            : $"{Format.Window(context.Low)} to {AtLeast(context.High, context.Longest)}";

    /// <summary>"effective context 32k, 95% interval 8k to at least 128k".</summary>
    public static string Phrase(EffectiveContext context) => $"effective context {Length(context)}, 95% interval {Bounds(context)}";

    // Longer texts were not tried: where it is kept as far as that, nobody knows how much farther.
    private static string AtLeast(int tokens, int longest) => $"{(tokens == longest ? "at least " : "")}{Format.Window(tokens)}";
}
