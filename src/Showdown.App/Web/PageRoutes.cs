using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Showdown.App.Hosting;
using Showdown.Domain;
using Showdown.Jobs;
using Showdown.Operations;
using Showdown.Pages.Compare;
using Showdown.Pages.Index;
using Showdown.Results;
using Showdown.Scheduling;

namespace Showdown.App.Web;

/// <summary>The pages and their buttons. Every button is a form with a token; a form without it is refused.</summary>
internal static class PageRoutes
{
    private const int RunsShown = 50;
    private const int RunsAtMost = 1000;

    public static void MapPages(this IEndpointRouteBuilder app)
    {
        var pagesOnly = app.MapGroup("")
            .ExcludeFromDescription()
            .AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<PageTurns>().TakeAsync(context, next));
        pagesOnly.MapGet("/", RunsAsync);
        pagesOnly.MapGet("/runs", () => HttpResults.Redirect("/"));
        pagesOnly.MapGet("/runs/{id}", RunAsync);
        pagesOnly.MapGet(
            "/jobs",
            async (HttpContext context, Pages pages, JobsPages jobs) =>
                pages.Render(context, "jobs", await jobs.OfAsync(pages.Frame(context, "Jobs", "jobs"), context.RequestAborted))
        );
        pagesOnly.MapGet(
            "/models",
            async (HttpContext context, Pages pages, ModelsPages models) =>
                pages.Render(context, "models", await models.OfAsync(pages.Frame(context, "Models", "models"), context.RequestAborted))
        );

        pagesOnly.MapGet("/start", BeforeStartAsync);
        pagesOnly.MapGet("/runs/{id}/rerun", BeforeRerunAsync);

