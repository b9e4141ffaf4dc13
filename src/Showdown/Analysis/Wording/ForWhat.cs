using Showdown.Analysis.Facts;
using Showdown.Domain;
using Showdown.Formatting;
using Showdown.Statistics;

namespace Showdown.Analysis.Wording;

/// <summary>One capability in words: the verdict in few, and the advice that follows from it.</summary>
/// <param name="What">As sentences call it: "following instructions".</param>
/// <param name="Css">better, worse, equivalent or unknown; of several models better where some are ahead.</param>
/// <param name="Word">"Kimi K2 better", "A and B ahead of C", "equivalent within 2 points", "the data do not say".</param>
/// <param name="Difference">"by 4.1 points, 95% interval 1.0 to 7.2" of a better one, "Kimi K2 +0.3 points, ..." where none is; null where there are
/// several models, or no comparison.</param>
/// <param name="Note">What the verdict does not stand on; null: nothing.</param>
/// <param name="Advice">One sentence or two, true to the verdict.</param>
/// <param name="Pair">Of two models; null where there are more.</param>
internal sealed record ForWhat(
    CapabilityResult Result,
    string What,
    string Css,
    string Sign,
    string Word,
    string? Difference,
    string? Note,
    string Advice,
    Standing Standing,
    CapabilityPair? Pair
)
{
    /// <summary>True where the verdict of a benchmark would be another if answers were equally long and laid out alike.</summary>
    public required bool RestsOnLayout { get; init; }

    /// <summary>As sentences call it.</summary>
    public static string Name(Capability capability) =>
        capability switch
        {
            Capability.InstructionFollowing => "following instructions",
            Capability.Multilingual => "multilingual questions",
            Capability.LongContext => "long texts",
            _ => capability.Name.Replace('-', ' '),
        };

    /// <summary>As heads call it.</summary>
    public static string Title(Capability capability) => char.ToUpperInvariant(Name(capability)[0]) + Name(capability)[1..];

    public static ForWhat Of(CapabilityResult result, RunNames names, RunResults results)
    {
        var standing = Standing.Of(result.Capability.Name, result.Pairs, result.Scores.ToDictionary(s => s.ModelId, s => s.Value));
        var words = new Words(result, standing, names, results.CapabilitiesCompared, Apart(result, results));
        return names.Models.Count == 2 ? words.OfTwo() : words.OfMany();
    }

    /// <summary>Whose answers' verdict is another when layout is taken out.</summary>
    private static List<(string BenchmarkId, DuelResult Duel)> Apart(CapabilityResult result, RunResults results) =>
        [
            .. from compared in results.HeadToHeads
            where result.Benchmarks.Contains(compared.Facts.BenchmarkId)
            from duel in compared.Duels
            where duel.Disagrees
            select (compared.Facts.BenchmarkId, duel),
        ];

    private sealed class Words(
        CapabilityResult result,
        Standing standing,
        RunNames names,
        int compared,
        List<(string BenchmarkId, DuelResult Duel)> apart
    )
    {
        private readonly string _what = Name(result.Capability);

        public ForWhat OfTwo()
        {
            var pair = result.Pairs[0];
            var (a, b) = (names.Model(pair.A), names.Model(pair.B));
            var c = pair.Comparison;
            if (c.Difference is null)
                return Row("unknown", "–", $"could not be compared: {pair.WhyNot}", $"For {_what} nothing is said.", pair, null);
            return c.Verdict switch
            {
                Verdict.Better => Better(pair, a, b),
                Verdict.Worse => Better(pair, b, a),
                Verdict.Equivalent => Row(
                    "equivalent",
                    $"equivalent within {VerdictWords.Points(c.Margin)}",
                    $"For {_what} either will do: {Ahead(c, a, b)}the difference is shown to be smaller than {VerdictWords.Points(c.Margin)}.{Cheaper([a, b])}",
                    pair
                ),
                Verdict.NotEnoughData => Row(
                    "unknown",
                    "the data do not say",
                    $"For {_what} the data do not say: {SamplesNeeded.Words(c, compared)}.",
                    pair
                ),
                _ => throw new InvalidOperationException($"unknown verdict {c.Verdict}"),
            };
        }

        public ForWhat OfMany()
        {
            if (standing.Ahead.Count > 0)
            {
                var ahead = standing.Ahead.Select(names.Model).ToList();
                var among = result.Pairs.Where(p => standing.Ahead.Contains(p.A) && standing.Ahead.Contains(p.B)).ToList();
                var advice =
                    ahead.Count == 1 ? $"take {ahead[0].Name}"
                    : among.TrueForAll(p => p.Comparison.Verdict == Verdict.Equivalent)
                        ? $"take any of these {ahead.Count}: they are equivalent within {VerdictWords.Points(among[0].Comparison.Margin)}"
                    : $"take one of these {ahead.Count}; the data do not say which";
                return Row("better", standing.Words(names)!, $"For {_what} {advice}.{Cheaper(ahead)}");
            }
            if (result.Pairs.All(p => p.Comparison.Verdict == Verdict.Equivalent))
                return Row(
                    "equivalent",
                    $"all equivalent within {VerdictWords.Points(result.Pairs[0].Comparison.Margin)}",
                    $"For {_what} any of them will do: no two are further apart than {VerdictWords.Points(result.Pairs[0].Comparison.Margin)}.{Cheaper(names.Models)}"
                );
            var first = result.Pairs.Where(p => p.Comparison.Difference is not null).OrderByDescending(Score).FirstOrDefault();
            return first is null
                ? Row("unknown", "could not be compared", $"For {_what} no two of them could be compared: {result.Pairs[0].WhyNot}.")
                : Row("unknown", "the data do not say", $"For {_what} the data do not say: {SamplesNeeded.Words(first.Comparison, compared)}.");
        }

        private double Score(CapabilityPair pair) => (pair.Comparison.ScoreA + pair.Comparison.ScoreB) ?? 0;

        private ForWhat Better(CapabilityPair pair, ModelName better, ModelName other)
        {
            var c = pair.Between(better.Id, other.Id)!;
            var trade = TradeWords.Clause(Of(better), Of(other));
            return Row(
                better.Id == pair.A ? "better" : "worse",
                $"{better.Name} better",
                $"For {_what} take {better.Name}{(trade is null ? "" : $", this night {trade}")}.",
                pair,
                $"by {Format.Points(c.Difference!.Value)} points, {Interval(c)}"
            );
        }

        private static string Interval(PairedComparison c) => $"{VerdictWords.Level(c)}% interval {Format.Interval(c.Low, c.High)}";

        private ForWhat Row(string css, string word, string advice, CapabilityPair? pair = null, string? difference = null) =>
            Row(
                css,
                css switch
                {
                    "better" => "▲",
                    "worse" => "▼",
                    "equivalent" => "■",
                    _ => "●",
                },
                word,
                advice,
                pair,
                difference
            );

        private ForWhat Row(string css, string sign, string word, string advice, CapabilityPair? pair, string? difference) =>
            new(
                result,
                _what,
                css,
                sign,
                word,
                difference
                    ?? (
                        pair?.Comparison is { Difference: not null } c
                            ? $"{names.Model(pair.A).Name} {Format.SignedPoints(c.Difference)} points, {Interval(c)}"
                            : null
                    ),
                Note(pair),
                advice + (apart.Count == 0 ? "" : $" {Layout()}: rest on neither alone."),
                standing,
                pair
            )
            {
                RestsOnLayout = apart.Count > 0,
            };

        private string Layout()
        {
            var benchmarks = Format.List([.. apart.Select(d => names.Benchmark(d.BenchmarkId).Title).Distinct()]);
            var alike = $"If answers were equally long and laid out alike, the verdict on {benchmarks} would be another";
            return apart is [var (_, one)] ? $"{alike} ({Without(one)})" : $"{alike} in {Format.Counted(apart.Count, "comparison", "comparisons")}";
        }

        private string Without(DuelResult duel) =>
            duel.Style switch
            {
                { IsHeld: false, Verdict: Verdict.Better } => $"{names.Model(duel.Duel.A).Name} better",
                { IsHeld: false, Verdict: Verdict.Worse } => $"{names.Model(duel.Duel.B).Name} better",
                { IsHeld: false, Verdict: var verdict } => VerdictWords.Word(verdict),
                _ => "it cannot be told",
            };

        private string? Note(CapabilityPair? pair)
        {
            var without = result
                .Pairs.Where(p => p.WhyNot is null)
                .SelectMany(p => p.Without)
                .Distinct()
                .Select(id => names.Benchmark(id).Title)
                .ToList();
            var notes = new List<string>();
            if (without.Count > 0)
                notes.Add($"without {Format.List(without)}, which {(pair is null ? "some of them" : "the two")} cannot be compared on");
            if (pair?.Comparison is { } c && VerdictWords.AgainstInterval(c, compared) is { } against)
                notes.Add(against);
            return notes.Count == 0 ? null : string.Join("; ", notes);
        }

        private CapabilityScore Of(ModelName model) => result.Scores.First(s => s.ModelId == model.Id);

        private static string Ahead(PairedComparison c, ModelName a, ModelName b) =>
            c.DifferenceShown ? $"{(c.Difference > 0 ? a : b).Name} is ahead, but " : "";

        /// <summary>Where the scores leave it open, price and time may decide.</summary>
        private string Cheaper(IReadOnlyList<ModelName> open) =>
            TradeWords.Sentence([.. open.Select(m => (m.Name, Of(m)))]) is { } sentence ? $" {sentence}" : "";
    }
}
