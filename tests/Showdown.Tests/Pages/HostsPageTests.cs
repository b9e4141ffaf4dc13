using Showdown.Domain;
using Showdown.Fidelity;
using Showdown.Pages.Run;
using Showdown.Results;
using Showdown.Tests.Fidelity;

namespace Showdown.Tests.Pages;

/// <summary>The page of hosts as people see it, with one host, some and many.</summary>
public sealed class HostsPageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("showdown-hosts-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Page_IsTheGoldenOne() => Golden.Match("hosts.html", await RenderAsync(FixtureHosts.Night(hosts: 3)));

    [Theory]
    [InlineData(1, "The one host of Toy can be taken for the reference.")]
    [InlineData(15, "hosts of Toy")]
    public async Task Page_HasARowAHost_WhateverTheirNumber(int hosts, string headline)
    {
        var page = await RenderAsync(FixtureHosts.Night(hosts));
        Assert.Contains(headline, page, StringComparison.Ordinal);
        Assert.Equal(hosts, Enumerable.Range(1, hosts).Count(n => page.Contains($"host-{n:00}", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task WhatHostsSay_IsText()
    {
        var night = FixtureHosts.Night(hosts: 1);
        var page = await RenderAsync(
            night with
            {
                Contracts = new Dictionary<string, IReadOnlyList<ContractFinding>>
                {
                    ["host-01"] =
                    [
                        new("stop", ContractVerdict.Broken, "<b>said</b>") { Request = "<script>alert(1)</script>", Reply = "</pre><img src=x>" },
                    ],
                },
            }
        );
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;said", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PublishedFigures_StandBesideTheJobsOwn_AndOnlyWhereTheyAreOfTheFamily()
    {
        var night = FixtureHosts.Night(hosts: 3);
        Assert.DoesNotContain("tool_call_f1", await RenderAsync(night), StringComparison.Ordinal);
        var models = night.Run.Settings.Models.Select(m => m.Id == "host-01" ? m with { Endpoint = "https://api.novita.ai/openai/v1" } : m);
        var ofK2 = night with
        {
            Plan = night.Plan with { Family = "Kimi K2" },
            Run = night.Run with { Settings = night.Run.Settings with { Models = [.. models] } },
        };
        var page = await RenderAsync(ofK2);
        Assert.Contains("<th scope=\"row\">Novita</th><td></td><td>100%</td><td><bdi>host-01: F1 100.0% (", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">Nebius</th><td>50.6%</td><td>84.5%</td><td></td>", page, StringComparison.Ordinal);
        // The third says two providers, so its figures are those of neither.
        Assert.DoesNotContain("<bdi>host-03: F1", page, StringComparison.Ordinal);
        Assert.Contains(
            "from 73% on",
            await RenderAsync(ofK2 with { Plan = ofK2.Plan with { Family = "Kimi K2 Thinking" } }),
            StringComparison.Ordinal
        );
    }

    private async Task<string> RenderAsync(HostsNight night)
    {
        var result = HostsComparison.Compare(night, null);
        var before = HostStandings.Of(result).Select(s => s with { RunId = "before", MadeAt = s.MadeAt.AddDays(-1) });
        var report = await new ReportRenderer(null!).RenderAsync(
            new(night.Run, []),
            (_, _) => AsyncEnumerable.Empty<AttemptView>(),
            Path.Combine(_folder.FullName, "out"),
            TestContext.Current.CancellationToken,
            hosts: new ReportedHosts(result, [.. before, .. HostStandings.Of(result)])
        );
        return await File.ReadAllTextAsync(Path.Combine(Path.GetDirectoryName(report)!, "hosts.html"), TestContext.Current.CancellationToken);
    }
}
