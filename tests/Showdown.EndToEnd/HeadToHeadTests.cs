using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Showdown.EndToEnd;

/// <summary>Answers that a judge compares, from the job file to the page, the budget and people's labels.</summary>
public sealed partial class HeadToHeadTests(WebBrowser browser) : IClassFixture<WebBrowser>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ThreeModels_AreJudgedWithinTheBudget_GoneOnWith_Shown_AndLabelled()
    {
        using var work = NewWorkplace();

        // The answers are there and some pairs judged when the money is spent: the run says so, and goes on with more.
        var spent = await work.RunAsync("run", "letters", "--json");
        Assert.True(spent.ExitCode == 1, spent.StandardError);
        var before = Judged(spent.StandardOutput);
        Assert.InRange(before.Unscored, 1, 60);
        var resumed = await work.RunAsync("resume", "last", "--budget", "5", "--json");
        Assert.True(resumed.ExitCode == 0, resumed.StandardError);
        var (unscored, verdicts, summary) = Judged(resumed.StandardOutput);
        Assert.InRange(unscored, 0, 5); // the judge fails now and then, and says so
        Assert.Equal(120, verdicts);
        var compared = Assert.Single(summary.GetProperty("head_to_head").EnumerateArray());
        Assert.Equal(3, compared.GetProperty("strengths").GetArrayLength());
        Assert.True(compared.GetProperty("cost_usd").GetDouble() > 0);
        Assert.False(Assert.Single(summary.GetProperty("judges").EnumerateArray()).GetProperty("may_gate").GetBoolean());

        var report = Path.GetDirectoryName(summary.GetProperty("report").GetString()!)!;
        Assert.Contains("judged by judge (simulated)", await File.ReadAllTextAsync(Path.Combine(report, "index.html"), Cancel));
        Assert.Equal(20, Sample().Count(await File.ReadAllTextAsync(Path.Combine(report, "pairs", "letters", "0001.html"), Cancel)));
        Assert.Equal(60, (await work.RunAsync("export", "last", "--pairs")).StandardOutput.TrimEnd().Split('\n').Length);

        var run = summary.GetProperty("run").GetString()!;
        await using var serve = await WebServe.StartAsync(work);
        await LabelByKeyAsync(serve, run);
        await LabelByFormAsync(serve, run);
        using var labels = await serve.GetAsync($"/runs/{run}/labels.jsonl?benchmark=letters");
        Assert.Equal(3, (await labels.Content.ReadAsStringAsync(Cancel)).TrimEnd().Split('\n').Length);
    }

    /// <summary>A judge is measured, and rates answers by a rubric; both figures stand on the page.</summary>
    [Fact]
    public async Task AnswersRatedByARubric_HaveTheJudgesPassportBeside()
    {
        using var work = NewWorkplace();
        work.Write(
            "datasets/notes/data.jsonl",
            string.Join('\n', Enumerable.Range(1, 20).Select(i => $$"""{"id": "s{{i}}", "prompt": "Write note {{i}}."}"""))
        );
        work.Write(
            "datasets/notes/benchmark.yaml",
            """
            id: notes
            version: 1
            title: Notes
            sources: [{ file: data.jsonl, map: { id: id, input: prompt, target: "=" } }]
            prompt: "{{ sample.input }}"
            scorer: { name: judge, criteria: { tone: Is it friendly? } }
            protocol: { epochs: 1 }
            """
        );
        work.Write("jobs/notes.yaml", "{ name: notes, models: [strong, weak], benchmarks: [notes], judging: { models: [judge] }, probe: false }");
        work.Write(
            "labels.jsonl",
            string.Join(
                '\n',
                Enumerable
                    .Range(1, 30)
                    .Select(i =>
                        $$"""{"prompt": "Write note {{i}}.", "first": "A good note.", "second": "A bad note, number {{i}}.", "better": "{{(i % 2 == 0 ? "first" : "second")}}"}"""
                    )
            )
        );

        var measured = await work.RunAsync("judges", "check", "judge", "--labels", Path.Combine(work.Folder, "labels.jsonl"), "--json");
        Assert.True(measured.ExitCode == 0, measured.StandardError);
        var run = await work.RunAsync("run", "notes", "--json");
        Assert.True(run.ExitCode == 0, run.StandardError);

        var summary = JsonDocument.Parse(run.StandardOutput).RootElement;
        var judge = Assert.Single(summary.GetProperty("judges").EnumerateArray());
        Assert.Equal(("notes", 40L), (judge.GetProperty("benchmark").GetString(), judge.GetProperty("verdicts").GetInt64()));
        var report = Path.GetDirectoryName(summary.GetProperty("report").GetString()!)!;
        var page = await File.ReadAllTextAsync(Path.Combine(report, "index.html"), Cancel);
        Assert.Contains("Notes (judged)", page);
        Assert.Contains("id=\"judges\"", page);
        Assert.DoesNotContain("never measured", page);
    }

    /// <summary>Two labels and a pair that is passed over, each by one key, on pages that are what they should be to a screen reader too.</summary>
    private async Task LabelByKeyAsync(WebServe serve, string run)
    {
        var (page, errors) = await browser.OpenAsync(serve);
        await page.AddInitScriptAsync(AccessibilityTests.Script);
        var found = new List<string>();
        foreach (var path in (string[])[$"/reports/{run}/index.html", $"/reports/{run}/pairs/letters/0001.html"])
        {
            Assert.Equal(200, (await page.GotoAsync(path))!.Status);
            found.AddRange((await AccessibilityTests.FindAsync(page)).Select(v => $"{path}: {v}"));
        }

        await page.GotoAsync($"/runs/{run}/labels?benchmark=letters");
        await page.GetByLabel("Your name").FillAsync("berta");
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        foreach (var (key, seen) in ((string, int)[])[("1", 0), ("0", 1), ("s", 2)])
        {
            await Assertions.Expect(page.GetByText($"berta has seen {seen} of 60 pairs")).ToBeVisibleAsync();
            await page.WaitForFunctionAsync("document.readyState === 'complete'"); // the script listens
            if (seen == 0)
                found.AddRange((await AccessibilityTests.FindAsync(page)).Select(v => $"labels: {v}"));
            await page.Keyboard.PressAsync(key);
        }

        await Assertions.Expect(page.GetByText("berta has seen 3 of 60 pairs")).ToBeVisibleAsync();
        Assert.Empty(found);
        Assert.Empty(errors);
    }

    /// <summary>A label by the page's own form, which hides whose answers they are and needs no script.</summary>
    private static async Task LabelByFormAsync(WebServe serve, string run)
    {
        using var shown = await serve.GetAsync($"/runs/{run}/labels?benchmark=letters&rater=anna");
        var page = await shown.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.DoesNotContain("Strong model", page);
        Assert.DoesNotContain("Weak model", page);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/runs/{run}/labels")
        {
            Content = new FormUrlEncodedContent([
                .. Hidden()
                    .Matches(page)
                    .Select(m => KeyValuePair.Create(WebUtility.HtmlDecode(m.Groups[1].Value), WebUtility.HtmlDecode(m.Groups[2].Value))),
                KeyValuePair.Create("choice", "left"),
            ]),
        };
        if (shown.Headers.TryGetValues("Set-Cookie", out var cookies))
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => c.Split(';')[0])));
        using var saved = await serve.Http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        using var elsewhere = await serve.GetAsync($"/runs/{run}/labels?benchmark=no-such");
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    private static (int Unscored, long Verdicts, JsonElement Summary) Judged(string json)
    {
        var summary = JsonDocument.Parse(json).RootElement;
        var duels = summary.GetProperty("head_to_head").EnumerateArray().SelectMany(h => h.GetProperty("duels").EnumerateArray());
        var judges = summary.GetProperty("judges").EnumerateArray();
        return (duels.Sum(d => d.GetProperty("unscored").GetInt32()), judges.Sum(j => j.GetProperty("verdicts").GetInt64()), summary);
    }

    private static Workplace NewWorkplace()
    {
        var folder = Directory.CreateTempSubdirectory("showdown-e2e-").FullName;
        var work = new Workplace { Folder = folder, Datasets = Path.Combine(folder, "datasets") };
        LettersBenchmark.Write(work, 20);
        work.Write(
            "jobs/models.yaml",
            """
            strong: { family: Strong model, connector: simulated, price: { input: 0.6, output: 2.5 }, limits: { concurrency: 8 }, simulation: { seed: 1, skill: { default: 0.9 }, first_token: 1ms, answer_tokens: 20, tokens_per_second: 5000 } }
            middle: { family: Middle model, connector: simulated, price: { input: 0.6, output: 2.5 }, limits: { concurrency: 8 }, simulation: { seed: 2, skill: { default: 0.6 }, first_token: 1ms, answer_tokens: 20, tokens_per_second: 5000 } }
            weak: { family: Weak model, connector: simulated, price: { input: 0.6, output: 2.5 }, limits: { concurrency: 8 }, simulation: { seed: 3, skill: { default: 0.2 }, first_token: 1ms, answer_tokens: 20, tokens_per_second: 5000 } }
            judge: { family: Judge, connector: simulated, price: { input: 10, output: 10 }, limits: { concurrency: 4 }, simulation: { seed: 4, judge: { accuracy: 0.9, failure_rate: 0.01 }, first_token: 1ms, tokens_per_second: 5000 } }
            """
        );
        work.Write(
            "jobs/letters.yaml",
            """
            name: letters
            models: [strong, middle, weak]
            benchmarks: [{ id: letters }]
            judging: { models: [judge] }
            budget: { usd: 0.1 }
            probe: false
            """
        );
        return work;
    }

    [GeneratedRegex("<article class=\"sample\"")]
    private static partial Regex Sample();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">")]
    private static partial Regex Hidden();
}
