using Showdown.Statistics;
using Showdown.Statistics.Sequential;
using static Showdown.Tests.Statistics.Figures.FigureData;

namespace Showdown.Tests.Statistics.Figures;

/// <content>Of what is watched while it happens: sequences, nights, times and prices.</content>
internal sealed partial record FigureCases
{
    private static List<object> Sequential()
    {
        SequentialOptions[] options =
        [
            new(),
            new()
            {
                Error = 0.01,
                Comparisons = 6,
                Margin = 0.1,
                AtLeast = 10,
            },
        ];
        return options
            .SelectMany(o =>
                (
                    ((double Better, double Worse, int Largest)[])
                        [(0, 0, 1), (0.3, 0.3, 1), (0.3, 0.1, 1), (0.02, 0.2, 3), (0.5, 0.1, 4), (0.01, 0.01, 2)]
                ).Select(m => Run(Units(17, 400, m.Better, m.Worse, m.Largest), m.Largest, o))
            )
            .ToList();

        static object Run(SequentialUnit[] units, int largest, SequentialOptions options)
        {
            var comparison = new SequentialComparison(options, largest);
            var path = new List<object>();
            foreach (var (unit, i) in units.Select((u, i) => (u, i + 1)))
            {
                comparison.Add(unit);
                if (i is 1 or 5 or 29 or 30 or 31 or 100 or 200 or 400)
                    path.Add(
                        new
                        {
                            i,
                            comparison.Verdict,
                            comparison.PDifferent,
                            comparison.PEquivalent,
                            comparison.Progress,
                            comparison.DecidedAt,
                            Estimate = comparison.Estimate(),
                        }
                    );
            }
            var pairs = units.Select(u => new SamplePair(new(u.Sum > 0 ? 1 : 0, 1), new(u.Sum < 0 ? 1 : 0, 1))).ToArray();
            var compared = SequentialPaired.Compare(pairs, units, options, largest);
            return new
            {
                path,
                compared,
                Mirrored = compared.Mirrored(),
                Alone = SequentialPaired.Mean([compared]),
                Mean = SequentialPaired.Mean([compared, SequentialPaired.Compare(pairs[..60], units[..60], options, largest)]),
                Corrected = ((int?[])[null, 40, 400]).Select(at => StoppedMean.Of(units, at, options, largest)).ToList(),
                Forecast = SequentialForecast.Of(units[..150], 400, options, largest),
            };
        }
    }

    private static object Nights()
    {
        NightHistory[] histories =
        [
            History("steady", 1, 12, 60, 2, _ => 0.7),
            History("drop", 2, 12, 60, 2, n => n == 11 ? 0.3 : 0.8),
            History("rise", 3, 12, 60, 1, n => n == 11 ? 0.9 : 0.4),
            History("slide", 4, 25, 60, 2, n => n < 10 ? 0.8 : 0.6),
            History("new", 5, 2, 40, 1, _ => 0.5),
            History("first", 6, 1, 40, 1, _ => 0.5),
        ];
        var watched = Drift.Watch(histories);
        PairedComparison?[] drops =
        [
            null,
            .. histories.Where(h => h.Nights.Count > 3).Select(h => Paired.Compare(h.Pair(h.Pool(0, 3), h.Nights[^1]))),
        ];
        return new
        {
            Watched = watched.Select(w => new
            {
                w.Name,
                w.Kind,
                w.IsDown,
                w.Tonight,
                w.AdjustedP,
                w.Slide,
                w.Before,
                w.Since,
            }),
            Early = Drift
                .Watch(
                    histories,
                    new DriftOptions
                    {
                        BaselineNights = 2,
                        FewestNights = 2,
                        FalseDiscoveryRate = 0.2,
                    }
                )
                .Select(w => (w.Name, w.Kind, w.AdjustedP, w.Slide.E)),
            Charts = histories.Select(ControlChart.Of),
            Confirmed = watched.Where(w => w.Before is not null).Select(w => Confirmation.Decide(w, Scores(8, w.Before!.Count, 2, 0.4))),
            Weeks = NightHistory.Compare(histories[0], histories[1]),
            Month = NightHistory.Compare(histories[0], histories[2], 30, new PairedOptions { Margin = 0.1 }),
            Findings = (
                from t in drops
                from r in drops
                select Drops.Judge([new DropEvidence(t, r, r), new DropEvidence(drops[1])]).ToList()
            ).ToList(),
            Least = Drops.Judge([.. drops.Select(d => new DropEvidence(d))], 0.05),
        };
    }

