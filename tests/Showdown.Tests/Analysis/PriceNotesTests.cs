using Showdown.Analysis.Facts;
using Showdown.Analysis.Price;
using Showdown.Domain;
using Showdown.Results;
using Showdown.Tests.Pages;

namespace Showdown.Tests.Analysis;

/// <summary>What a reader is told of the prices that costs are made of.</summary>
public sealed class PriceNotesTests
{
    private static readonly Price _price = new(0.57m, 2.30m);

    [Theory]
    [InlineData(0, null)]
    [InlineData(90, null)]
    [InlineData(91, "Kimi K2: its price is 91 days older than the run.")]
    [InlineData(400, "Kimi K2: its price is 400 days older than the run.")]
    public void AnOldPrice_SaysSo(int days, string? note)
    {
        var created = DateOnly.FromDateTime(Run(_price).Run.CreatedAt.UtcDateTime);
        Assert.Equal(note is null ? [] : [note], Notes(Run(_price with { AsOf = created.AddDays(-days) }).Facts));
    }

    [Fact]
    public void APriceWithoutADate_AndNone_SaySo()
    {
        Assert.Equal(["Kimi K2: nobody says of when its price is (as_of in models.yaml)."], Notes(Run(_price).Facts));
        Assert.Equal(["Kimi K2: its price is not known."], Notes(With(Run(null).Facts, f => f with { CostUsd = null })));
    }

    [Theory]
    [InlineData(1.00, null)]
    [InlineData(1.02, null)]
    [InlineData(0.98, null)]
    [InlineData(1.03, "its host says $1.03, 3.0% more than the list price of the tokens ($1.00). The host's word counts.")]
    [InlineData(0.50, "its host says $0.50, 50.0% less than the list price of the tokens ($1.00). The host's word counts.")]
    public void AHostThatBillsOtherwiseThanItsList_IsTold(double usd, string? said)
    {
        var run = Run(new Price(1, 2) { AsOf = new DateOnly(2026, 6, 29) });
        // A million tokens in: one dollar by the list.
        var facts = With(
            run.Facts,
            f =>
                f with
                {
                    HostCost = new HostCost
                    {
                        Usd = (decimal)usd,
                        Attempts = 1,
                        InputTokens = 1_000_000,
                    },
                }
        );
        Assert.Equal(said is null ? [] : [$"Kimi K2: {said}"], Notes(facts));
    }

    [Fact]
    public void WhatAPriceNamesBesideInputAndOutput_IsTold_WithTheCostOfAMillionAnswersInBatches()
    {
        Assert.Empty(Details(Run(_price).Facts));
        var price = _price with { CachedInput = 0.15m, Reasoning = 3m, BatchInput = 0.25m, BatchOutput = 1m };
        var facts = With(Run(price).Facts, f => f with { InputTokens = 3000, OutputTokens = 6000 }); // 30 answers
        Assert.Equal(
            [
                "Kimi K2, USD per 1M tokens: cached input $0.15, reasoning $3.00, in batches $0.25 for input and $1.00 for output; in batches a million answers like these would cost $225.00.",
            ],
            Details(facts)
        );
    }

    private static FixtureRun Run(Price? price)
    {
        var kimi = FixtureModel.Kimi();
        return new FixtureRun(
            [kimi with { Settings = kimi.Settings with { Price = price }, Failed = 0, Truncated = 0 }],
            [FixtureBenchmark.Gsm8k(30)]
        );
    }

    private static RunFacts With(RunFacts facts, Func<EvaluationFigures, EvaluationFigures> figures) =>
        facts with
        {
            Evaluations = [.. facts.Evaluations.Select(e => e with { Figures = figures(e.Figures) })],
        };

    private static IReadOnlyList<string> Notes(RunFacts facts) => PriceNotes.Of(RunResults.Of(facts), new RunNames(facts.Run.Settings));

    private static IReadOnlyList<string> Details(RunFacts facts) => PriceDetails.Of(RunResults.Of(facts), new RunNames(facts.Run.Settings));
}
