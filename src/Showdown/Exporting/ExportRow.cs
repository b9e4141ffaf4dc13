using Showdown.Domain;
using Showdown.Results;

namespace Showdown.Exporting;

/// <summary>One attempt with everything it belongs to: what a line of an export is made from.</summary>
/// <param name="Sample">As it was shown to the model: options and target in the order of the attempt's epoch, like the answer.</param>
/// <param name="Redacted">True where the owners ask that samples not be shown: texts are left out.</param>
internal sealed record ExportRow(
    RunRow Run,
    EvaluationRow Evaluation,
    BenchmarkSettings Benchmark,
    ModelSettings Model,
    AttemptView Attempt,
    Sample Sample,
    bool Redacted
)
{
    /// <summary>An answer longer than this may hold the text of an option.</summary>
    private const int LongestRedactedAnswer = 8;

    public string DatasetSha256 => Run.Settings.Pins.GetValueOrDefault(Benchmark.Id)?.DatasetSha256 ?? Evaluation.DatasetSha256;

    public string? Answer => Redacted && Attempt.Answer is { Length: > LongestRedactedAnswer } ? null : Attempt.Answer;

    // A scorer's reason may quote the completion; a failure's message may not.
    public string? Reason => Redacted && Attempt.Outcome != Outcome.Failed ? null : Attempt.Reason;

    public string? Hide(string? text) => Redacted ? null : text;
}