        var buttons = pagesOnly.MapGroup("").AddEndpointFilter(RefuseWithoutTokenAsync);
        buttons.MapPost("/runs", StartAsync);
        buttons.MapPost("/runs/{id}/rerun", RerunAsync);
        buttons.MapPost("/runs/{id}/resume", ResumeAsync);
        buttons.MapPost("/runs/{id}/cancel", CancelAsync);
        buttons.MapPost("/runs/{id}/enough", EnoughAsync);
        buttons.MapPost("/runs/{id}/go-on", GoOnAsync);
        buttons.MapPost("/runs/{id}/report", RenderAsync);
        buttons.MapPost("/runs/{id}/compare", CompareAsync);
        LabelsPage.Map(pagesOnly, buttons);
        LogIn.Map(pagesOnly, buttons);
    }

    private static async Task<IResult> RunsAsync(
        HttpContext context,
        Pages pages,
        RunList list,
        RunReader reader,
        AppPaths paths,
        ReportFolders folders,
        string? job,
        int? limit
    )
    {
        var cancel = context.RequestAborted;
        var shown = Math.Clamp(limit ?? RunsShown, 1, RunsAtMost);
        var runs = await reader.RunsAsync(job is null ? shown : RunsAtMost, cancel);
        var chosen = runs.Where(r => job is null || r.Settings.Job.Name == job).Take(shown).ToList();
        var items = await list.OfAsync(chosen, cancel);
        var running = items.Where(i => i.Live is not null).ToList();
        var more =
            chosen.Count == shown && shown < RunsAtMost
                ? $"/?limit={Math.Min(RunsAtMost, shown * 4)}{(job is null ? "" : "&job=" + Uri.EscapeDataString(job))}"
                : null;
        var starts =
            items.Count > 0
                ? []
                : JobCatalog
                    .Read(paths.Settings)
                    .Jobs.Where(j => j.Job is not null && j.Problems.Count == 0)
                    .Select(j => new JobButton(j.Name, j.Job!.Description, false))
                    .ToList();
        var frame = pages.Frame(context, job is null ? "Runs" : $"Runs of {job}", "runs") with
        {
            Refresh = running.Count > 0 ? 10 : null,
            RefreshWithoutScript = true,
        };
        return pages.Render(
            context,
            "runs",
            new RunListPage(
                frame,
                job,
                job is null ? null : ReportIndex.TrendAddress(folders.Out, job),
                running,
                [.. items.Except(running)],
                more,
                starts
            )
        );
    }

    private static async Task<IResult> RunAsync(HttpContext context, string id, Pages pages, RunPages runs, RunReader reader)
    {
        if (await reader.RunAsync(id, context.RequestAborted) is not { } run)
            return HttpResults.NotFound();
        var page = await runs.OfAsync(run, (title, simulated, all) => pages.Frame(context, title, "runs", simulated, all), context.RequestAborted);
        return pages.Render(context, "run", page);
    }

    // What a button would do is shown first, with its forecast; the page shown has the button that does it.
    private static async Task<IResult> BeforeStartAsync(HttpContext context, Pages pages, StartRun start)
    {
        var given = context.Request.Query;
        return Render(
            context,
            pages,
            await start.ForecastAsync(start.Named(given["job"].ToString(), PartOf(name => given[name])), context.RequestAborted),
            name => given[name]
        );
    }

    private static async Task<IResult> BeforeRerunAsync(HttpContext context, string id, Pages pages, RunReader reader, RerunRun rerun)
    {
        var given = context.Request.Query;
        return await reader.RunAsync(id, context.RequestAborted) is { } run
            ? Render(
                context,
                pages,
                await rerun.ForecastAsync(run, RerunChoice.Of(PartOf(name => given[name]), given["only"]), context.RequestAborted),
                name => given[name]
            )
            : HttpResults.NotFound();
    }

    private static IResult Render(HttpContext context, Pages pages, PlannedStart planned, Func<string, StringValues> given)
    {
        var chosen =
            from name in (string[])["job", "model", "benchmark", "limit", "epochs", "only"]
            from value in given(name)
            where value.Length > 0
            select new FormField(name, value);
        return pages.Render(
            context,
            "start",
            StartPages.Of(planned, [.. chosen], pages.Frame(context, $"Start {planned.Settings.Job.Name}", planned.Parent is null ? "jobs" : "runs"))
        );
    }

    private static async Task<IResult> StartAsync(HttpContext context, StartRun start)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return ToRun(await start.ExecuteAsync(start.Named(form["job"].ToString(), PartOf(name => form[name])), context.RequestAborted));
    }

    private static async Task<IResult> RerunAsync(HttpContext context, string id, RunReader reader, RerunRun rerun)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (await reader.RunAsync(id, context.RequestAborted) is not { } run)
            return HttpResults.NotFound();
        return await rerun.ExecuteAsync(run, RerunChoice.Of(PartOf(name => form[name]), form["only"]), context.RequestAborted) switch
        {
            RerunResult.Started started => ToRun(started.RunId),
            RerunResult.NothingToAsk => ToRun(id), // its page says what came out how
            var result => throw new InvalidOperationException($"unknown result {result}"),
        };
    }

    private static async Task<IResult> ResumeAsync(HttpContext context, string id, RunReader reader, ResumeRun resume)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (await reader.RunAsync(id, context.RequestAborted) is not { } run)
            return HttpResults.NotFound();
        await resume.ExecuteAsync(run, form["failed"] == "yes", Amount(form["budget_usd"], "budget_usd"), context.RequestAborted);
        return ToRun(id);
    }

    private static async Task<IResult> CancelAsync(HttpContext context, string id, RunReader reader, CancelRun cancel)
    {
        if (await reader.RunAsync(id, context.RequestAborted) is not { } run)
            return HttpResults.NotFound();
        await cancel.ExecuteAsync(run, "on the web page", context.RequestAborted);
        return ToRun(id);
    }

    private static async Task<IResult> EnoughAsync(HttpContext context, string id, RunReader reader, SayEnough enough)
    {
        if (await reader.RunAsync(id, context.RequestAborted) is not { } run)
            return HttpResults.NotFound();
        await enough.ExecuteAsync(run, await BenchmarkAsync(context), context.RequestAborted);
        return ToRun(id);
    }

    private static async Task<IResult> GoOnAsync(HttpContext context, string id, RunReader reader, GoOnToEnd goOn, ResumeRun resume)
    {
        if (await reader.RunAsync(id, context.RequestAborted) is not { } run)
            return HttpResults.NotFound();
        if (await goOn.ExecuteAsync(run, await BenchmarkAsync(context), context.RequestAborted) > 0 && run.Status != RunStatus.Running)
            await resume.ExecuteAsync(run, failedToo: false, budgetUsd: null, context.RequestAborted);
        return ToRun(id);
    }

    // Nothing means all.
    private static async Task<string?> BenchmarkAsync(HttpContext context) =>
        (await context.Request.ReadFormAsync(context.RequestAborted))["benchmark"].ToString() is { Length: > 0 } benchmark ? benchmark : null;

    private static async Task<IResult> RenderAsync(HttpContext context, string id, RunReader reader, RunReports reports)
    {
        if (await reader.RunAsync(id, context.RequestAborted) is not { } run)
            return HttpResults.NotFound();
        await reports.RenewAsync(run, context.RequestAborted);
        return ToRun(id);
    }

    private static async Task<IResult> CompareAsync(HttpContext context, string id, RunReader reader, RunComparer comparer, ReportFolders folders)
    {
        var cancel = context.RequestAborted;
        var form = await context.Request.ReadFormAsync(cancel);
        if (await reader.RunAsync(id, cancel) is not { } run || await reader.RunAsync(form["with"].ToString(), cancel) is not { } other)
            return HttpResults.NotFound();
        var compared = await comparer.CompareAsync([.. new[] { run, other }.OrderBy(r => r.CreatedAt)], folders.Out, cancel);
        return new SeeOther($"/reports/{Path.GetRelativePath(folders.Out, compared.Page).Replace('\\', '/')}");
    }

    // 303: whatever was posted, the next request gets.
    private static SeeOther ToRun(string id) => new SeeOther($"/runs/{id}");

    private static JobPart PartOf(Func<string, StringValues> given) =>
        new()
        {
            Models = [.. given("model").OfType<string>()],
            Benchmarks = [.. given("benchmark").OfType<string>()],
            Limit = Number(given("limit"), "limit"),
            Epochs = Number(given("epochs"), "epochs"),
            BudgetUsd = Amount(given("budget_usd"), "budget_usd"),
        };

    private static int? Number(StringValues given, string name)
    {
        var text = given.ToString().Trim();
        if (text.Length == 0)
            return null;
        return int.TryParse(text, out var number) ? number : throw new SettingsException($"'{name}' must be a whole number from 1, not '{text}'.");
    }

    private static decimal? Amount(StringValues given, string name)
    {
        var text = given.ToString().Trim();
        if (text.Length == 0)
            return null;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            ? amount
            : throw new SettingsException($"'{name}' must be an amount such as 25 or 12.50, not '{text}'.");
    }

    private static async ValueTask<object?> RefuseWithoutTokenAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
            return await next(invocation);
        return ErrorPages.Page(
            context,
            StatusCodes.Status400BadRequest,
            "This form has expired",
            ["Go back, reload the page and try again. Nothing was changed."]
        );
    }
}
