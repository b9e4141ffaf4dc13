using Showdown.Domain;
using Showdown.Scoring;

namespace Showdown.Benchmarks;

/// <summary>What is asked for one sample in one epoch.</summary>
/// <param name="Target">What the scorer gets: the letter as shown, with labels and options.</param>
/// <param name="Shown">The sample with its options in the order of this epoch.</param>
public sealed record Prompt(IReadOnlyList<Message> Messages, Target Target, Sample Shown, SimulationHint Hint)
{
    /// <summary>What a scorer is given when a model has answered.</summary>
    public ScorerInput Answered(string text, bool cutOff, IReadOnlyList<ToolCall>? calls = null) =>
        new()
        {
            Sample = Shown,
            Target = Target,
            Text = text,
            ToolCalls = calls ?? [],
            CutOff = cutOff,
        };

    /// <inheritdoc cref="Answered(string, bool, IReadOnlyList{ToolCall})"/>
    public ScorerInput Answered(Completion completion) =>
        Answered(completion.Text, completion.FinishReason == FinishReason.Length, completion.ToolCalls) with
        {
            Reasoning = completion.Reasoning,
        };
}
