using Showdown.Statistics;
using Showdown.Statistics.Fidelity;
using Showdown.Statistics.Judging;
using Showdown.Statistics.Pairwise;
using Showdown.Statistics.Sequential;
using static Showdown.Tests.Statistics.Figures.FigureData;

namespace Showdown.Tests.Statistics.Figures;

/// <summary>What is worked out of the made-up data, by topic. A topic is a file of figures.</summary>
internal sealed record FigureCases(string Name, Func<object> Figures)
{
    public static IReadOnlyList<FigureCases> All { get; } =
    [
        new("scores", Scored),
        new("differences", Differences),
        new("means", Means),
        new("sequential", Sequential),
        new("nights", Nights),
        new("times", Times),
        new("groups", Groups),
        new("judging", Judges),
        new("pairwise", Pairwise),
        new("fidelity", Fidelity),
        new("distributions", Tails),
    ];

    private static object Scored() =>
        Evaluations()
            .Select(m => new
            {
                m.Name,
                Score = Accuracy.Estimate(m.Samples),
                Wide = Accuracy.Estimate(m.Samples, 0.999),
                Clustered = Accuracy.Estimate(m.Samples, 0.9, [.. m.Samples.Select((_, i) => i % 13 == 12 ? null : $"c{i / 4}")]),
                Components = VarianceComponents.Of(m.Samples),
                Once = PassAt.EstimateAtLeastOne(m.Samples, 1),
                Twice = PassAt.EstimateAtLeastOne(m.Samples, 2),
                Always = PassAt.EstimateEvery(m.Samples, 3, 0.9),
                Published = (((double Score, int? Repeats)[])[(0.6, null), (0.6, 8), (1, 1), (0, 64)])
                    .Select(p => PublishedGap.Of(m.Samples, p.Score, p.Repeats))
                    .ToList(),
            });

    private static object Differences() =>
        Pairs()
            .Select(p => new
            {
                p.Name,
                Compared = Paired.Compare(p.Pairs),
                Mirrored = Paired.Compare(p.Pairs, new PairedOptions { Level = 0.99, Margin = 0.1 }).Mirrored(),
                Often = Paired.Compare(p.Pairs, new PairedOptions { Margin = 0.05 }.OverLooks(7)),
                Macro = MacroDifference.Of([.. p.Pairs.Select((s, i) => (i % 9 == 8 ? null : $"g{i % 3}", s))]),
                Adjusted = Holm.Adjust([
                    Paired.Compare(p.Pairs),
                    Paired.Compare(Pair(3, 100, 1, 0.9, 0.6)),
                    Paired.Compare(Pair(4, 30, 1, 0.5, 0.5)),
                ]),
            });

    private static object Means()
    {
        SamplePair[][][] sets =
        [
            [],
            [
                [],
            ],
            [Pair(1, 200, 1, 0.7, 0.5), Pair(2, 20, 1, 0.7, 0.5)],
            [Pair(1, 60, 1, 0.7, 0.65), Pair(2, 30, 4, 0.5, 0.45), Pair(3, 100, 2, 0.95, 0.95)],
            [Clustered(4, 60, 1, 4), Pair(5, 60, 1, 0.4, 0.6)],
            [Pair(6, 8, 1, 0.5, 0.5), Pair(7, 2, 1, 0.5, 0.5), Pair(8, 1, 1, 0.5, 0.5)],
            [.. Pairs().Where(p => p.Name.StartsWith("shares", StringComparison.Ordinal)).Select(p => p.Pairs)],
            [Pair(1, 2000, 1, 0.9, 0.9), Pair(2, 2000, 1, 0.9, 0.9)],
            [
                [.. Pair(9, 80, 2, 0.7, 0.5).Select((p, i) => i % 9 == 0 ? p with { A = new(0, 0, 2) } : p)],
                Pair(2, 50, 1, 0.5, 0.2),
            ],
        ];
        PairedSpread[] spreads =
        [
            new(100, 1, 0.3, null),
            new(40, 4, 0.1, 0.05),
            new(5, 2, 0, 0),
            new(250, 1, 0.02, null, true),
            new(1, 1, 0.5, null),
        ];
        return new
        {
            Strata = sets.Select(s => PairedStrata.Compare(s)).ToList(),
            Strict = sets.Select(s => PairedStrata.Compare(s, new PairedOptions { Level = 0.8, Margin = 0.1 }).Mirrored()).ToList(),
            Power = spreads
                .Select(s => (Power.Of(s, 0.05), Power.Of(s, 0.1, 6, 0.99, 4, 2), Power.Needed(s, 0.05), Power.Needed(s, 0.02, 0.9, 10, 0.9)))
                .ToList(),
            Ranks = Ranking.Of(Ranked(), AllPairs.Compare(Ranked())),
        };

