using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Showdown.EndToEnd;

/// <summary>The service as a person sees it, in a real browser.</summary>
public sealed partial class WebPagesTests(WebBrowser browser) : IClassFixture<WebBrowser>
{
    private const string Password = "password of the tests";

    [Fact]
    public async Task Buttons_StartFollowReadCancelResumeAndRepeatARun()
    {
        using var work = WebJobs.Write(new Workplace());
        // What is to be looked at while it goes on goes on for minutes: the machine may be slow.
        work.Write("jobs/slow.yaml", "models: [slow]\nbenchmarks: [{ id: quickstart-choice, epochs: 20 }]\n");
        work.Write("jobs/frugal.yaml", "models: [strong]\nbenchmarks: [{ id: quickstart-choice }]\nbudget: { usd: 0.001 }\n");
        await using var serve = await WebServe.StartAsync(work);
        var (page, errors) = await browser.OpenAsync(serve);

        await StartAsync(page, "small");

        // The end: verdicts and a report, without anybody pressing reload.
        await page.GetByRole(AriaRole.Link, new() { Name = "Read the report" }).WaitForAsync();
        var run = page.Url;
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Strong model is better for");
        await Assertions.Expect(page.Locator(".verdicts li")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator(".simulated")).ToBeVisibleAsync();
        await ShotAsync(page, "run-complete");

        // The report, and down to one attempt.
        await page.GetByRole(AriaRole.Link, new() { Name = "Read the report" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(ReportAddress());
        await page.Locator("#evidence a").First.ClickAsync();
        await page.GoBackAsync();
        await page.GotoAsync(run);

        // The same again, for one model only.
        await page.GetByText("Only some models or benchmarks").ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Strong model" }).UncheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Rerun" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Running small again will cost about $");
        await Assertions.Expect(page.Locator(".forecast tbody tr:not(.group)")).ToHaveCountAsync(2);
        await ShotAsync(page, "rerun");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the rerun" }).ClickAsync();
        await Assertions.Expect(page.Locator(".kicker")).ToContainTextAsync("repeats");
        Assert.NotEqual(run, page.Url);
        await page.GetByRole(AriaRole.Link, new() { Name = "Read the report" }).WaitForAsync();
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("Strong model");

        // Live: the count rises while the page stays. Cancelled, it ends.
        await StartAsync(page, "slow");
        await page.WaitForSelectorAsync("[data-row]");
        var first = await DoneAsync(page);
        await page.WaitForFunctionAsync(
            "before => Number(document.querySelector('[data-total]').textContent.split(' ')[0].replace(',', '')) > before",
            first
        );
        await Assertions.Expect(page.Locator("[data-pace]")).ToContainTextAsync("a second");
        await ShotAsync(page, "run-live");

        // So does the list.
        var list = await page.Context.NewPageAsync();
        await list.GotoAsync("/");
        await list.EvaluateAsync("window.stays = true");
        var before = await list.Locator(".runs .progress").First.GetAttributeAsync("aria-label");
        await list.WaitForFunctionAsync("before => document.querySelector('.runs .progress').getAttribute('aria-label') !== before", before);
        Assert.True(await list.EvaluateAsync<bool>("window.stays === true"));
        await list.CloseAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await Assertions.Expect(page.Locator(".kicker .status")).ToHaveTextAsync("cancelled");
        await EndedAsync(page);
        await ShotAsync(page, "run-cancelled");

        // Stopped by its budget, and resumed with more: it ends complete.
        await StartAsync(page, "frugal");
        await EndedAsync(page);
        await Assertions.Expect(page.Locator(".kicker .status")).ToHaveTextAsync("incomplete");
        await Assertions.Expect(page.Locator(".warning").First).ToContainTextAsync("the budget of $0.001 is spent");
        await ShotAsync(page, "run-incomplete");
        await page.GetByLabel("Budget of the whole run").FillAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Assertions.Expect(page.Locator(".kicker .status")).ToHaveTextAsync("complete");
        await EndedAsync(page);

        await page.GotoAsync("/");
        await Assertions.Expect(page.Locator(".runs > li")).ToHaveCountAsync(4);
        await Assertions.Expect(page.Locator(".runs .value")).Not.ToHaveCountAsync(0);
        await ShotAsync(page, "runs");
        await page.GotoAsync("/jobs");
        await ShotAsync(page, "jobs");
        await page.GotoAsync("/models");
        await ShotAsync(page, "models");
        await page.GotoAsync("/hangfire");
        await ShotAsync(page, "hangfire");
        await page.GotoAsync("/hangfire/jobs/succeeded");
        Assert.Empty(errors);
    }

    [Fact]
    public async Task LogIn_OpensThePages_AndNothingElseDoes()
    {
        using var work = WebJobs.Write(new Workplace());
        await using var serve = await WebServe.StartAsync(work, new() { ["SHOWDOWN_PASSWORD"] = Password });
        var (page, _) = await browser.OpenAsync(serve);

        await page.GotoAsync("/jobs");
        await Assertions.Expect(page).ToHaveURLAsync(LogInAddress());
        await ShotAsync(page, "login");
        await page.GetByLabel("Password").FillAsync("not the password");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("not the password");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(serve.Address, "/jobs").ToString());

        var session = (await page.Context.CookiesAsync()).Single(c => c.Name == "showdown.session");
        Assert.True(session is { HttpOnly: true, SameSite: SameSiteAttribute.Strict });
        await page.GotoAsync("/hangfire");
        await Assertions.Expect(page.Locator("body")).ToContainTextAsync("Showdown's queue");

        // A session is good for pages; a button of another site's page is not.
        using (
            var forged = new HttpRequestMessage(HttpMethod.Post, "/api/runs")
            {
                Content = new StringContent("""{"job":"small"}""", null, "application/json"),
            }
        )
        {
            forged.Headers.Add("Cookie", $"showdown.session={session.Value}");
            forged.Headers.Add("Origin", "https://evil.example");
            using var reply = await serve.Http.SendAsync(forged, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Forbidden, reply.StatusCode);
        }

        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await page.GotoAsync("/models");
        await Assertions.Expect(page).ToHaveURLAsync(LogInAddress());

        // Tries without the form's token count for nothing. Guesses at once are slowed, and refused when many wait; the owner still comes in.
        for (var tries = 0; tries < 10; tries++)
            (await serve.Http.PostAsync("/login", null, TestContext.Current.CancellationToken)).Dispose();
        var answers = await page.EvaluateAsync<int[]>(
            """
            async () => {
                const guess = new URLSearchParams(new FormData(document.querySelector('form:has(input[type=password])')));
                guess.set('password', 'guess');
                const replies = await Promise.all(Array.from({ length: 30 }, () => fetch('/login', { method: 'POST', body: guess })));
                return replies.map(reply => reply.status);
            }
            """
        );
        Assert.Equal([401, 429], answers.Distinct().Order());
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(serve.Address, "/models").ToString());
    }

