using Showdown.Domain;

namespace Showdown.Operations;

/// <summary>What is to be repeated of a run.</summary>
/// <param name="Only">Only samples with an attempt that came out so; null: all.</param>
public sealed record RerunChoice(JobPart Part, Outcome? Only)
{
    /// <summary>What <see cref="Only"/> may be called.</summary>
    public static IReadOnlyList<string> Words { get; } = ["all", "failed", "wrong", "partial", "truncated"];

    /// <param name="only">One of <see cref="Words"/>; nothing means all.</param>
    /// <exception cref="SettingsException">It is another word.</exception>
    public static RerunChoice Of(JobPart part, string? only) =>
        new(
            part,
            only switch
            {
                null or "" or "all" => null,
                "failed" => Outcome.Failed,
                "wrong" => Outcome.Wrong,
                "partial" => Outcome.Partial,
                "truncated" => Outcome.Truncated,
                _ => throw new SettingsException($"'only' cannot be '{only}'. Allowed: {string.Join(", ", Words)}."),
            }
        );
}