        static IReadOnlyList<SampleScore[]> Ranked() => [.. ((double[])[0.2, 0.5, 0.55, 0.9]).Select((ease, i) => Scores((ulong)i, 120, 2, ease))];
    }

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

    private static object Groups() =>
        new
        {
            Scores = Evaluations()
                .Select(m =>
                    (
                        m.Name,
                        GroupScores.Of([
                            .. m.Samples.Select(
                                (s, i) => new GroupedSample(i % 9 == 8 ? null : $"g{i % 4}", s) { Cluster = i % 5 == 4 ? null : $"c{i / 3}" }
                            ),
                        ])
                    )
                ),
            Bounds = (
                (OutcomeTotals[])[new(0, 0, 0, 0, 0), new(5, 3, 1, 1, 2), new(5, 3, 1, 1, 2, 4), new(0, 0, 0, 7, 0), new(9, 0, 0, 0, 0)]
            ).Select(ScoreBounds.Of),
            Context = (
                (double[][])
                    [
                        [0.9],
                        [0.9, 0.9, 0.85],
                        [0.9, 0.6, 0.3],
                        [0.95, 0.5, 0.9],
                        [0.1, 0.9],
                    ]
            ).Select(scores => EffectiveContext.Of([.. scores.Select((ease, i) => new ScoreAtLength(4000 << i, Scores((ulong)i, 80, 1, ease)))])),
            Keeps = EffectiveContext.Of(
                [.. ((double[])[0.9, 0.8, 0.7, 0.6]).Select((ease, i) => new ScoreAtLength(1000 << i, Scores((ulong)i, 50, 2, ease)))],
                0.7,
                0.8
            ),
        };

    private static List<object> Judges()
    {
        var random = new SeededRandom(5);
        return ((int[])[0, 1, 3, 60, 300])
            .Select(n =>
                Figures(
                    JudgeFigures.Of([
                        .. Enumerable
                            .Range(0, n)
                            .Select(i =>
                            {
                                var truth =
                                    i % 10 == 9 ? Side.Tie
                                    : i % 3 == 0 ? Side.First
                                    : Side.Second;
                                return new Showdown.Statistics.Judging.JudgedPair(
                                    i % 2 == 0 ? "natural" : "adversarial",
                                    Game(truth, 0.8),
                                    Game(Other(truth), 0.6)
                                )
                                {
                                    BetterIsLonger = i % 4 == 0 ? null : i % 3 == 0,
                                    Repeated = i % 5 == 0 ? Game(truth, 0.7) : null,
                                };
                            }),
                    ])
                )
            )
            .ToList();

        JudgedGame Game(Side truth, double right) =>
            new(
                truth,
                random.NextShare() is var u && u < right ? truth
                    : u < right + 0.05 ? null
                    : u < right + 0.1 ? Side.Tie
                    : Other(truth)
            );

        static Side Other(Side side) =>
            side switch
            {
                Side.First => Side.Second,
                Side.Second => Side.First,
                _ => Side.Tie,
            };

        static object Figures(JudgeFigures f) =>
            new
            {
                f,
                Share = JudgeFigures.ShareOf(3, 7),
                Nothing = JudgeFigures.ShareOf(0, 0),
                Mean = JudgeFigures.MeanOf([0.1, 0.5, 1, 1]),
            };
    }

