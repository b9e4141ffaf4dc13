using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Showdown.Analysis.Summary;
using Showdown.App.Hosting;
using Showdown.Exporting;
using Showdown.Operations;
using Showdown.Results;
using Showdown.Scheduling;
using Showdown.Settings;

namespace Showdown.App.Web;

/// <summary>The API for programs: small JSON documents with snake_case names, described in /api/openapi.json.</summary>
internal static class Api
{
    public const int RunsAtMost = 1000;

    private const int RunsShown = 50;

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<PageTurns>().TakeAsync(context, next));
        api.MapGet("/runs", RunsAsync)
            .WithName("ListRuns")
            .WithSummary("Runs, newest first: 50, or as many as 'limit' says, from 1 to 1000")
            .Produces<RunItem[]>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        api.MapGet("/runs/{id}", RunAsync)
            .WithName("GetRun")
            .WithSummary("A run's figures: the document of 'showdown show --json'")
            .WithDescription("While it goes on they may be some seconds old; /api/runs/{id}/events tells how far it is.")
            .Produces<RunSummary>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/runs/{id}/events", EventsAsync)
            .WithName("FollowRun")
            .WithSummary("Server-sent events: 'progress' every second, then one 'ended'")
            .Produces<LiveRun>(contentType: "text/event-stream")
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/runs/{id}/export", ExportAsync)
            .WithName("ExportRun")
            .WithSummary($"Every attempt of a run as a file. 'format': {string.Join(", ", Exports.Formats)} (default: jsonl)")
            .Produces(StatusCodes.Status200OK)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/forecasts", ForecastAsync)
            .WithName("ForecastRun")
            .WithSummary("What a start with this body would use: attempts, tokens, money. Starts nothing and asks no model")
            .Produces<ForecastItem>()
            .ProducesBadInput();
        api.MapPost("/runs", StartAsync)
            .WithName("StartRun")
            .WithSummary("Starts a job, or a part of it")
            .WithDescription("It asks, and pays, at once: POST /api/forecasts with the same body tells what for. 'budget_usd' limits it.")
            .Produces<StartedRun>(StatusCodes.Status201Created)
            .ProducesBadInput();
        api.MapPost("/runs/{id}/forecast", ForecastRerunAsync)
            .WithName("ForecastRerun")
            .WithSummary("What a rerun with this body would use. Starts nothing and asks no model")
            .Produces<ForecastItem>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesBadInput();
        api.MapPost("/runs/{id}/rerun", RerunAsync)
            .WithName("RerunRun")
            .WithSummary("Repeats a run with its frozen settings, as a new run")
            .WithDescription("It asks, and pays, at once: POST /api/runs/{id}/forecast with the same body tells what for.")
            .Produces<StartedRun>(StatusCodes.Status201Created)
            .Produces<NothingStarted>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesBadInput();
        api.MapPost("/runs/{id}/resume", ResumeAsync)
            .WithName("ResumeRun")
            .WithSummary("Asks for what an ended run lacks")
            .Produces(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesBadInput();
        api.MapPost("/runs/{id}/cancel", CancelAsync)
            .WithName("CancelRun")
            .WithSummary("Ends a run; what is finished is kept")
            .Produces(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        api.MapPost("/runs/{id}/enough", EnoughAsync)
            .WithName("EndEarly")
            .WithSummary("Ends what was started with 'stop: sure', as it is: complete, with verdicts that hold")
            .WithDescription("Of one benchmark with ?benchmark=ID, else of all that were started with 'stop: sure'.")
            .Produces(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesBadInput();
        api.MapPost("/runs/{id}/go-on", GoOnAsync)
            .WithName("GoOnToEnd")
            .WithSummary("Asks all samples of what was started with 'stop: sure', however sure it is")
            .WithDescription("Of one benchmark with ?benchmark=ID, else of all that were started with 'stop: sure'. A run that has ended is resumed.")
            .Produces(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesBadInput();
        api.MapGet("/jobs", JobsAsync).WithName("ListJobs").WithSummary("Job files with their schedules and what is wrong in them");
        api.MapGet("/models", Models).WithName("ListModels").WithSummary("Models; of a key only the variable's name and whether it is set");
    }

    private static async Task<IResult> RunsAsync(RunReader reader, string? job, int? limit, CancellationToken cancel)
    {
        var shown = limit ?? RunsShown;
        if (shown is < 1 or > RunsAtMost)
            return TypedResults.Problem(
                $"'limit' must be a whole number from 1 to {RunsAtMost}, not {shown}.",
                statusCode: StatusCodes.Status400BadRequest,
                title: "This could not be read"
            );
        var runs = await reader.RunsAsync(job is null ? shown : RunsAtMost, cancel);
        return TypedResults.Ok(runs.Where(r => job is null || r.Settings.Job.Name == job).Take(shown).Select(RunItem.Of).ToArray());
    }

    private static async Task<IResult> RunAsync(string id, RunReader reader, RunSummaries summaries, CancellationToken cancel)
    {
        if (await reader.RunAsync(id, cancel) is not { } run)
            return NoRun(id);
        var summary = await summaries.ReadAsync(run, cancel);
        return HttpResults.Content(RunSummaryJson.Serialize(summary with { Report = RunItem.ReportOf(run) }), "application/json; charset=utf-8");
    }

    private static async Task<IResult> EventsAsync(string id, RunReader reader, LiveRuns live, CancellationToken cancel) =>
        await reader.RunAsync(id, cancel) is null ? NoRun(id) : TypedResults.ServerSentEvents(live.WatchAsync(id, cancel));

    private static async Task<IResult> ExportAsync(string id, string? format, RunReader reader, Exporter exporter, CancellationToken cancel)
    {
        if (await reader.RunAsync(id, cancel) is null)
            return NoRun(id);
        format ??= Exports.Formats[0];
        return Exports.Formats.Contains(format)
            ? await Exports.FileAsync(id, format, exporter, cancel)
            : TypedResults.Problem(
                $"'format' cannot be '{format}'. Allowed: {string.Join(", ", Exports.Formats)}.",
                statusCode: StatusCodes.Status400BadRequest,
                title: "This could not be read"
            );
    }

    private static async Task<Ok<ForecastItem>> ForecastAsync(StartRequest request, StartRun start, CancellationToken cancel) =>
        TypedResults.Ok(ForecastItem.Of(await start.ForecastAsync(start.Named(request.Job, request.Part), cancel)));

    private static async Task<IResult> StartAsync(StartRequest request, StartRun start, CancellationToken cancel) =>
        Started(await start.ExecuteAsync(start.Named(request.Job, request.Part), cancel));

    private static async Task<IResult> ForecastRerunAsync(
        string id,
        RerunRequest? request,
        RunReader reader,
        RerunRun rerun,
        CancellationToken cancel
    ) =>
        await reader.RunAsync(id, cancel) is { } run
            ? TypedResults.Ok(ForecastItem.Of(await rerun.ForecastAsync(run, (request ?? RerunRequest.Whole).Choice, cancel)))
            : NoRun(id);

    private static async Task<IResult> RerunAsync(string id, RerunRequest? request, RunReader reader, RerunRun rerun, CancellationToken cancel) =>
        await reader.RunAsync(id, cancel) is not { } run
            ? NoRun(id)
            : await rerun.ExecuteAsync(run, (request ?? RerunRequest.Whole).Choice, cancel) switch
            {
                RerunResult.Started started => Started(started.RunId),
                RerunResult.NothingToAsk nothing => TypedResults.Ok(new NothingStarted(nothing.Reason)),
                var result => throw new InvalidOperationException($"unknown result {result}"),
            };

    private static async Task<IResult> ResumeAsync(string id, ResumeRequest? request, RunReader reader, ResumeRun resume, CancellationToken cancel)
    {
        if (await reader.RunAsync(id, cancel) is not { } run)
            return NoRun(id);
        await resume.ExecuteAsync(run, request?.Failed ?? false, request?.BudgetUsd, cancel);
        return HttpResults.Accepted($"/api/runs/{id}");
    }

    private static async Task<IResult> CancelAsync(string id, RunReader reader, CancelRun cancelRun, CancellationToken cancel)
    {
        if (await reader.RunAsync(id, cancel) is not { } run)
            return NoRun(id);
        return await cancelRun.ExecuteAsync(run, "by the API", cancel)
            ? HttpResults.Accepted($"/api/runs/{id}")
            : HttpResults.Problem("The run had ended already.", statusCode: StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> EnoughAsync(string id, string? benchmark, RunReader reader, SayEnough enough, CancellationToken cancel)
    {
        if (await reader.RunAsync(id, cancel) is not { } run)
            return NoRun(id);
        await enough.ExecuteAsync(run, benchmark, cancel);
        return HttpResults.Accepted($"/api/runs/{id}");
    }

    private static async Task<IResult> GoOnAsync(
        string id,
        string? benchmark,
        RunReader reader,
        GoOnToEnd goOn,
        ResumeRun resume,
        CancellationToken cancel
    )
    {
        if (await reader.RunAsync(id, cancel) is not { } run)
            return NoRun(id);
        if (await goOn.ExecuteAsync(run, benchmark, cancel) > 0 && run.Status != RunStatus.Running)
            await resume.ExecuteAsync(run, failedToo: false, budgetUsd: null, cancel);
        return HttpResults.Accepted($"/api/runs/{id}");
    }

    private static async Task<Ok<JobItem[]>> JobsAsync(AppPaths paths, ScheduleStore schedules, TimeProvider time, CancellationToken cancel)
    {
        var catalog = JobCatalog.Read(paths.Settings);
        var items = new List<JobItem>();
        foreach (var entry in catalog.Jobs)
        {
            var state = await schedules.StateAsync(entry.Name, cancel);
            items.Add(JobItem.Of(entry, catalog.Problems, state, time.GetUtcNow()));
        }

        return TypedResults.Ok(items.ToArray());
    }

    private static Ok<ModelItem[]> Models(AppPaths paths)
    {
        var models = Showdown.Models.ModelsFile.Read(paths.Settings.ModelsFile, new Problems());
        return TypedResults.Ok(models.Values.Select(ModelItem.Of).ToArray());
    }

    private static RouteHandlerBuilder ProducesBadInput(this RouteHandlerBuilder route) =>
        route
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static ProblemHttpResult NoRun(string id) =>
        TypedResults.Problem($"There is no run '{id}'. GET /api/runs lists them.", statusCode: StatusCodes.Status404NotFound, title: "Not here");

    private static IResult Started(string id) => HttpResults.Created($"/api/runs/{id}", new StartedRun(id));
}