    [Fact]
    public async Task Schedule_StartsByItself_AndItsReportAppears()
    {
        using var work = WebJobs.Write(new Workplace());
        await using var serve = await WebServe.StartAsync(work);
        var (page, errors) = await browser.OpenAsync(serve);

        // A file that appears while the service runs, with a time that comes next minute; and one with a mistake beside it.
        var due = TimeProvider.System.GetUtcNow().AddSeconds(75);
        work.Write(
            "jobs/scheduled.yaml",
            $$"""
            name: scheduled
            schedule: { cron: "{{due.Minute}} {{due.Hour}} * * *", time_zone: UTC }
            models: [strong, weak]
            benchmarks: [{ id: quickstart-choice, limit: 20 }]
            """
        );
        work.Write(
            "jobs/broken.yaml",
            """
            name: broken
            schedule: { cron: "* * * * *", time_zone: UTC }
            models: [strong]
            benchmarks: [{ id: quickstart-choice, epochz: 2 }]
            """
        );
        await page.GotoAsync("/jobs");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("broken.yaml(4): 'epochz' is not known here. Did you mean 'epochs'?");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Start broken" })).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync(due.ToString("HH:mm"));
        await ShotAsync(page, "jobs-problem");

        var started = page.Locator(".runs > li", new() { HasText = "scheduled" });
        var patience = TimeProvider.System.GetTimestamp();
        do
        {
            Assert.True(TimeProvider.System.GetElapsedTime(patience) < Patience.Long, $"the schedule did not start: {serve.Log}");
            await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
            await page.GotoAsync("/");
        } while (await started.CountAsync() == 0);

        await started.GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Read the report" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(ReportAddress());
        await page.GotoAsync("/");
        await Assertions.Expect(page.Locator(".runs > li")).ToHaveCountAsync(1); // once, and the broken one never
        Assert.Empty(errors);
    }

