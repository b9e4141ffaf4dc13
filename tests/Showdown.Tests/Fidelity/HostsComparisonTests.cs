using System.Text.Json;
using System.Text.Json.Nodes;
using Showdown.Domain;
using Showdown.Fidelity;
using Showdown.Fidelity.Contract;
using Showdown.Results;
using Showdown.Statistics;
using Showdown.Tests.Statistics.Fidelity;

namespace Showdown.Tests.Fidelity;

/// <summary>What is said of hosts, and what is not: sentences, verdicts, changes.</summary>
public sealed class HostsComparisonTests
{
    private const int Samples = 10;

    private static readonly HostsPlan _plan = new("Toy", "makers");

    private readonly SimulatedReplies _world = new(12);

    [Fact]
    public void HostsLikeTheReference_CanBeTakenForIt_AndAColderOneIsNamed()
    {
        var result = HostsComparison.Compare(
            Night(Host("makers"), Host("makers.again"), Host("amber"), Host("basalt", new Departure("") { TemperatureOff = -0.4 }), Host("cobalt")),
            null
        );
        Assert.False(result.IsControlLoud);
        Assert.Equal(["amber", "cobalt"], result.StandIns.Select(h => h.ModelId));
        Assert.Equal(HostVerdict.Differs, result.Hosts[1].Verdict);
        var sentences = HostWords.Headline(result);
        Assert.StartsWith("Of three hosts of Toy two can be taken for the reference", sentences[0], StringComparison.Ordinal);
        Assert.Equal(
            $"basalt answers from another distribution ({HostWords.Reasons}). Those that can be taken for it were each held against it by 250 replies and 500 requests with tools: smaller differences may be there.",
            sentences[1]
        );
    }

