using Showdown.Domain;
using Showdown.Fidelity;
using Showdown.Fidelity.Contract;
using Showdown.Simulator;
using Showdown.Statistics.Fidelity;

namespace Showdown.Tests.Fidelity;

/// <summary>Faults of the contract, one at a time, at a host that is otherwise as it should be: each is found, and none is invented.</summary>
public sealed class ContractTests(ContractTests.Host host) : IClassFixture<ContractTests.Host>
{
    public sealed class Host : IAsyncLifetime
    {
        private SimulatorServer? _server;

        public Uri Endpoint => _server!.Endpoint;

        public async ValueTask InitializeAsync() => _server = await SimulatorServer.StartAsync(new SimulatorOptions());

        public ValueTask DisposeAsync() => _server!.DisposeAsync();
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("ignores-temperature", Checks.Temperature)]
    [InlineData("ignores-top-p", Checks.TopP)]
    [InlineData("ignores-seed", Checks.Seed)]
    [InlineData("ignores-stop", Checks.Stop)]
    [InlineData("ignores-n", Checks.Choices)]
    [InlineData("ignores-logprobs", Checks.LogProbabilities)]
    [InlineData("ignores-cap", Checks.OutputCap)]
    [InlineData("ignores-format", $"{Checks.JsonObject}, {Checks.JsonSchema}")]
    [InlineData("ignores-tool-choice", $"{Checks.ChoiceNone}, {Checks.ChoiceRequired}, {Checks.ChoiceNamed}")]
    [InlineData("ignores-parallel", Checks.ParallelOff)]
    [InlineData("no-usage-in-streams", Checks.StreamedUsage)]
    [InlineData("wrong-finish-stop", Checks.FinishStop)]
    [InlineData("wrong-finish-cap", Checks.FinishCap)]
    [InlineData("wrong-finish-calls", Checks.FinishCalls)]
    [InlineData("stream-differs", Checks.StreamedAsWhole)]
    [InlineData("one-piece", Checks.ReallyStreamed)]
    [InlineData("leaks", Checks.Leaks)]
    [InlineData("other-model", Checks.ModelName)]
    [InlineData("changing-fingerprint", Checks.Fingerprint)]
    public async Task AFault_IsFound_AndNoneIsInvented(string fault, string broken)
    {
        var report = await InspectAsync(fault);
        Assert.Equal(broken, Named(report, ContractVerdict.Broken));
        Assert.Equal("", Named(report, ContractVerdict.NotOffered));
        Assert.All(report.Findings.Where(f => f.Verdict == ContractVerdict.Broken), f => Assert.NotNull(f.Request));
        Assert.Equal(Checks.All.Except([Checks.Context]), report.Findings.Select(f => f.Check).Where(c => c != FirstTokens.Noted));
    }

    [Theory]
    [InlineData("refuses-n", Checks.Choices)]
    [InlineData("refuses-logprobs", Checks.LogProbabilities)]
    [InlineData("refuses-results", Checks.ResultsOfCalls)]
    public async Task WhatAHostRefuses_IsNotOffered_AndNoFault(string fault, string missing)
    {
        var report = await InspectAsync(fault);
        Assert.Equal(missing, Named(report, ContractVerdict.NotOffered));
        Assert.Equal("", Named(report, ContractVerdict.Broken));
    }

    [Fact]
    public async Task PromptTokens_TellAHiddenPromptFromAnotherTemplate()
    {
        var reference = Tokens(await InspectAsync(""));
        var hidden = TokenChecks.Against(Tokens(await InspectAsync("", hidden: 0.3)), reference);
        var template = TokenChecks.Against(Tokens(await InspectAsync("other-template")), reference);
        Assert.Equal(ContractVerdict.Held, TokenChecks.Against(Tokens(await InspectAsync("")), reference).Verdict);
        Assert.Equal((ContractVerdict.Broken, true), (hidden.Verdict, hidden.Said.StartsWith("60 more in every request", StringComparison.Ordinal)));
        Assert.Equal((ContractVerdict.Broken, true), (template.Verdict, template.Said.Contains("another template", StringComparison.Ordinal)));
    }

    [Theory]
    //          hidden, replaced, is told apart
    [InlineData(0, 0, false)]
    [InlineData(0, 0.05, true)] // coarse numbers that no reply shows
    [InlineData(0.3, 0, true)]
    public async Task LogProbabilities_TellMoreThanReplies(double hidden, double replaced, bool differs)
    {
        var reference = (await InspectAsync("")).Findings.Single(f => f.Check == FirstTokens.Noted);
        var other = (await InspectAsync("", hidden, replaced)).Findings.Single(f => f.Check == FirstTokens.Noted);
        var gaps = FirstTokens.Gaps(other, reference);
        var further = gaps.Average(g => g.Host) / gaps.Average(g => g.Again);
        Assert.InRange(further, differs ? 4 : 0.2, differs ? double.MaxValue : 3);
        if (differs)
            Assert.True(LogProbabilities.P(gaps) < 0.001);
    }

    [Fact]
    public async Task ADeadHost_BreaksNothing()
    {
        var report = await new ContractInspector(TimeProvider.System).InspectAsync(
            Model("") with
            {
                Connector = Connector.OpenAi,
                Endpoint = "http://127.0.0.1:9/v1",
            },
            null,
            false,
            TestContext.Current.CancellationToken
        );
        Assert.Equal("", Named(report, ContractVerdict.Broken));
    }

    [Fact]
    public async Task WhatItCosts_IsToldBefore()
    {
        var report = await new ContractInspector(TimeProvider.System).InspectAsync(
            Model("") with
            {
                Price = new Price(1, 0) { Source = "a dollar a million tokens" },
            },
            host.Endpoint,
            false,
            TestContext.Current.CancellationToken
        );
        var replies = await new ContractInspector(TimeProvider.System).InspectAsync(
            Model("") with
            {
                Price = new Price(0, 1) { Source = "a dollar a million tokens" },
            },
            host.Endpoint,
            false,
            TestContext.Current.CancellationToken
        );
        Assert.InRange(report.Requests, 55, 90);
        Assert.InRange((double)report.CostUsd! * 1e6, HostsForecast.Contract.InputTokens!.Value / 6, HostsForecast.Contract.InputTokens.Value);
        Assert.InRange((double)replies.CostUsd! * 1e6, HostsForecast.Contract.OutputTokens!.Value / 8, HostsForecast.Contract.OutputTokens.Value);
    }

    private Task<ContractReport> InspectAsync(string fault, double hidden = 0, double replaced = 0) =>
        new ContractInspector(TimeProvider.System).InspectAsync(
            Model(fault, hidden, replaced),
            host.Endpoint,
            false,
            TestContext.Current.CancellationToken
        );

    private static ModelSettings Model(string fault, double hidden = 0, double replaced = 0) =>
        new()
        {
            Id = "toy",
            Model = "toy",
            Connector = Connector.Simulated,
            Simulation = new Simulation
            {
                FirstToken = TimeSpan.Zero,
                Host = new HostDistortion
                {
                    Faults = fault.Length > 0 ? [fault] : [],
                    HiddenPrompt = hidden,
                    Replaced = replaced,
                },
            },
        };

    private static ContractFinding Tokens(ContractReport report) => report.Findings.Single(f => f.Check == Checks.PromptTokens);

    private static string Named(ContractReport report, ContractVerdict verdict) =>
        string.Join(", ", report.Findings.Where(f => f.Verdict == verdict).Select(f => f.Check));
}