    [Fact]
    public async Task Pages_WorkWithoutScripts_AndOnAPhoneInTheDark()
    {
        using var work = WebJobs.Write(new Workplace());
        await using var serve = await WebServe.StartAsync(work);
        var (page, _) = await browser.OpenAsync(
            serve,
            new()
            {
                JavaScriptEnabled = false,
                ViewportSize = new() { Width = 390, Height = 800 },
                ColorScheme = ColorScheme.Dark,
            }
        );

        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start small" }).ClickAsync();
        await ShotAsync(page, "start-phone-dark");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the run" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Progress" }).WaitForAsync();
        // The page loads itself again until the run has ended.
        await page.GetByRole(AriaRole.Link, new() { Name = "Read the report" }).WaitForAsync();
        foreach (
            var (path, name) in new[]
            {
                (page.Url, "run"),
                ("/", "runs"),
                ("/jobs", "jobs"),
                ("/start?job=small", "start-again"),
                ("/models", "models"),
                ("/nowhere", "error"),
            }
        )
        {
            await page.GotoAsync(path);
            await ShotAsync(page, name + "-phone-dark");
            Assert.True(
                await page.Locator("main").EvaluateAsync<int>("e => document.documentElement.scrollWidth") <= 390,
                $"{path} is wider than a phone"
            );
        }
    }

    [Fact]
    public async Task Start_ShowsForecastAndBudget_BeforeAnythingIsAsked()
    {
        using var work = WebJobs.Write(new Workplace());
        await using var serve = await WebServe.StartAsync(work);
        var (page, errors) = await browser.OpenAsync(serve, new() { JavaScriptEnabled = false });
        var headline = page.GetByRole(AriaRole.Heading, new() { Level = 1 });
        var budget = page.GetByLabel("It may spend, in USD at most");

        // A part of the job, by its form; nothing is known yet but the prompts and the cap.
        await page.GotoAsync("/jobs");
        await page.Locator("summary", new() { HasText = "Start a part of it" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Weak model" }).UncheckAsync();
        await page.GetByLabel("Epochs").FillAsync("3");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start this part of small" }).ClickAsync();
        await Assertions.Expect(headline).ToContainTextAsync("Running small will cost at most $");
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("240 attempts"); // 40 + 40 questions, 3 epochs
        await Assertions.Expect(page.Locator(".forecast")).ToContainTextAsync("output cap");
        await Assertions.Expect(page.Locator(".forecast")).Not.ToContainTextAsync("Weak model");
        await Assertions.Expect(budget).ToHaveValueAsync("");
        Assert.Equal("[]", await serve.Http.GetStringAsync("/api/runs", TestContext.Current.CancellationToken));
        await ShotAsync(page, "start");

        // What the form says is what is run: this part, for this money.
        await budget.FillAsync("0.001");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the run" }).ClickAsync();
        await EndedAsync(page);
        await Assertions.Expect(page.Locator(".warning").First).ToContainTextAsync("the budget of $0.001 is spent");
        await Assertions.Expect(page.Locator("main")).Not.ToContainTextAsync("Weak model");

        // From then on it goes by what was used.
        await page.GotoAsync("/start?job=small&model=strong");
        await Assertions.Expect(headline).ToContainTextAsync("Running small will cost ");
        await Assertions.Expect(page.Locator(".forecast")).ToContainTextAsync("earlier runs");

        // A forecast needs no key, a start does.
        work.Write("jobs/keyless.yaml", "models: [keyless]\nbenchmarks: [{ id: quickstart-choice }]\n");
        await page.GotoAsync("/jobs");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Start keyless" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Forecast of keyless" }).ClickAsync();
        await Assertions.Expect(page.Locator(".warning")).ToContainTextAsync("Set WEB_TEST_MISSING_KEY in the service's environment");
        await Assertions.Expect(page.Locator(".forecast")).ToContainTextAsync("64");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Start the run" })).ToHaveCountAsync(0);
        await ShotAsync(page, "start-keyless");

        await page.GotoAsync("/start?job=smal");
        await Assertions.Expect(page.Locator(".problems")).ToContainTextAsync("There is no job 'smal'. Did you mean 'small'?");
        Assert.DoesNotContain(errors, e => !e.Contains("422", StringComparison.Ordinal));
    }

    private static async Task StartAsync(IPage page, string job)
    {
        await page.GotoAsync("/jobs");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start " + job, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Start the run" }).ClickAsync();
    }

    // Until the report is there the page loads itself again.
    private static Task EndedAsync(IPage page) => page.GetByRole(AriaRole.Link, new() { Name = "Read the report" }).WaitForAsync();

    private static async Task<int> DoneAsync(IPage page) =>
        int.TryParse((await page.Locator("[data-total]").InnerTextAsync()).Split(' ')[0].Replace(",", "", StringComparison.Ordinal), out var done)
            ? done
            : 0;

    /// <summary>A picture, where SHOWDOWN_TEST_PICTURES says where to.</summary>
    private static async Task ShotAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SHOWDOWN_TEST_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }

    [GeneratedRegex("/reports/.+/index.html$")]
    private static partial Regex ReportAddress();

    [GeneratedRegex("/login")]
    private static partial Regex LogInAddress();
}
