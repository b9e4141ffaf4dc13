using Showdown.Judging;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>A judge's verdicts about one pair, as they are stored.</summary>
internal static class PairVerdictRows
{
    public static PairVerdictRow Of(PairPanel panel, PairTask task, PairJudgement judgement, DateTimeOffset now)
    {
        var tokens = judgement.Tokens;
        return new PairVerdictRow
        {
            RunId = panel.Run.Id,
            BenchmarkId = panel.Benchmark.Id,
            SampleId = task.Key.SampleId,
            Epoch = task.Key.Epoch,
            FirstModel = task.Key.FirstModel,
            SecondModel = task.Key.SecondModel,
            Judging = panel.Judging,
            Judge = task.Judge.Model.Settings.Id,
            InOrder = judgement.InOrder.Level?.ToString(),
            InOrderReason = judgement.InOrder.Reason,
            InOrderText = judgement.InOrder.Text,
            InOrderFailure = judgement.InOrder.Failure,
            Swapped = judgement.Swapped.Level?.ToString(),
            SwappedReason = judgement.Swapped.Reason,
            SwappedText = judgement.Swapped.Text,
            SwappedFailure = judgement.Swapped.Failure,
            Tries = judgement.InOrder.Tries + judgement.Swapped.Tries,
            InputTokens = tokens.InputTokens,
            OutputTokens = tokens.OutputTokens,
            CostUsd = (double?)judgement.CostUsd,
            JudgedAt = now,
        };
    }
}
