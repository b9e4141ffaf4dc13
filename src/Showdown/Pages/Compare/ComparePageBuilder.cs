using Showdown.Analysis.Comparing;
using Showdown.Analysis.Facts;
using Showdown.Analysis.Price;
using Showdown.Analysis.Trend;
using Showdown.Analysis.Wording;
using Showdown.Formatting;
using Showdown.Rendering.Charts;
using Showdown.Rendering.RichText;
using Showdown.Statistics;

namespace Showdown.Pages.Compare;

/// <summary>Puts the page of several runs together.</summary>
internal sealed class ComparePageBuilder
{
    private const int FlipsShown = 10;
    private const int HeadlinePairs = 3;
    private const int MaxComparisonsInFull = 8;

    private readonly RunComparison _comparison;
    private readonly IReadOnlyList<RunUse> _uses;
    private readonly RunNames _names;
    private readonly Dictionary<string, string> _numbers;

    /// <param name="uses">Speed and price of every evaluation, those that only measure speed too.</param>
    public ComparePageBuilder(RunComparison comparison, IReadOnlyList<RunUse> uses)
    {
        (_comparison, _uses) = (comparison, uses);
        var last = comparison.Runs[^1].Settings;
        _names = new RunNames(
            last with
            {
                Models = [.. comparison.Runs.Reverse().SelectMany(r => r.Settings.Models).DistinctBy(m => m.Id)],
                Benchmarks = [.. comparison.Runs.Reverse().SelectMany(r => r.Settings.Benchmarks).DistinctBy(b => b.Id)],
            }
        );
        _numbers = comparison.Runs.Select((r, i) => (r.Id, Number: i + 1)).ToDictionary(r => r.Id, r => $"run {r.Number}");
    }

    /// <summary>Samples that the page lists, by the hash of their dataset; none of redacted benchmarks.</summary>
    public IReadOnlyDictionary<string, IReadOnlyCollection<string>> Listed() =>
        Told()
            .Where(p => !_names.Benchmark(p.A.Key.BenchmarkId).Redacted)
            .GroupBy(p => p.A.Evaluation.DatasetSha256)
            .ToDictionary(
                g => g.Key,
                g => (IReadOnlyCollection<string>)[.. g.SelectMany(p => Apart(p).Take(FlipsShown)).Select(i => i.Id).Distinct()]
            );

    /// <param name="questions">By sample id: texts of what <see cref="Listed"/> names.</param>
    public ComparePage Build(IReadOnlyDictionary<string, string> questions)
    {
        var lines = _comparison.Pairs.ToLookup(
            p => _comparison.Pairs.Count > MaxComparisonsInFull && p.Comparison?.Verdict == Verdict.NotEnoughData,
            Line
        );
        return Build([.. lines[false]], [.. lines[true]], questions);
    }

    private ComparePage Build(
        IReadOnlyList<CompareLine> lines,
        IReadOnlyList<CompareLine> undecided,
        IReadOnlyDictionary<string, string> questions
    ) =>
        new(
            Frame.OfMany($"Runs {string.Join(", ", _comparison.Runs.Select(r => r.Id))}", [.. _comparison.Runs.Select(r => r.Settings)], null),
            Headline(),
            _comparison
                .Runs.Select(r => new CompareRun(
                    _numbers[r.Id],
                    $"../../{r.Id}/index.html",
                    r.Id,
                    r.Settings.Job.Name,
                    Format.Moment(r.CreatedAt),
                    Program(r.Settings.ProgramVersion)
                ))
                .ToList(),
            lines,
            undecided,
            Drawn(),
            Scores(),
            Uses(),
            Told().Select(p => Flips(p, questions)).OfType<CompareFlips>().ToList()
        );

    private IEnumerable<EntryPair> Told() => _comparison.Pairs.Where(p => p is { IsSameModel: true, Comparison: not null });

    /// <summary>A commit is told from others by its first digits.</summary>
    private static string Program(string version) =>
        version.IndexOf('+', StringComparison.Ordinal) is > 0 and var plus && version.Length > plus + 8 ? version[..(plus + 8)] : version;

