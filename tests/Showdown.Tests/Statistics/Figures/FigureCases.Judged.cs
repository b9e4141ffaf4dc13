using Showdown.Statistics;
using Showdown.Statistics.Fidelity;
using Showdown.Statistics.Judging;
using Showdown.Statistics.Pairwise;
using static Showdown.Tests.Statistics.Figures.FigureData;

namespace Showdown.Tests.Statistics.Figures;

/// <content>Of what judges say, and of how alike hosts are.</content>
internal sealed partial record FigureCases
{
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
                ModelEquality.Compare([.. Enumerable.Range(0, x.Prompts).Select(p => Replies((ulong)p, x.Replies, x.Changed))], new Positions(12, 2))
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
                new Positions(40, 1)
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
}
