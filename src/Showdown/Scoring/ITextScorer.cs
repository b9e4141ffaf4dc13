using Showdown.Domain;

namespace Showdown.Scoring;

/// <summary>Judges a completion by its text alone: pure, deterministic, bounded in time, never throwing on any text.</summary>
public interface ITextScorer
{
    /// <summary>The name that benchmark files and <c>showdown grade --scorer</c> use.</summary>
    string Name { get; }

    /// <summary>Raised whenever a verdict can change; stored with every score.</summary>
    int Version { get; }

    /// <returns>Right or wrong with the reason; unscored with the extracted answer when the target has no value. No answer found is wrong.</returns>
    Score Grade(string completion, Target target);
}