    /// <summary>One sentence for each comparison.</summary>
    public IReadOnlyList<string> Sentences() =>
        _comparison
            .Pairs.Select(p => Line(p) is { Notes.Count: > 0 } line ? $"{line.Sentence} {string.Join("; ", line.Notes)}." : Line(p).Sentence)
            .ToList();

    /// <summary>What came of all of them, in a sentence.</summary>
    public string Headline()
    {
        var told = _comparison.Pairs.Where(p => p.Comparison is not null).ToList();
        if (_comparison.Pairs.Count == 0)
            return _comparison.Entries.Count == 0 && _uses.GroupBy(u => u.Key).Any(g => g.Count() > 1)
                ? "These runs measure speed; nothing is judged."
                : "These runs have no benchmark in common.";
        var refused = _comparison.Pairs.Count - told.Count;
        if (told.Count == 0)
            return "These runs cannot be compared.";
        var rest = refused == 0 ? "" : $" {Format.Counted(refused, "pair", "pairs")} cannot be compared.";
        var moved = told.Where(p => p.Comparison!.Verdict is Verdict.Better or Verdict.Worse).ToList();
        if (moved.Count == 0)
            return (
                    told.TrueForAll(p => p.Comparison!.Verdict == Verdict.Equivalent)
                        ? "Nothing has moved beyond the margin."
                        : "Not enough data to show that anything has moved."
                ) + rest;
        var shown = moved.Take(HeadlinePairs).ToList();
        var clauses = shown
            .Where(p => p.IsSameModel)
            .GroupBy(p => (Name: Name(p.A), After: Of(p.A), Before: Of(p.B), p.Comparison!.Verdict))
            .Select(g =>
                $"{g.Key.Name} is {(g.Key.Verdict == Verdict.Better ? "better" : "worse")} in {g.Key.After} than in {g.Key.Before} on "
                + Format.List([
                    .. g.Select(p => $"{_names.Benchmark(p.A.Key.BenchmarkId).Title} ({Format.SignedPoints(p.Comparison!.Difference)} points)"),
                ])
            )
            .Concat(shown.Where(p => !p.IsSameModel).Select(p => Sentence(p, brief: true)));
        return $"{string.Join("; ", clauses)}{(moved.Count > HeadlinePairs ? $"; and {moved.Count - HeadlinePairs} more differences" : "")}.{rest}";
    }

    private CompareLine Line(EntryPair pair)
    {
        var c = pair.Comparison;
        return new CompareLine
        {
            Css = c is null ? "unknown" : VerdictWords.Css(c.Verdict),
            Sign = c is null ? Format.Unknown : VerdictWords.Sign(c.Verdict),
            Sentence = c is null ? $"{What(pair)} cannot be compared between {Of(pair.B)} and {Of(pair.A)}." : Sentence(pair, brief: false),
            Notes = Notes(pair),
            Models = Models(pair),
            Benchmark = Title(pair),
            Runs = Runs(pair),
            Difference = Format.SignedPoints(c?.Difference),
            Interval = Format.Interval(c?.Low, c?.High),
            Verdict = c is null ? "not compared" : VerdictWords.Word(c.Verdict),
            Questions = c is null ? Format.Unknown : Format.Count(c.Samples),
            P = Format.P(c?.AdjustedP),
        };
    }

    private IReadOnlyList<string> Notes(EntryPair pair)
    {
        if (pair.Comparison is not { } c)
            return pair.Refused;
        List<string> notes = pair.Shared is { } shared ? [.. SharedWords.Of(shared, Of(pair.A), Of(pair.B))] : [];
        if (pair.Scorers is { } scorers)
            notes.Add($"scored by {scorers.A} in {Of(pair.A)} and by {scorers.B} in {Of(pair.B)}: the difference is of that too");
        if (pair.Changes.Count > 0)
            notes.Add($"asked otherwise in {Of(pair.A)}: {string.Join("; ", pair.Changes)}");
        if (!c.HangsOnMissing && VerdictWords.AgainstInterval(c, _comparison.Pairs.Count(p => p.Comparison is not null)) is { } why)
            notes.Add(why);
        if (VerdictWords.LeftOut(c, Of(pair.A), Of(pair.B), "without an attempt of its own in both") is { } left)
            notes.Add(left.TrimEnd('.'));
        return notes;
    }