    private static object Pairwise()
    {
        var sets = (
            ((int Count, double Lean, bool Clustered)[])
                [(0, 0, false), (1, 0, false), (2, 1, false), (40, 0.4, false), (120, -0.5, false), (60, 1, true), (250, 0, false)]
        )
            .Select((x, i) => Judged((ulong)i, x.Count, x.Lean, x.Clustered))
            .ToList();
        var styled = sets.Select(x => StyleControl.Of(x)).ToList();
        var random = new SeededRandom(8);
        ArenaHardGames[] games =
        [
            .. Enumerable
                .Range(0, 80)
                .Select(i => new ArenaHardGames(i % 17 == 0 ? null : random.NextBelow(5) - 2, i % 19 == 0 ? null : random.NextBelow(5) - 2)),
        ];
        return new
        {
            Rates = sets.Select(x => WinRate.Of(x)),
            Strict = sets.Select(x => WinRate.Of(x, new PairedOptions { Level = 0.99, Margin = 0.2 })),
            Styles = styled,
            Adjusted = StyleControl.Adjust(styled),
            Disagree = styled.Zip(sets, (c, x) => c?.Disagrees(WinRate.Of(x))),
            Strengths = BradleyTerry.Of(4, [new(0, 1, sets[3]), new(1, 2, sets[4]), new(0, 2, sets[5]), new(2, 3, sets[6])], 200),
            Alone = BradleyTerry.Of(2, [new(0, 1, sets[2])], 100),
            Chance = BradleyTerry.Of(3, [new(0, 1, sets[3]), new(1, 2, sets[4])], 50)?.Chance(0, 2),
            Corrected = (((int Labels, int Pairs)[])[(0, 10), (1, 10), (5, 40), (60, 400), (100, 100)]).Select(x =>
                CorrectedRate.Of(Labelled(x.Labels, x.Pairs))
            ),
            Wide = CorrectedRate.Of(Labelled(30, 90), 0.8),
            Kappas = (((int Seed, int Kinds)[])[(1, 2), (2, 3), (3, 5)]).Select(x => Agreement.Kappa(Labels((ulong)x.Seed, x.Kinds))),
            NoKappa = Agreement.Kappa([]),
            Alphas = Agreement.Alpha([
                [0, 0, 1],
                [1, 1],
                [2],
                [],
                [0, 1, 2],
                [0, 0, 1],
                [1, 1, 1, 1],
            ]),
            Arena = ArenaHard.Of(games),
            ArenaOnce = ArenaHard.Of(games[..1], 1),
            Controlled = ArenaHard.StyleControlled([
                .. ((int[])[3, 5]).Select(m =>
                    (IReadOnlyList<(ArenaHardGames, StyleCounts, StyleCounts)>)
                        [.. games.Select((g, i) => (g, new StyleCounts(100 + (i * m % 90), i % m, i % 7, i % 4), new StyleCounts(150, i % 2, 3, 1)))]
                ),
            ]),
        };

        static Showdown.Statistics.Pairwise.JudgedPair[] Judged(ulong seed, int count, double lean, bool clustered)
        {
            var random = new SeededRandom(seed);
            return
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(i =>
                    {
                        var (a, b) = (
                            new StyleCounts(50 + random.NextBelow(400), random.NextBelow(5), random.NextBelow(9), random.NextBelow(6)),
                            new StyleCounts(50 + random.NextBelow(400), random.NextBelow(5), random.NextBelow(9), random.NextBelow(6))
                        );
                        var chance = 1 / (1 + Math.Exp(-lean - ((a.Tokens - b.Tokens) / 300)));
                        double? value =
                            i % 15 == 14 ? null
                            : random.NextShare() < chance ? (i % 4 == 0 ? 0.75 : 1)
                            : i % 6 == 0 ? 0.5
                            : 0;
                        return new Showdown.Statistics.Pairwise.JudgedPair($"p{i}", value)
                        {
                            Cluster = clustered ? $"c{i / 4}" : null,
                            StyleA = i % 20 == 19 ? null : a,
                            StyleB = b,
                        };
                    }),
            ];
        }

        static LabelledUnit[] Labelled(int labels, int pairs)
        {
            var random = new SeededRandom((ulong)(labels + pairs));
            return
            [
                .. Enumerable
                    .Range(0, pairs)
                    .Select(i =>
                        (random.NextShare() < 0.6 ? 1.0 : 0) is var judge && i < labels
                            ? new LabelledUnit(judge, random.NextShare() < 0.8 ? judge : 1 - judge)
                            : new LabelledUnit(judge, null)
                    ),
            ];
        }

