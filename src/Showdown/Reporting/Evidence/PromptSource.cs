using Showdown.Domain;

namespace Showdown.Reporting.Evidence;

/// <summary>What was asked: the messages as sent, and what was right in that epoch.</summary>
internal sealed record AskedPrompt(IReadOnlyList<Message> Messages, string? Target);

/// <summary>Makes the prompt of a sample and an epoch anew, as it was sent.</summary>
/// <returns>Null when it cannot be made.</returns>
internal delegate AskedPrompt? PromptSource(Sample sample, int epoch);