    private string Sentence(EntryPair pair, bool brief)
    {
        var c = pair.Comparison!;
        var span = brief ? $" ({Format.SignedPoints(c.Difference)} points)" : $" ({VerdictWords.Span(c)}).";
        var on = Title(pair);
        if (!pair.IsSameModel)
        {
            var (a, b) = ($"{Name(pair.A)} in {Of(pair.A)}", $"{Name(pair.B)} in {Of(pair.B)}");
            return c.Verdict switch
                {
                    Verdict.Better => $"{a} is better than {b} on {on}",
                    Verdict.Worse => $"{b} is better than {a} on {on}",
                    Verdict.Equivalent => $"{a} and {b} are equivalent on {on} within {VerdictWords.Points(c.Margin)}",
                    _ => $"Not enough data to tell {a} and {b} apart on {on}",
                } + span;
        }
        return c.Verdict switch
            {
                Verdict.Better => $"{Name(pair.A)} is better on {on} in {Of(pair.A)} than in {Of(pair.B)}",
                Verdict.Worse => $"{Name(pair.A)} is worse on {on} in {Of(pair.A)} than in {Of(pair.B)}",
                Verdict.Equivalent =>
                    $"{Name(pair.A)} has not moved on {on} from {Of(pair.B)} to {Of(pair.A)} by more than {VerdictWords.Points(c.Margin)}",
                _ => $"Not enough data to tell whether {Name(pair.A)} has moved on {on} from {Of(pair.B)} to {Of(pair.A)}",
            } + span;
    }

    private Chart? Drawn()
    {
        var rows = _comparison
            .Pairs.Where(p => p.Comparison?.Difference is not null)
            .Select(p => new ForestRow(
                Models(p),
                _comparison.Runs.Count == 2 ? Title(p) : $"{Title(p)}, {Runs(p)}",
                p.Comparison!.Difference,
                p.Comparison.Low,
                p.Comparison.High,
                VerdictWords.Css(p.Comparison.Verdict),
                $"{Format.SignedPoints(p.Comparison.Difference)} ({Format.Interval(p.Comparison.Low, p.Comparison.High)})"
            ))
            .ToList();
        return rows.Count == 0
            ? null
            : ForestPlot.Draw(
                rows,
                _comparison.Pairs.First(p => p.Comparison is not null).Comparison!.Margin,
                "the earlier",
                "the later",
                "Differences between runs. " + string.Join(" ", rows.Select(r => $"{r.Label}, {r.Detail}: {r.Value}."))
            );
    }

    private List<CompareScores> Scores() =>
        [
            .. from benchmark in _comparison.Entries.GroupBy(e => e.Key.BenchmarkId)
            from model in benchmark.GroupBy(e => e.Key.ModelId).Select((g, i) => (Entries: g, Index: i))
            select new CompareScores(
                model.Index == 0 ? _names.Benchmark(benchmark.Key).Title : null,
                _names.Series(model.Entries.Key),
                _comparison
                    .Runs.Select(r =>
                        model.Entries.FirstOrDefault(e => e.Run.Id == r.Id) is { } e
                            ? $"{Format.Percent(e.Score.Value)} ({Format.Interval(e.Score.Low, e.Score.High)}), {e.Right}"
                            : Format.Unknown
                    )
                    .ToList()
            ),
        ];

    /// <summary>What each evaluation took: medians of the wait and of the speed, and the price of right answers, each of the run's own
    /// night.</summary>
    private List<CompareUses> Uses() =>
        [
            .. from benchmark in _uses.GroupBy(u => u.Key.BenchmarkId)
            from model in benchmark.GroupBy(u => u.Key.ModelId).Select((g, i) => (Entries: g, Index: i))
            select new CompareUses(
                model.Index == 0 ? _names.Benchmark(benchmark.Key).Title : null,
                _names.Series(model.Entries.Key),
                [.. _comparison.Runs.Select(r => Use(model.Entries.FirstOrDefault(u => u.Run.Id == r.Id)))]
            ),
        ];