        static (int, int)[] Labels(ulong seed, int kinds)
        {
            var random = new SeededRandom(seed);
            return
            [
                .. Enumerable
                    .Range(0, 50)
                    .Select(_ => random.NextBelow(kinds) is var a && random.NextShare() < 0.7 ? (a, a) : (a, random.NextBelow(kinds))),
            ];
        }
    }

    private static object Fidelity()
    {
        return new
        {
            Equality = (((int Prompts, int Replies, double Changed)[])[(0, 3, 0), (1, 2, 0), (3, 4, 0.3), (8, 6, 0), (8, 6, 0.2)]).Select(x =>
                ModelEquality.Compare([.. Enumerable.Range(0, x.Prompts).Select(p => Replies((ulong)p, x.Replies, x.Changed))], new Places(12, 2))
            ),
            Unlike = ModelEquality.Compare(
                [
                    Replies(1, 2, 1),
                    new(
                        [
                            [1],
                        ],
                        [
                            [1],
                            [2],
                        ]
                    ),
                    Replies(2, 5, 0.9),
                ],
                Places.Tokens
            ),
            Triggers = ((int[])[0, 1, 40, 300]).Select(n =>
                TriggerSimilarity.Of([
                    .. Enumerable.Range(0, n).Select(i => new TriggerReplies(i % 3 != 0, i % 11 == 10 ? null : i % 7 != 0, i % 5 != 0)),
                ])
            ),
            Shares = (((int, int)[])[(0, 0), (3, 4), (10, 10), (0, 9)]).Select(x => ShareEstimate.Of(x.Item1, x.Item2)),
            Gaps = (((int Count, double Lean)[])[(0, 0), (4, 1), (5, 1), (30, 0.1), (30, -0.2), (200, 0.02)]).Select(
                (x, i) =>
                    LogProbabilities.P([
                        .. Values((ulong)i, x.Count, 0.01, 1).Select((v, j) => new LogProbabilityGap(v + x.Lean, Values(77, j + 1, 0.01, 1)[j])),
                    ])
            ),
        };

        static PromptReplies Replies(ulong seed, int count, double changed)
        {
            var random = new SeededRandom(seed);
            return new([.. Enumerable.Range(0, count).Select(_ => Reply(0))], [.. Enumerable.Range(0, count).Select(_ => Reply(changed))]);

            int[] Reply(double share) =>
                [
                    .. Enumerable
                        .Range(0, 6 + random.NextBelow(8))
                        .Select(i =>
                            random.NextShare() < share ? 9
                            : random.NextShare() < 0.3 ? random.NextBelow(4)
                            : i
                        ),
                ];
        }
    }

    private static object Tails()
    {
        double[] shares = [0.0001, 0.01, 0.05, 0.3, 0.5, 0.9, 0.975, 0.9999];
        double[] differences = [.. Values(4, 25, 0.01, 1).Select((v, i) => i % 3 == 0 ? -v : v)];
        return new
        {
            Student = (from p in shares from df in (double[])[1, 2, 3.5, 10, 400] select Distributions.StudentQuantile(p, df)).ToList(),
            Tail = (
                from t in (double[])[-4, -0.5, 0, 0.2, 1, 3, 12]
                from df in (double[])[1, 2.5, 30]
                select Distributions.StudentUpperTail(t, df)
            ).ToList(),
            Beta = (
                from p in shares
                from a in (double[])[0.5, 1, 7.25]
                from b in (double[])[0.5, 3, 80]
                select Distributions.BetaQuantile(p, a, b)
            ).ToList(),
            Signs = ((int[])[0, 1, 2, 5, 12, 25]).Select(n => (SignFlip.P(differences[..n]), SignFlip.OneSidedP(differences[..n]))).ToList(),
            Many = (
                SignFlip.P([.. Values(5, 400, 0.1, 1).Select((v, i) => i % 5 < 2 ? -v : v)]),
                SignFlip.OneSidedP([.. Values(5, 400, 0.1, 1).Select((v, i) => i % 2 == 0 ? -v : v)])
            ),
            McNemar = (
                from w in (int[])[0, 1, 5, 30, 2000]
                from l in (int[])[0, 1, 9, 31, 1900]
                select (McNemar.P(w, l), McNemar.OneSidedP(w, l))
            ).ToList(),
            Discoveries = (
                FalseDiscovery.Adjust([0.001, 0.02, 0.5, 0.04, 1, 0.02]),
                FalseDiscovery.Select([40, 3, 100, 0.5, 21], 0.1),
                FalseDiscovery.Select([], 0.05)
            ),
            Holm = Holm.Adjust([0.001, 0.02, 0.5, 0.04, 1, 0.02]),
            Wilson = (from s in (double[])[0, 0.02, 0.5, 1] from n in (double[])[1, 12.5, 900] select Interval.Wilson(s, n, 1.96)).ToList(),
            Intervals = (
                Interval.Around(0.4, 0.1, 2),
                new Interval(0.1, 0.3).Hull(new(0.2, 0.9)),
                new Interval(-1, 3).Within(0, 1),
                Interval.OfMean([(0.3, new(0.1, 0.6)), (0.8, new(0.5, 0.9))]),
                new Interval(0.25, 0.5).Width
            ),
            Bounded = (
                ((string, double[])[])
                    [
                        ("few", [0.2, 0.9, 1]),
                        ("same", [0.5, 0.5, 0.5, 0.5]),
                        ("ends", [0, 1, 1, 1, 1, 1, 1, 1]),
                        ("many", Values(6, 60, 0.01, 1)),
                        ("zero", [0, 0, 0]),
                    ]
            )
                .Select(x => (x.Item1, Of(x.Item2)))
                .ToList(),
        };

        static object Of(double[] values)
        {
            var mean = new BoundedMean([.. values.Select((v, i) => new Unit(v, 1 + (i % 3)))], 0, 1);
            return new
            {
                mean.Count,
                mean.Mean,
                mean.StandardError,
                mean.Telling,
                Z = ((double[])[0, 0.3, 0.9, 1]).Select(s => (mean.Z(s), mean.Z(s, 0.01), mean.Error(s))),
                Interval = mean.Interval(1.96),
                Likelihood = mean.LikelihoodInterval(1.96),
                Share = ShareInterval.Of([.. values.Select((v, i) => new Unit(v, 1 + (i % 2)))], 0.9),
            };
        }
    }
}
