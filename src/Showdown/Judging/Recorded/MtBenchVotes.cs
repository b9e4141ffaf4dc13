namespace Showdown.Judging.Recorded;

/// <summary>Votes of people and judges on the same pairs, as MT-Bench's human judgements are recorded: how far they agree, and who wins by
/// each.</summary>
/// <remarks>
/// lm-sys/FastChat, fastchat/llm_judge/compute_agreement.py: experts are taken together as "human", authors as "author"; each vote of the one on a
/// question, a pair of models and a turn is held against each of the other, and all ties are alike. Without ties: where neither of the two is one.
/// </remarks>
internal static class MtBenchVotes
{
    private const string Inconsistent = "tie (inconsistent)";

    public static IReadOnlyList<RecordedGroup> Of(IReadOnlyList<RecordedRow> rows, RecordedOptions options)
    {
        var votes = rows.Select(Read).ToList();
        var judges = votes.Select(v => v.Judge).Distinct(StringComparer.Ordinal).ToList();
        var pairs =
            from a in Enumerable.Range(0, judges.Count)
            from b in Enumerable.Range(a, judges.Count - a)
            from turn in votes.Select(v => v.Turn).Distinct().Order()
            let held = Held([.. votes.Where(v => v.Turn == turn)], judges[a], judges[b])
            where held.Count > 0
            select Agreement($"{judges[a]} and {judges[b]}, turn {turn}", held);
        return [.. pairs, .. votes.GroupBy(v => v.Judge, StringComparer.Ordinal).SelectMany(j => Models(j.Key, [.. j], options.Baseline))];
    }

    /// <summary>Each vote of the one beside each of the other on the same pair; of one judge each two votes.</summary>
    private static List<(int? A, int? B)> Held(List<Vote> votes, string a, string b) =>
        [
            .. votes
                .GroupBy(v => v.Pair)
                .SelectMany(p =>
                {
                    var (own, others) = (p.Where(v => v.Judge == a).ToList(), p.Where(v => v.Judge == b).ToList());
                    return a == b
                        ? own.SelectMany((v, i) => own.Skip(i + 1).Select(w => (v.Winner, w.Winner)))
                        : own.SelectMany(v => others.Select(w => (v.Winner, w.Winner)));
                }),
        ];

    private static RecordedGroup Agreement(string name, List<(int? A, int? B)> all)
    {
        var read = all.FindAll(h => h is { A: not null, B: not null });
        var decided = read.FindAll(h => h.A != 0 && h.B != 0);
        return RecordedGroup.Of(
            null,
            name,
            RecordedFigure.Share("agreement", "agreement, ties included", read.Count(h => h.A == h.B), read.Count),
            RecordedFigure.Share("agreement_without_ties", "agreement where neither says tie", decided.Count(h => h.A == h.B), decided.Count)
        );
    }

    private static IEnumerable<RecordedGroup> Models(string judge, List<Vote> all, string? baseline)
    {
        var votes = all.FindAll(v => v.Winner is not null && (baseline is null || v.Pair.First == baseline || v.Pair.Second == baseline));
        var models = votes.SelectMany(v => new[] { v.Pair.First, v.Pair.Second }).Distinct(StringComparer.Ordinal);
        return
        [
            .. models.Select(m => Model(judge, m, votes)).OrderByDescending(m => m.Figures[0].Value),
            RecordedGroup.Of(
                judge,
                "all",
                RecordedFigure.Share("inconsistent", "called a tie because both orders differ", votes.Count(v => v.IsInconsistent), votes.Count),
                RecordedFigure.Share("dropped", "votes that could not be read", all.Count(v => v.Winner is null), all.Count)
            ),
        ];
    }

    private static RecordedGroup Model(string judge, string model, List<Vote> votes)
    {
        var own = votes
            .Where(v => v.Pair.First == model || v.Pair.Second == model)
            .Select(v => v.Pair.First == model ? v.Winner!.Value : -v.Winner!.Value)
            .ToList();
        return RecordedGroup.Of(
            judge,
            model,
            RecordedFigure.Mean("win_rate_adjusted", "win rate, ties as half", own.ConvertAll(v => (v + 1) / 2.0)),
            RecordedFigure.Share("win_rate", "won", own.Count(v => v > 0), own.Count),
            RecordedFigure.Share("loss_rate", "lost", own.Count(v => v < 0), own.Count),
            RecordedFigure.Share("tie_rate", "tied", own.Count(v => v == 0), own.Count)
        );
    }

    private static Vote Read(RecordedRow row)
    {
        var (first, second, said) = (row.Text("model_a"), row.Text("model_b"), RecordedRow.Optional(row.Row, "winner"));
        int? winner = said switch
        {
            "model_a" => 1,
            "model_b" => -1,
            not null when said.StartsWith("tie", StringComparison.Ordinal) => 0,
            _ => null,
        };
        var isInOrder = string.CompareOrdinal(first, second) < 0;
        return new Vote(
            Name(row.Judge ?? throw new Domain.SettingsException($"{row.Place}: 'judge' is missing.")),
            row.Text("turn") ?? "1",
            (row.Text("question_id", "uid") ?? row.Text("question_id"), isInOrder ? first : second, isInOrder ? second : first),
            isInOrder ? winner : -winner,
            said == Inconsistent
        );
    }

    private static string Name(string judge) =>
        judge.StartsWith("expert", StringComparison.Ordinal) ? "human"
        : judge.StartsWith("author", StringComparison.Ordinal) ? "author"
        : judge;

    /// <param name="Pair">The models in the order of their names.</param>
    /// <param name="Winner">1: the first of them, -1: the second, 0: a tie; null: not one of these.</param>
    private sealed record Vote(string Judge, string Turn, (string Question, string First, string Second) Pair, int? Winner, bool IsInconsistent);
}
