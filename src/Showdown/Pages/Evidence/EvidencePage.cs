using System.Text.Json.Serialization;
using Showdown.Analysis.Facts;
using Showdown.Rendering.Charts;
using Showdown.Rendering.RichText;
using Showdown.Rendering.Templating;

namespace Showdown.Pages.Evidence;

/// <summary>One page of attempts: some samples of one benchmark, all models beside each other.</summary>
internal sealed record EvidencePage
{
    public required Frame Frame { get; init; }

    public required BenchmarkName Benchmark { get; init; }

    public required int Number { get; init; }

    /// <summary>"Questions 26 to 50 of 14,042".</summary>
    public required string Range { get; init; }

    public required IReadOnlyList<Series> Models { get; init; }

    /// <summary>Beginnings that several prompts of this page share, such as worked examples: shown once.</summary>
    public required IReadOnlyList<PromptStart> Starts { get; init; }

    public required IReadOnlyList<SampleCard> Samples { get; init; }

    /// <summary>File names of the neighbours; null at the ends.</summary>
    public required string? Previous { get; init; }

    public required string? Next { get; init; }
}

/// <summary>One sample with those of its attempts that stand on this page.</summary>
internal sealed record SampleCard
{
    public required int Number { get; init; }

    /// <summary>"s12"; a continued sample has its first epoch behind it: "s12-e40".</summary>
    public required string Anchor { get; init; }

    public required string Id { get; init; }

    public required string? Group { get; init; }

    public required bool Continued { get; init; }

    /// <summary>Null where the text may not be shown.</summary>
    public required TextBlock? Question { get; init; }

    public required IReadOnlyList<ChoiceLine> Choices { get; init; }

    public required string? Target { get; init; }

    public required PromptView? Prompt { get; init; }

    /// <summary>The functions on offer; null where there are none, or they may not be shown.</summary>
    public TextBlock? Tools { get; init; }

    public required IReadOnlyList<ModelTally> Tallies { get; init; }

    public required IReadOnlyList<Round> Rounds { get; init; }
}

internal sealed record ChoiceLine(string Letter, string Text, bool Right)
{
    /// <summary>The text with its formulas set; null where it has none.</summary>
    [JsonIgnore]
    public RawHtml? Rich { get; } = RichMarkdown.FormulasOnly(Text);
}

/// <param name="Start">The number of the shared beginning that comes before; null: none.</param>
internal sealed record PromptView(int? Start, IReadOnlyList<PromptMessage> Messages);

internal sealed record PromptStart(int Number, IReadOnlyList<PromptMessage> Messages);

internal sealed record PromptMessage(string Role, string Text)
{
    /// <summary>A program with its parts set apart; null for other texts.</summary>
    [JsonIgnore]
    public RawHtml? Code { get; } = CodeHighlight.IsCode(Text) ? CodeHighlight.ToHtml(Text) : null;
}

/// <summary>A model's outcomes at one sample: "3 of 4 right", of those with a score; the others are named.</summary>
internal sealed record ModelTally(Series Model, string Text, string Css);

/// <summary>One epoch: an attempt of each model.</summary>
/// <param name="Label">"Epoch 3"; null where there is only one.</param>
/// <param name="Target">Only where the options were in another order.</param>
/// <param name="Prompt">Only where this epoch was asked otherwise than the sample's first.</param>
internal sealed record Round(string? Label, string? Target, PromptView? Prompt, IReadOnlyList<AttemptCard> Attempts);

/// <summary>One attempt, ready to read.</summary>
internal sealed record AttemptCard
{
    private const int LongestInline = 120;

    public required string Anchor { get; init; }

    public required Series Model { get; init; }

    public required string Outcome { get; init; }

    /// <summary>The outcome as a reader sees it, with the share where it earned one.</summary>
    public required string Label { get; init; }

    public required string Sign { get; init; }

    public required string? Answer { get; init; }

    /// <summary>True of an answer that is no word or line, such as a program.</summary>
    public bool LongAnswer => Answer is { } answer && (answer.Length > LongestInline || answer.Contains('\n', StringComparison.Ordinal));

    /// <summary>A long answer with the parts of a program set apart; null for other answers.</summary>
    [JsonIgnore]
    public RawHtml? AnswerCode => LongAnswer && CodeHighlight.IsCode(Answer!) ? CodeHighlight.ToHtml(Answer!) : null;

    public required string? Reason { get; init; }

    public required TextBlock? Text { get; init; }

    public required TextBlock? Reasoning { get; init; }

    /// <summary>Calls that the model asked for, a line each; null where it asked for none, or they may not be shown.</summary>
    public TextBlock? Calls { get; init; }

    /// <summary>Parts of what was asked, as "strict 2 of 3".</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    public required IReadOnlyList<string> Facts { get; init; }

    public required bool Open { get; init; }
}

/// <param name="Size">"1,204 characters".</param>
/// <param name="File">Where the whole text lies when it is too long for the page; else null.</param>
internal sealed record TextBlock(string Text, string Size, string? File)
{
    private Lazy<RawHtml?>? _rich;

    /// <summary>What in the text is set.</summary>
    public TextKind Kind { get; init; }

    /// <summary>The text with its Markdown and formulas set; null where there is nothing to set. Made when a page asks for it.</summary>
    [JsonIgnore]
    public RawHtml? Rich =>
        (
            _rich ??= new Lazy<RawHtml?>(() =>
                Kind switch
                {
                    TextKind.Markdown => RichMarkdown.ToHtml(Text),
                    TextKind.Formulas => RichMarkdown.FormulasOnly(Text),
                    _ => null,
                }
            )
        ).Value;

    /// <summary>A program with its parts set apart; null for other texts.</summary>
    [JsonIgnore]
    public RawHtml? Code => Kind == TextKind.Code ? CodeHighlight.ToHtml(Text) : null;
}

/// <summary>How a text is read.</summary>
internal enum TextKind
{
    Plain,
    Formulas,
    Markdown,
    Code,
}
