using Showdown.Domain;
using Showdown.Results;
using Showdown.Statistics.Judging;

namespace Showdown.Judging.Passports;

/// <summary>Makes a passport of what a judge said.</summary>
internal static class PassportMaker
{
    public static JudgePassport Make(
        PairJudge judge,
        string identity,
        LabelledPairs labels,
        IReadOnlyDictionary<(string Pair, string Kind, bool Swapped), JudgeVerdictRow> verdicts,
        DateTimeOffset now
    )
    {
        var figures = JudgeFigures.Of([.. labels.Pairs.DistinctBy(p => p.Sha256).Select(p => Judged(p, verdicts))]);
        var pairs = labels.Pairs.Select(p => p.Sha256).ToHashSet(StringComparer.Ordinal);
        var said = verdicts.Values.Where(v => pairs.Contains(v.PairSha256)).ToList();
        var settings = judge.Model.Settings;
        return new JudgePassport
        {
            IdentitySha256 = identity,
            JudgeId = settings.Id,
            Model = settings.Model,
            RubricSha256 = judge.Rubric.Sha256,
            Version = PairJudge.Version,
            MadeAt = now,
            Labels = labels.Name,
            LabelsSha256 = labels.Sha256,
            IsSimulated = settings.IsSimulated,
            Pairs = figures.Pairs,
            Accuracy = Of(figures.Accuracy),
            Sets = [.. figures.Sets.Select(s => new JudgedSet(s.Set, Of(s.Accuracy)!, s.Held))],
            BothRight = Of(figures.BothRight),
            Kappa = figures.Kappa,
            BaseRate = figures.BaseRate,
            LongerIsBetter = figures.LongerIsBetter,
            Held = Of(figures.Held),
            PositionLean = Of(figures.PositionLean),
            LengthLean = Of(figures.LengthLean),
            Empty = Of(Gamed(said, JudgeTask.Empty)),
            Constant = Of(Gamed(said, JudgeTask.Constant)),
            Repeats = Of(figures.Repeats),
            Unread = Of(JudgeFigures.ShareOf(said.Sum(v => v.Unread), said.Sum(v => v.Tries))),
            Missing = Of(JudgeFigures.ShareOf(said.Count(v => v.Level is null), said.Count)),
            Requests = said.Sum(v => v.Tries),
            CostUsd = said.Any(v => v.CostUsd is null) ? null : (decimal)said.Sum(v => v.CostUsd!.Value),
        };
    }

    private static JudgedPair Judged(LabelledPair pair, IReadOnlyDictionary<(string, string, bool), JudgeVerdictRow> verdicts)
    {
        var better = pair.Pair.Better;
        var (longer, shorter) = (pair.Pair.First.Length > pair.Pair.Second.Length, pair.Pair.First.Length < pair.Pair.Second.Length);
        return new JudgedPair(pair.Set, Game(JudgeTask.Label, false), Game(JudgeTask.Label, true))
        {
            BetterIsLonger =
                better is not (PairOutcome.First or PairOutcome.Second) || longer == shorter ? null : better == PairOutcome.First == longer,
            Repeated = verdicts.ContainsKey((pair.Sha256, JudgeTask.Repeat, false)) ? Game(JudgeTask.Repeat, false) : null,
        };

        JudgedGame Game(string kind, bool swapped) =>
            new(
                Shown(Truth(better), swapped),
                LevelOf(verdicts.GetValueOrDefault((pair.Sha256, kind, swapped))) is { } level ? Shown(SideOf(level), swapped) : null
            );
    }

    /// <summary>What says nothing stands second in its pair.</summary>
    private static Figure? Gamed(List<JudgeVerdictRow> said, string kind) =>
        JudgeFigures.MeanOf([
            .. said.Where(v => v.Kind == kind && v.Level is not null)
                .GroupBy(v => v.PairSha256)
                .Select(pair => pair.Average(v => 1 - LevelOf(v)!.Value.Value())),
        ]);

    private static PairLevel? LevelOf(JudgeVerdictRow? verdict) => verdict?.Level is { } level ? Enum.Parse<PairLevel>(level) : null;

    private static Side SideOf(PairLevel level) =>
        level.Value() switch
        {
            1 => Side.First,
            0 => Side.Second,
            _ => Side.Tie,
        };

    private static Side Truth(PairOutcome? better) =>
        better switch
        {
            PairOutcome.First => Side.First,
            PairOutcome.Second => Side.Second,
            _ => Side.Tie,
        };

    private static Side Shown(Side side, bool swapped) =>
        (side, swapped) switch
        {
            (Side.First, true) => Side.Second,
            (Side.Second, true) => Side.First,
            _ => side,
        };

    private static Measured? Of(Figure? figure) => figure is { } f ? new Measured(f.Value, f.Interval.Low, f.Interval.High, f.Count) : null;
}