    private static object Times()
    {
        double[][] windows =
        [
            .. (
                ((int Count, double From, double To)[])[(0, 1, 2), (1, 1, 2), (4, 1, 2), (5, 0.2, 0.4), (8, 1, 9), (30, 0.5, 0.6), (120, 1, 3)]
            ).Select((x, i) => Values((ulong)i, x.Count, x.From, x.To)),
        ];
        double[] step = [.. Values(1, 20, 1, 1.2), .. Values(2, 15, 1.5, 1.9)];
        SampleCost[] costs = [.. Values(3, 40, 0.001, 0.1).Select((c, i) => new SampleCost(c, i % 4 == 0 ? 0 : 1))];
        SampleCost[] dearer = [.. costs.Select((c, i) => new SampleCost(c.Cost * (1.5 + (i % 3)), i % 5 == 0 ? 0 : 1))];
        var pairs = costs.Zip(dearer).ToList();
        string?[] clusters = [.. costs.Select((_, i) => i % 7 == 6 ? null : $"c{i / 3}")];
        return new
        {
            Levels = windows.Select(x =>
                TimeWindows.Level(x) is { } l
                    ? new
                    {
                        l.Value,
                        l.Low,
                        l.High,
                        l.Windows,
                        Above = l.PAbove(1.5),
                        Below = l.PBelow(0.5),
                        Shown = l.FactorShown(0.01),
                        Few = l.FactorShown(0.2, 0.5),
                    }
                    : null
            ),
            Ratios = windows.Select(x => TimeWindows.Compare([.. x.Zip(Values(9, x.Length, 1, 2), (a, b) => (a, b))])),
            Wide = windows.Select(x =>
                TimeWindows
                    .Compare([.. x.Zip(Values(9, x.Length, 1, 2), (a, b) => (a, b))], new RatioOptions(0.8, 0.5))
                    .Mirrored()
                    .WithAdjusted(0.2, 0.01)
            ),
            Nights = (from a in windows from b in windows select NightRatio.Of(a, b)).ToList(),
            Changes = windows.Append(step).Select(WindowChange.Likeliest),
            Quantiles = windows.Append([3.0]).Select(x => (Quantiles.Summarize(x), Quantiles.Of(x, 0.37))),
            Medians = windows.Select(x => (UnitMedian.Estimate(x), UnitMedian.Estimate(x, [.. x.Select((_, i) => $"u{i / 2}")]))),
            Costs = (PerUnit.Estimate(costs), PerUnit.Estimate(costs, clusters), PerUnit.Estimate([]), PerUnit.Estimate(costs[..2])),
            Prices = (
                PerUnit.Compare(pairs),
                PerUnit.Compare(pairs, clusters, new RatioOptions(0.9, 0.6)),
                PerUnit.Compare(pairs[..3]),
                PerUnit.Compare([])
            ),
            Frontier = Frontier.Of([(0.9, 5), (0.8, 1), (0.7, 2), (0.9, 5), (0.95, 9)]),
            Trades = Frontier.Resample(
                [.. (((double, double, double)[])[(0.9, 3, 2), (0.8, 1, 1), (0.7, 2, 0.5)]).Select((x, i) => Traded((ulong)i, x))],
                new HashSet<int> { 0, 1, 2 },
                300
            ),
        };

        static IReadOnlyList<IReadOnlyList<TradeUnit?>> Traded(ulong seed, (double Ease, double Cost, double Time) model) =>
            [
                .. ((int[])[30, 12]).Select(n =>
                    (IReadOnlyList<TradeUnit?>)
                        [
                            .. Scores(seed + 20, n, 1, model.Ease)
                                .Select(
                                    (s, i) =>
                                        i % 10 == 9
                                            ? null
                                            : new TradeUnit(s.Credit, s.Scored, model.Cost * (1 + (i % 3)), [model.Time, model.Time * (1 + (i % 4))])
                                ),
                        ]
                ),
            ];
    }
}
