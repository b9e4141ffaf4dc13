using Showdown.Domain;
using Showdown.Fidelity;

namespace Showdown.Tests.Fidelity;

/// <summary>What is said before hosts are asked: how much it takes, and what it costs.</summary>
public sealed class HostsForecastTests
{
    [Fact]
    public void HowManyQuestionsAVerdictTakes_IsSaidBefore()
    {
        var settings = HostsComparisonTests.SettingsOf(["makers", "makers.again", "amber"]);
        var benchmark = new BenchmarkSettings
        {
            Id = "sums",
            Version = 1,
            Title = "Sums",
            Sources = [],
            Prompt = "",
            Scorer = new ScorerSettings("number"),
            Protocol = new Protocol(),
            Folder = "",
        };
        var asked = settings with
        {
            Job = settings.Job with { Benchmarks = [new JobBenchmark("sums")], EquivalenceMargin = 0.02 },
            Benchmarks = [benchmark, benchmark with { Id = "host-calls", Scorer = new ScorerSettings(ScorerSettings.Hosts) }],
        };
        // (1.96 + 1.28)^2 x 0.1 / 0.02^2, and (1.96 + 0.84)^2 x 0.1 / 0.05^2, both to two digits.
        Assert.Equal(
            [
                "quality, Sums: 400 questions a host; where two hosts differ at one question in ten, it takes about 2,700 to show one equivalent to the reference within 2 points, and about 320 to show one that is 5 points worse",
            ],
            HostsForecast.Sentences(asked, _ => 400).Skip(1)
        );
        Assert.Empty(HostsForecast.Sentences(asked with { Job = asked.Job with { Hosts = null } }, _ => 400));
    }

    [Fact]
    public void WhatTheContractAndTheContextCost_IsSaidBefore_AndHeldToTheBudget()
    {
        var night = HostsComparisonTests.SettingsOf(["makers", "makers.again", "amber"]);
        var settings = night with
        {
            Models =
            [
                .. night.Models.Select(m =>
                    m with
                    {
                        ContextWindow = m.Id == "amber" ? null : 131_072,
                        Price = m.Id == "amber" ? null : new Price(1, 2),
                    }
                ),
            ],
            Job = night.Job with { Hosts = night.Job.Hosts! with { TriesContext = true } },
        };
        Assert.Equal(
            [
                "contract: sixty to ninety short requests to each host before its first question, about $0.016 together and what amber will cost, which is not known",
                "context: one prompt as long as each host declares, and up to seven more where it does not hold, $0.13 to $0.70 together",
                "context: amber declares none ('context_window' in models.yaml) and is not tried",
            ],
            HostsForecast.Sentences(settings, _ => null)
        );
        Assert.True(HostsForecast.TriesContext(settings));
        Assert.False(HostsForecast.TriesContext(night));
        var poor = settings with { Job = settings.Job with { Budget = new Budget { Usd = 0.5m } } };
        Assert.False(HostsForecast.TriesContext(poor));
        Assert.Contains(
            "context is not tried: that takes $0.13 to $0.70 together, and the budget is $0.50",
            HostsForecast.Sentences(poor, _ => null)
        );
        Assert.True(HostsForecast.TriesContext(poor with { Job = poor.Job with { Budget = new Budget { Usd = 0.71m } } }));
    }
}
