using Microsoft.Playwright;

namespace Showdown.EndToEnd;

/// <content>Runs that end as soon as they are sure, followed and ended by hand.</content>
public sealed partial class WebPagesTests
{
    [Fact]
    public async Task EnoughEndsARun_AndGoOnAsksTheRest()
    {
        using var work = WebJobs.Write(new Workplace());
        // Of two models that are alike no comparison is sure by itself; all of it would take minutes: there is time to press a button.
        work.Write(
            "jobs/models.yaml",
            """
            one: { family: One, connector: simulated, limits: { concurrency: 4 }, simulation: { seed: 1, skill: { default: 0.5 }, first_token: 2s, answer_tokens: 10 } }
            two: { family: Two, connector: simulated, limits: { concurrency: 4 }, simulation: { seed: 1, skill: { default: 0.5 }, first_token: 2s, answer_tokens: 10 } }
            """
        );
        work.Write("jobs/small.yaml", "name: small\nmodels: [one, two]\nbenchmarks: [{ id: quickstart-choice, epochs: 20 }]\nstop: sure\n");
        await using var serve = await WebServe.StartAsync(work);
        var (page, errors) = await browser.OpenAsync(serve, new() { ColorScheme = ColorScheme.Dark });
        await StartAsync(page, "small");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("One against Two");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("of the way to a verdict");
        await ShotAsync(page, "run-stopping-dark");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enough" }).ClickAsync();
        await EndedAsync(page);
        await Assertions.Expect(page.Locator(".kicker .status")).ToHaveTextAsync("complete");
        await Assertions.Expect(page.Locator(".facts")).ToContainTextAsync("of 2,560 attempts were asked");
        await ShotAsync(page, "run-enough-dark");

        await page.GetByRole(AriaRole.Button, new() { Name = "Go on to the end" }).ClickAsync();
        await Assertions.Expect(page.Locator(".kicker .status")).ToHaveTextAsync("running");
        await page.GetByRole(AriaRole.Button, new() { Name = "Enough" }).ClickAsync();
        await EndedAsync(page);
        await Assertions.Expect(page.Locator(".kicker .status")).ToHaveTextAsync("complete");
        Assert.Empty(errors);
    }
}
