using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Showdown.EndToEnd;

/// <summary>Answers that a judge compares, from the job file to the page, the budget and people's labels.</summary>
public sealed partial class HeadToHeadTests
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

        await LabelAsync(work, summary.GetProperty("run").GetString()!);
    }

    /// <summary>Two labels by the page's own form, which hides whose answers they are.</summary>
    private static async Task LabelAsync(Workplace work, string run)
    {
        await using var serve = await WebServe.StartAsync(work);
        var address = $"/runs/{run}/labels?benchmark=letters&rater=anna";
        foreach (var choice in (string[])["left", "tie"])
        {
            using var shown = await serve.GetAsync(address);
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
                    KeyValuePair.Create("choice", choice),
                ]),
            };
            if (shown.Headers.TryGetValues("Set-Cookie", out var cookies))
                request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => c.Split(';')[0])));
            using var saved = await serve.Http.SendAsync(request, Cancel);
            Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        }

        using var labels = await serve.GetAsync($"/runs/{run}/labels.jsonl?benchmark=letters");
        Assert.Equal(2, (await labels.Content.ReadAsStringAsync(Cancel)).TrimEnd().Split('\n').Length);
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
        work.Write(
            "datasets/letters/data.jsonl",
            string.Join('\n', Enumerable.Range(1, 20).Select(i => $$"""{"id": "s{{i}}", "prompt": "Write letter {{i}}."}"""))
        );
        work.Write(
            "datasets/letters/benchmark.yaml",
            """
            id: letters
            version: 1
            title: Letters
            sources: [{ file: data.jsonl, map: { id: id, input: prompt, target: "=" } }]
            prompt: "{{ sample.input }}"
            compare: pairwise
            protocol: { epochs: 1 }
            """
        );
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
