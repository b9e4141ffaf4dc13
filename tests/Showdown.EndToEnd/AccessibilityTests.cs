using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Showdown.EndToEnd;

/// <summary>Axe over every kind of page, in both colour schemes: nothing that it calls moderate, serious or critical.</summary>
public sealed class AccessibilityTests(WebBrowser browser, ITestOutputHelper output) : IClassFixture<WebBrowser>
{
    internal static readonly string Script = new BundledAxeScriptProvider().GetScript();

    [Fact]
    public async Task EveryPage_PassesAxe_InLightAndDark()
    {
        using var work = WebJobs.Write(new Workplace());
        work.Write(
            "jobs/small.yaml",
            """
            name: small
            models: [strong, weak]
            benchmarks:
              - { id: quickstart-maths, epochs: 2 }
              - { id: quickstart-choice, limit: 40 }
            gates: [{ on: below, model: weak, value: 0.99 }, { on: drop, baseline: last-7-runs }]
            """
        );
        var runs = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var run = JsonDocument.Parse((await work.RunAsync("run", "small", "--json")).StandardOutput);
            runs.Add(run.RootElement.GetProperty("run").GetString()!);
        }
        var compared = await work.RunAsync("compare", runs[0], runs[1]);
        Assert.True(compared.ExitCode == 0, compared.StandardError);
        var reports = Path.Combine(work.Folder, "reports", "out");
        await using var serve = await WebServe.StartAsync(work);
        string[] pages =
        [
            $"/reports/{runs[1]}/index.html",
            $"/reports/{runs[1]}/evidence/quickstart-maths/index.html",
            $"/reports/{runs[1]}/evidence/quickstart-maths/0001.html",
            "/reports/trend/small/index.html",
            "/reports/index.html",
            "/reports/"
                + Path.GetRelativePath(reports, compared.StandardOutput.TrimEnd().Split('\n')[^1])
                    .Replace(Path.DirectorySeparatorChar, '/')
                    .Replace("+", "%2B", StringComparison.Ordinal),
            "/",
            $"/runs/{runs[1]}",
            "/jobs",
            "/models",
            "/nowhere",
        ];
        var found = new List<string>();
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            var (page, _) = await browser.OpenAsync(serve, new() { ColorScheme = scheme });
            await page.AddInitScriptAsync(Script);
            // The service's pages share their style sheet with the reports: in the dark the list stands for them.
            foreach (var path in scheme == ColorScheme.Light ? pages : pages.Take(7))
            {
                var reply = await page.GotoAsync(path);
                Assert.Equal(path == "/nowhere" ? 404 : 200, reply!.Status);
                // What is folded is read too.
                await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
                var here = (await FindAsync(page)).ToList();
                output.WriteLine($"{scheme} {path}: {(here.Count == 0 ? "nothing" : string.Join("; ", here))}");
                found.AddRange(here.Select(v => $"{scheme} {path}: {v}"));
            }
        }
        Assert.Empty(found);
    }

    /// <summary>What Axe finds on a page that was opened with <see cref="Script"/>.</summary>
    internal static async Task<IEnumerable<string>> FindAsync(IPage page)
    {
        var found = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run(document, { resultTypes: ['violations'], preload: false })).violations"
        );
        return from violation in found.EnumerateArray()
            where violation.GetProperty("impact").GetString() is "moderate" or "serious" or "critical"
            let places = violation.GetProperty("nodes").EnumerateArray().Take(3).Select(n => n.GetProperty("html").GetString())
            select $"{violation.GetProperty("impact")} {violation.GetProperty("id")}: {violation.GetProperty("help")}: {string.Join(" | ", places)}";
    }
}
