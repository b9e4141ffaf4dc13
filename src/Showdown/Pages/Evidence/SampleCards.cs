using Showdown.Analysis.Facts;
using Showdown.Benchmarks;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Rendering.Charts;
using Showdown.Rendering.RichText;
using Showdown.Results;

namespace Showdown.Pages.Evidence;

/// <summary>Turns attempts into what a reader sees; leaves texts out where their owners ask for it.</summary>
/// <param name="prompts">Null when prompts cannot be made anew.</param>
internal sealed class SampleCards(
    BenchmarkName benchmark,
    BenchmarkSettings settings,
    IReadOnlyList<ModelName> models,
    bool repeats,
    LongTexts texts,
    PromptSource? prompts,
    IReadOnlyDictionary<string, string?> usualServedModels
)
{
    /// <summary>An answer longer than this may hold the text of an option.</summary>
    private const int LongestRedactedAnswer = 8;

    private readonly Dictionary<string, Series> _series = models.ToDictionary(m => m.Id, m => m.Series(), StringComparer.Ordinal);

    /// <summary>The card of a sample with the attempts of some of its epochs.</summary>
    public SampleCard Card(SampleEvidence evidence, IReadOnlyList<int> epochs, PromptStarts starts)
    {
        var sample = evidence.Sample;
        var first = evidence.Attempts.Min(a => a.Epoch);
        var asked = benchmark.Redacted ? null : prompts?.Invoke(sample, first);
        var shown = asked?.Shown ?? ChoiceOrder.Shown(settings, sample, first);
        var places = ChoiceOrder.Places(shown.Target).ToHashSet();
        var continued = epochs[0] != first;
        return new SampleCard
        {
            Number = evidence.Number,
            Anchor = continued ? $"s{evidence.Number}-e{epochs[0]}" : $"s{evidence.Number}",
            Id = sample.Id,
            Group = sample.Group,
            Continued = continued,
            Question = benchmark.Redacted ? null : Question(shown.Input, evidence.Number),
            Choices = benchmark.Redacted
                ? []
                : shown.Choices.Select((text, i) => new ChoiceLine(ChoiceOrder.Letter(i), text, places.Contains(i))).ToList(),
            Target = benchmark.Redacted ? null : shown.Target,
            Prompt = asked is null ? null : starts.View(asked.Messages),
            Tools = benchmark.Redacted || sample.Tools.Count == 0 ? null : texts.Block(Offer(sample.Tools), $"s{evidence.Number}-tools"),
            Tallies = models.Select(m => Tally(m, evidence)).ToList(),
            Rounds = epochs.Select(epoch => NewRound(evidence, epoch, epoch == first, shown, asked, starts)).ToList(),
        };
    }

    private TextBlock Question(string text, int number)
    {
        var block = texts.Block(text, $"s{number}-question");
        return block with { Kind = CodeHighlight.IsCode(block.Text) ? TextKind.Code : TextKind.Formulas };
    }

    private ModelTally Tally(ModelName model, SampleEvidence evidence)
    {
        var own = evidence.Attempts.Where(a => a.ModelId == model.Id).ToList();
        var right = own.Sum(a => a.Credit);
        var scored = own.Count(a => a.Outcome is Outcome.Right or Outcome.Partial or Outcome.Wrong or Outcome.Truncated);
        var gaps = own.Count == scored ? "" : $", {own.Count - scored} without a score";
        return own.Count switch
        {
            0 => new ModelTally(_series[model.Id], "not asked", "missing"),
            1 => new ModelTally(_series[model.Id], Label(own[0]), OutcomeNames.Css(own[0].Outcome)),
            _ when scored == 0 => new ModelTally(_series[model.Id], $"none of {own.Count} has a score", OutcomeNames.Css(own[0].Outcome)),
            _ => new ModelTally(
                _series[model.Id],
                $"{Format.Earned(right, scored)} right{gaps}",
                right >= scored ? "right"
                    : right == 0 ? "wrong"
                    : "some"
            ),
        };
    }

    /// <summary>As the model wrote them: name, then arguments.</summary>
    private static string Calls(IReadOnlyList<ToolCall> calls) => string.Join('\n', calls.Select(c => $"{c.Name}({c.Arguments})"));

    private static string Offer(IReadOnlyList<Tool> tools) =>
        string.Join("\n\n", tools.Select(t => string.Join('\n', new[] { t.Name, t.Description, t.Parameters }.Where(line => line is not null))));

    private static string Part(PartScore part) =>
        part.Total is { } total ? $"{part.Name} {part.Passed ?? 0} of {total}" : $"{part.Name} {(part.Right ? "passed" : "failed")}";

    /// <summary>"partial, 75.0%".</summary>
    private static string Label(AttemptView attempt) =>
        attempt is { Outcome: Outcome.Partial or Outcome.Truncated, Value: { } value }
            ? $"{OutcomeNames.Label(attempt.Outcome)}, {Format.Percent(value)}"
            : OutcomeNames.Label(attempt.Outcome);

    private Round NewRound(SampleEvidence evidence, int epoch, bool isFirst, Sample firstShown, Prompt? first, PromptStarts starts)
    {
        // A prompt is a template of its own: none is made twice.
        var asked = isFirst || first is null ? first : prompts?.Invoke(evidence.Sample, epoch);
        var target = (asked?.Shown ?? ChoiceOrder.Shown(settings, evidence.Sample, epoch)).Target;
        var same = asked is null || first is null || asked.Messages.SequenceEqual(first.Messages);
        return new Round(
            repeats ? $"Epoch {epoch}" : null,
            benchmark.Redacted || target == firstShown.Target ? null : target,
            same ? null : starts.View(asked!.Messages),
            models
                .SelectMany(m => evidence.Attempts.Where(a => a.Epoch == epoch && a.ModelId == m.Id).Select(a => Attempt(a, m, evidence.Number)))
                .ToList()
        );
    }

    private AttemptCard Attempt(AttemptView attempt, ModelName model, int number)
    {
        var anchor = $"s{number}-e{attempt.Epoch}-m{model.Index + 1}";
        var hidden = benchmark.Redacted;
        var failed = attempt.Outcome == Outcome.Failed;
        return new AttemptCard
        {
            Anchor = anchor,
            Model = _series[model.Id],
            Outcome = OutcomeNames.Label(attempt.Outcome),
            Label = Label(attempt),
            Sign = OutcomeNames.Sign(attempt.Outcome),
            Answer = hidden && attempt.Answer is { Length: > LongestRedactedAnswer } ? null : attempt.Answer,
            // A scorer's reason may quote the completion; a failure's message may not.
            Reason = hidden && !failed ? null : attempt.Reason,
            Calls = hidden || attempt.ToolCalls.Count == 0 ? null : texts.Block(Calls(attempt.ToolCalls), anchor + "-calls"),
            Parts = [.. attempt.Parts.Select(Part)],
            Text =
                hidden || string.IsNullOrEmpty(attempt.Text) && attempt.ToolCalls.Count > 0 || attempt.Text is null
                    ? null
                    : texts.Block(attempt.Text, anchor) with
                    {
                        Kind = TextKind.Markdown,
                    },
            Reasoning = hidden || string.IsNullOrEmpty(attempt.Reasoning) ? null : texts.Block(attempt.Reasoning, anchor + "-reasoning"),
            Facts = AttemptFacts.Of(attempt, usualServedModels.GetValueOrDefault(model.Id)),
            Open = !repeats,
        };
    }
}