    [Fact]
    public void AReferenceThatDiffersFromItself_SaysNothingAboutOthers()
    {
        var result = HostsComparison.Compare(
            Night(Host("makers"), Host("makers.again", new Departure("") { TemperatureOff = -0.5 }), Host("amber")),
            null
        );
        Assert.True(result.IsControlLoud);
        Assert.Empty(result.StandIns);
        Assert.Empty(HostStandings.Of(result));
        Assert.Contains("nothing can be said", HostWords.Headline(result)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void CallsThatComeLess_AreHeldAgainstTheReferencesOwnAgreement()
    {
        var result = HostsComparison.Compare(
            Night(
                Host("makers", calls: i => i % 10 < 6),
                Host("makers.again", calls: i => i % 10 < 6 != (i % 17 == 0)),
                Host("amber", calls: i => i % 10 < 6 != (i % 19 == 0)),
                Host("basalt", calls: i => i % 10 < 4)
            ),
            null
        );
        Assert.False(result.Hosts[0].TriggersDiffer);
        Assert.True(result.Hosts[1].TriggersDiffer);
        Assert.Contains("calls tools at other requests", HostWords.Found(result.Hosts[1], result.Control), StringComparison.Ordinal);
        Assert.InRange(result.Hosts[1].Triggers.Host!.Share, 0.79, 0.81); // 2 x 200 / (2 x 200 + 100)
    }

    [Fact]
    public void CallsThatBreakTheirSchema_AreFound()
    {
        var result = HostsComparison.Compare(
            Night(Host("makers"), Host("makers.again"), Host("amber", valid: i => i % 10 > 0), Host("basalt", valid: i => i % 250 > 0)),
            null
        );
        Assert.Equal([true, false], result.Hosts.Select(h => h.SchemaDiffers));
        Assert.Equal(0.9, result.Hosts[0].Schema!.Share, 2);
    }

    [Fact]
    public void SeveralProviders_AreAFindingOfTheirOwn_AndPinsAreChecked()
    {
        var router = Host("amber");
        router.Providers["DeepInfra"] = 200;
        router.Providers["Novita"] = 50;
        var night = Night(Host("makers"), Host("makers.again"), router);
        var pinned = night.Run.Settings.Model("amber") with { Extra = Json("""{"provider":{"only":["deepinfra/fp8"]}}""") };
        var result = HostsComparison.Compare(
            night with
            {
                Run = night.Run with
                {
                    Settings = night.Run.Settings with { Models = [.. night.Run.Settings.Models.Select(m => m.Id == "amber" ? pinned : m)] },
                },
            },
            null
        );
        Assert.Equal([("DeepInfra", 0.8, true), ("Novita", 0.2, false)], result.Hosts[0].Served.Select(s => (s.Provider, s.Share, s.IsPinned)));
        Assert.Empty(result.StandIns);
        Assert.Contains("mixture of two providers", HostWords.Found(result.Hosts[0], result.Control), StringComparison.Ordinal);
        Assert.Contains("does not pin", HostWords.Found(result.Hosts[0], result.Control), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"provider":{"only":["a","b"]}}""", "a b")]
    [InlineData("""{"provider":{"order":["a"]}}""", "")] // a wish: others may serve
    [InlineData("""{"provider":{"order":["a"],"allow_fallbacks":false}}""", "a")]
    [InlineData("""{"other":1}""", "")]
    public void Pins_AreWhatARouterIsHeldTo(string extra, string pins) =>
        Assert.Equal(
            pins,
            string.Join(
                ' ',
                HostsComparison.Pins(
                    new ModelSettings
                    {
                        Id = "m",
                        Model = "m",
                        Connector = Connector.OpenAi,
                        Extra = Json(extra),
                    }
                )
            )
        );

    [Fact]
    public void ABrokenPromise_CountsWhereTheReferenceKeepsIt()
    {
        var night = Night(Host("makers"), Host("makers.again"), Host("amber"), Host("basalt")) with
        {
            Contracts = new Dictionary<string, IReadOnlyList<ContractFinding>>
            {
                ["makers"] = [new(Checks.Seed, ContractVerdict.Broken, ""), new(Checks.Stop, ContractVerdict.Held, "")],
                ["amber"] = [new(Checks.Seed, ContractVerdict.Broken, ""), new(Checks.Stop, ContractVerdict.Held, "")],
                ["basalt"] = [new(Checks.Seed, ContractVerdict.Held, ""), new(Checks.Stop, ContractVerdict.Broken, "")],
            },
        };
        var result = HostsComparison.Compare(night, null);
        Assert.Equal(["amber"], result.StandIns.Select(h => h.ModelId));
        Assert.Contains("breaks the contract where the reference does not (stop)", HostWords.Headline(result)[1], StringComparison.Ordinal);
    }

    [Fact]
    public void AHostThatIsWorseInQuality_CannotBeTakenForTheReference()
    {
        var night = Night(Host("makers"), Host("makers.again"), Host("amber"), Host("basalt")) with
        {
            Quality = new Dictionary<string, IReadOnlyList<HostQuality>>
            {
                ["amber"] = [new("Sums", Compared(better: 0, worse: 0, alike: 2000), 1)],
                ["basalt"] =
                [
                    new("Sums", Compared(better: 0, worse: 0, alike: 2000), 1),
                    new("Words", Compared(better: 10, worse: 90, alike: 400), 1),
                ],
            },
        };
        var result = HostsComparison.Compare(night, null);
        Assert.Equal([Verdict.Equivalent, Verdict.Worse], result.Hosts[1].Quality.Select(q => q.Verdict));
        Assert.Equal(["amber"], result.StandIns.Select(h => h.ModelId));
        Assert.Equal(
            "basalt is worse than the reference on Words. amber was held against it by 250 replies and 500 requests with tools: smaller differences may be there.",
            HostWords.Headline(result)[1]
        );
        Assert.True(HostStandings.Of(result).Single(h => h.ModelId == "basalt").Differs);
    }

    [Fact]
    public void FewQuestions_SayHowManyItTakes() =>
        Assert.StartsWith(
            "not enough data: 60 questions are too few, about ",
            new HostQuality("Sums", Compared(better: 5, worse: 5, alike: 50), 3).Words,
            StringComparison.OrdinalIgnoreCase
        );

    [Fact]
    public void AReferenceThatChanged_IsNamedFirst_AndKept()
    {
        var before = Night(Host("makers"), Host("makers.again"), Host("amber"));
        var moved = new Departure("") { TemperatureOff = -0.5 };
        var result = HostsComparison.Compare(Night(Host("makers", moved), Host("makers.again", moved), Host("amber")), before);
        Assert.False(result.IsControlLoud);
        Assert.Equal(
            "The reference changed: answers from another distribution than before (hosts that did not may differ from it now).",
            Assert.Single(HostWords.Changes(result))
        );
        Assert.Equal(("makers", true), HostStandings.Of(result).Where(s => s.Changed).Select(s => (s.ModelId, s.Changed)).Single());
        Assert.Empty(HostWords.Changes(HostsComparison.Compare(Night(Host("makers"), Host("makers.again"), Host("amber")), before)));
    }

    [Fact]
    public void AHostThatHandsRepliesOutAgain_IsSaidToDoThat_AndNotToAnswerOtherwise()
    {
        var (makers, again, amber) = (Host("makers"), Host("makers.again"), Host("amber"));
        Assert.Equal(ContractVerdict.Held, Copies.Finding(amber, [makers, again]).Verdict);
        foreach (var texts in amber.Texts.Values)
            (texts[3], texts[7]) = (texts[1], texts[5]);
        var finding = Copies.Finding(amber, [makers, again]);
        Assert.Equal(ContractVerdict.Broken, finding.Verdict);
        Assert.StartsWith("50 of 250 replies at temperature 1 are copies of another", finding.Said, StringComparison.Ordinal);
        Assert.False(HostsComparison.Compare(Night(makers, again, amber), null).Hosts[0].AnswersOtherwise);
        // The same of all is the weights' own, and says nothing of a host.
        Assert.Equal(ContractVerdict.Held, Copies.Finding(amber, [amber]).Verdict);
    }

    [Fact]
    public void AHostThatSaysTheSameEachTime_IsFound()
    {
        var (makers, again, amber) = (Host("makers"), Host("makers.again"), Host("amber"));
        foreach (var prompt in amber.Texts.Keys)
            amber.Texts[prompt] = [.. amber.Texts[prompt].Select(_ => amber.Texts[prompt][0])];
        Assert.True(HostsComparison.Compare(Night(makers, again, amber), null).Hosts[0].AnswersOtherwise);
    }

    [Fact]
    public void TheCheapest_IsToldByPrice_AndNotByTheLuckOfShortReplies()
    {
        HostReplies[] hosts = [Host("makers"), Host("makers.again"), Host("amber"), Host("cobalt")];
        hosts[2].Count(new Usage { InputTokens = 1_000, OutputTokens = 900 });
        hosts[3].Count(new Usage { InputTokens = 1_000, OutputTokens = 1_100 });
        Assert.DoesNotContain("cheapest", Said(new Price(1, 2), new Price(1, 2)), StringComparison.Ordinal);
        Assert.Contains("the cheapest of them is cobalt", Said(new Price(1, 2), new Price(1, 1.9m)), StringComparison.Ordinal);
        Assert.Contains("the cheapest of them is amber", Said(new Price(1, 2), new Price(0.9m, 2.2m)), StringComparison.Ordinal);
        Assert.DoesNotContain("cheapest", Said(new Price(1, 2), null), StringComparison.Ordinal);

        string Said(Price amber, Price? cobalt)
        {
            var night = Night(hosts);
            var models = night.Run.Settings.Models.Select(m => m with { Price = m.Id == "cobalt" ? cobalt : amber }).ToList();
            return HostWords.Headline(
                HostsComparison.Compare(night with { Run = night.Run with { Settings = night.Run.Settings with { Models = models } } }, null)
            )[0];
        }
    }

    [Fact]
    public void WhatChangedSinceTheLastNight_IsNamed_AndAQuietNightNamesNothing()
    {
        var before = Night(Host("makers"), Host("makers.again"), Host("amber"), Host("basalt"));
        var quiet = HostsComparison.Compare(Night(Host("makers"), Host("makers.again"), Host("amber"), Host("basalt")), before);
        Assert.All(quiet.Hosts, h => Assert.Empty(h.Changes));
        var moved = Host("basalt", new Departure("") { TemperatureOff = -0.5 });
        moved.Fingerprints.Add("fp_2");
        var result = HostsComparison.Compare(Night(Host("makers"), Host("makers.again"), Host("amber"), moved), before);
        Assert.Empty(result.Hosts[0].Changes);
        Assert.Equal(["answers from another distribution than before", "another fingerprint: fp_2"], result.Hosts[1].Changes);
        Assert.True(HostStandings.Of(result).Single(h => h.ModelId == "basalt").Changed);
    }

    [Fact]
    public void OneHost_AndNoReplies_HaveSentencesOfTheirOwn()
    {
        var one = HostsComparison.Compare(Night(Host("makers"), Host("makers.again"), Host("amber")), null);
        Assert.Equal("The one host of Toy can be taken for the reference.", HostWords.Headline(one)[0]);
        var none = HostsComparison.Compare(Night(new HostReplies("makers"), new HostReplies("amber")), null);
        Assert.Contains("gave too few replies", HostWords.Headline(none)[0], StringComparison.Ordinal);
        Assert.Equal(HostVerdict.NotEnough, none.Hosts[0].Verdict);
    }

    [Fact]
    public void HostsOfOneFamily_AreToldApartByTheirIds()
    {
        var night = Night(Host("makers"), Host("makers.again"), Host("amber"), Host("basalt", new Departure("") { TemperatureOff = -0.4 }));
        var settings = night.Run.Settings;
        var family = settings with { Models = [.. settings.Models.Select(m => m with { Family = "Toy" })] };
        var result = HostsComparison.Compare(night with { Run = night.Run with { Settings = family } }, null);
        Assert.Equal("Of two hosts of Toy one can be taken for the reference: Toy (amber).", HostWords.Headline(result)[0]);
        Assert.StartsWith("Toy (basalt) answers", HostWords.Headline(result)[1], StringComparison.Ordinal);
    }

    [Fact]
    public void SeveralNamesOfTheModel_AreAMixture_WhereNoRouterSaysWhoServes()
    {
        var mixed = Host("amber");
        (mixed.Builds["k2"], mixed.Builds["k2-fp4"]) = (200, 60);
        var one = Host("cobalt");
        (one.Builds["K2"], one.Builds["k2"]) = (200, 60); // a name is no other for its letters' case
        var hosts = HostsComparison.Compare(Night(Host("makers"), Host("makers.again"), mixed, one), null).Hosts;
        Assert.Equal(["k2", "k2-fp4"], hosts[0].Served.Select(s => s.Provider));
        Assert.Equal("is a mixture of two models, by their names", HostWords.Found(hosts[0], null));
        Assert.Empty(hosts[1].Served);
    }

    [Theory]
    //          texts with a mark, of 100; broken
    [InlineData(0, false)]
    [InlineData(1, false)] // a model may write it by itself
    [InlineData(3, true)]
    public void MarksInTheNightsReplies_BreakAPromiseThatTheContractSawKept(int leaks, bool broken)
    {
        var marks = new SeenMarks();
        for (var reply = 0; reply < 100; reply++)
            marks.Look("host-calls", $"s{reply}", reply < leaks ? "<|tool_call_begin|>get_weather" : "A text.");
        var held = new ContractFinding(Checks.Leaks, ContractVerdict.Held, "all of 90 replies");
        var finding = marks.Held(held);
        Assert.Equal(broken ? ContractVerdict.Broken : ContractVerdict.Held, finding.Verdict);
        if (broken)
            Assert.Equal("<|tool_call_begin|> stands in 3 of 100 texts, first at host-calls/s0", finding.Said);
        Assert.Equal(held with { Check = Checks.Stop }, marks.Held(held with { Check = Checks.Stop }));
    }

    [Fact]
    public void Json_HoldsWhatThePageSays()
    {
        var result = HostsComparison.Compare(Night(Host("makers"), Host("makers.again"), Host("amber")), null);
        using var json = JsonDocument.Parse(HostsJson.Serialize(result));
        var host = json.RootElement.GetProperty("hosts")[0];
        Assert.Equal("amber", host.GetProperty("model").GetString());
        Assert.True(host.GetProperty("can_stand_for").GetBoolean());
        Assert.Equal("not_told_apart", host.GetProperty("verdict").GetString());
        Assert.Equal(1, host.GetProperty("tool_call_f1").GetProperty("share").GetDouble());
    }

    /// <summary>A host less the reference, at so many questions of one attempt.</summary>
    private static PairedComparison Compared(int better, int worse, int alike)
    {
        SamplePair[] pairs =
        [
            .. Enumerable.Repeat(new SamplePair(new SampleScore(1, 1), new SampleScore(0, 1)), better),
            .. Enumerable.Repeat(new SamplePair(new SampleScore(0, 1), new SampleScore(1, 1)), worse),
            .. Enumerable.Repeat(new SamplePair(new SampleScore(1, 1), new SampleScore(1, 1)), alike),
        ];
        return Holm.Adjust([Paired.Compare(pairs, new PairedOptions { Margin = 0.02 })])[0];
    }

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    private HostReplies Host(string id, Departure? departure = null, Func<int, bool>? calls = null, Func<int, bool>? valid = null)
    {
        var host = new HostReplies(id);
        var prompt = 0;
        foreach (var texts in _world.Of(departure ?? Departure.Same, Samples))
            host.Texts[$"p{prompt++}"] = [.. texts.Select(t => new SaidText(t, null))];
        for (var request = 0; request < 500; request++)
            host.Calls[$"c{request}"] = new SaidCall(calls?.Invoke(request) ?? request % 2 == 0, valid?.Invoke(request / 2) ?? true);
        return host;
    }

    private static HostsNight Night(params HostReplies[] hosts) =>
        new(
            new RunRow
            {
                Id = "run",
                Status = RunStatus.Complete,
                CreatedAt = DateTimeOffset.UnixEpoch,
                Settings = SettingsOf([.. hosts.Select(h => h.ModelId)]),
            },
            _plan,
            hosts.ToDictionary(h => h.ModelId)
        );

    internal static RunSettings SettingsOf(IReadOnlyList<string> hosts) =>
        new()
        {
            Job = new Job
            {
                Name = "hosts",
                Models = hosts,
                Benchmarks = [],
                Hosts = _plan,
            },
            Models =
            [
                .. hosts.Select(h => new ModelSettings
                {
                    Id = h,
                    Model = "toy",
                    Connector = Connector.Simulated,
                }),
            ],
            Benchmarks = [],
            Pins = new Dictionary<string, BenchmarkPin>(),
            ProgramVersion = "test",
        };
}
