using Showdown.Domain;

namespace Showdown.Scoring.Text;

/// <summary>Judges a completion by its text alone: pure, deterministic, bounded in time, never throwing on any text.</summary>
public interface ITextScorer
{
    /// <summary>The name that benchmark files and <c>showdown grade --scorer</c> use.</summary>
    string Name { get; }

    /// <summary>Raised whenever a verdict can change; stored with every score.</summary>
    int Version { get; }

    /// <param name="completion">The model's text.</param>
    /// <param name="target">What is right.</param>
    /// <param name="cutOff">True when the completion hit the output cap: then only an explicit statement counts, never what merely stands last.</param>
    /// <returns>Right or wrong with the reason; unscored with the extracted answer when the target has no value. No answer found is wrong.</returns>
    Score Grade(string completion, Target target, bool cutOff = false);
}