    private static CompareUse Use(RunUse? use) =>
        new(
            Said(use?.FirstToken, v => Format.Seconds(v)),
            Said(use?.Speed, v => Format.Rate(v)),
            use is { PerRight: { Value: { } usd } cost }
                ? $"{Format.Usd((decimal)(1000 * usd))}{(cost.Low is null ? "" : $" ({PriceWords.Interval(cost, 1000)})")}"
                : Format.Unknown
        );

    private static string Said(MedianEstimate? median, Func<double, string> say) =>
        median is { Value: { } value } m
            ? say(value) + (m is { Low: { } low, High: { } high } ? $" ({say(low)} to {say(high)})" : "")
            : Format.Unknown;

    private static List<(string Id, SampleScore After, SampleScore Before)> Apart(EntryPair pair) =>
        [
            .. pair
                .A.Samples.Where(i => pair.B.Samples.ContainsKey(i.Key))
                .Select(i => (i.Key, After: i.Value, Before: pair.B.Samples[i.Key]))
                .Where(i => Math.Abs(i.After.Mean - i.Before.Mean) > 0.5 - 1e-9)
                .OrderByDescending(i => Math.Abs(i.After.Mean - i.Before.Mean))
                .ThenBy(i => i.Key, StringComparer.Ordinal),
        ];

    private CompareFlips? Flips(EntryPair pair, IReadOnlyDictionary<string, string> questions)
    {
        var slug = _names.Benchmark(pair.A.Key.BenchmarkId).Slug;
        var apart = Apart(pair);
        if (apart.Count == 0)
            return null;
        var both = pair.A.Samples.Count(i => i.Value.IsScored && pair.B.Samples.GetValueOrDefault(i.Key).IsScored);
        var counts =
            $"{apart.Count(i => i.After.Mean > i.Before.Mean)} turned right, {apart.Count(i => i.After.Mean < i.Before.Mean)} turned wrong, of {Format.Counted(both, "question", "questions")}";
        return new CompareFlips(
            $"{What(pair)}, {Of(pair.B)} to {Of(pair.A)}",
            counts,
            apart
                .Take(FlipsShown)
                .Select(i =>
                {
                    var question = questions.TryGetValue(i.Id, out var text) ? Snippets.Of(text) : null;
                    return new CompareFlip(
                        i.Id,
                        $"../../{pair.A.Run.Id}/evidence/{slug}/index.html?q={Uri.EscapeDataString(i.Id)}",
                        question,
                        question is null ? null : RichMarkdown.FormulasOnly(question),
                        Text(i.Before),
                        Text(i.After),
                        Css(i.Before),
                        Css(i.After)
                    );
                })
                .ToList()
        );
    }

    private string What(EntryPair pair) =>
        pair.IsSameModel
            ? FindingWords.Name(pair.A.Key, _names)
            : $"{Name(pair.A)} and {Name(pair.B)} on {_names.Benchmark(pair.A.Key.BenchmarkId).Title}";

    private string Models(EntryPair pair) => pair.IsSameModel ? Name(pair.A) : $"{Name(pair.A)} − {Name(pair.B)}";

    private string Title(EntryPair pair) => _names.Benchmark(pair.A.Key.BenchmarkId).Title;

    private string Runs(EntryPair pair) => $"{Of(pair.A)} − {Of(pair.B)}";

    private string Name(Night entry) => _names.Model(entry.Key.ModelId).Name;

    private string Of(Night entry) => _numbers[entry.Run.Id];

    private static string Text(SampleScore score) =>
        score.Scored > 1 ? $"{Format.Earned(score.Credit, score.Scored)} right"
        : score.Right == 1 ? "right"
        : score.Credit > 0 ? $"{Format.Percent(score.Credit)} right"
        : "not right";

    private static string Css(SampleScore score) => score.Mean > 0.5 ? "right" : "wrong";
}
