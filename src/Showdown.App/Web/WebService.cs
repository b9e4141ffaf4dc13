using System.Text.Json;
using System.Text.Json.Serialization;
using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.OpenApi;
using Showdown.App.Hosting;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.App.Web;

/// <summary>The service: pages, API, dashboard, schedules and, where it has any, the workers of this process.</summary>
internal static class WebService
{
    public static WebApplication Build(AppPaths paths, ServeOptions options, Database database)
    {
        // Empty: no setting of the surroundings (ASPNETCORE_URLS, appsettings.json) may open the service wider than its own options say.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "showdown" });
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(options.Host, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            });
        WebApplication? app = null;
        AddLogging(builder.Logging, isUp: () => app?.Lifetime.ApplicationStarted.IsCancellationRequested == true);
        Telemetry.Add(builder.Services, builder.Configuration, web: true);
        builder
            .Services.AddShowdown(paths, database)
            .AddJobs(paths, options.Asks, options.Limits)
            .AddWorkers(options.Asking, options.Queues)
            .AddSingleton(options)
            .AddSingleton<Pages>()
            .AddSingleton(_ => PageTurns.OfThisMachine())
            .AddSingleton<LiveRuns>()
            .AddSingleton<RunSummaries>()
            .AddSingleton<RunList>()
            .AddSingleton<RunPages>()
            .AddSingleton<JobsPages>()
            .AddSingleton<ModelsPages>()
            .AddSingleton<ModelHealthReader>()
            .AddHostedService<ScheduleKeeper>()
            .Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(15))
            .AddRouting()
            .AddProblemDetails()
            .AddOpenApi(document =>
                document.AddDocumentTransformer(
                    (api, _, _) =>
                    {
                        api.Info.Title = "Showdown";
                        api.Info.Description =
                            "Runs, jobs and models of a Showdown service. With a guarded service every request carries 'Authorization: Bearer TOKEN'.";
                        api.Info.Version = ProgramVersion.Text.Split('+')[0];
                        var components = api.Components ??= new OpenApiComponents();
                        components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
                        {
                            ["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
                        };
                        api.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("token", api)] = [] }];
                        return Task.CompletedTask;
                    }
                )
            )
            .ConfigureHttpJsonOptions(json =>
            {
                json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
                json.SerializerOptions.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow; // a misspelt field must not be a field left out
            })
            .Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true) // so that the answer can say what was wrong
            .AddHealthChecks()
            .AddCheck<DatabaseHealth>("database");
        Access.Add(builder.Services, paths, options);
        // Without a password the names of this machine alone are answered: a foreign name that points here (DNS rebinding) would make a foreign page
        // one of ours.
        builder.Services.Configure<HostFilteringOptions>(names => names.AllowedHosts = ["localhost", "127.0.0.1", "[::1]", options.Host.ToString()]);
        app = builder.Build();
        Map(app, options);
        return app;
    }

    private static void Map(WebApplication app, ServeOptions options)
    {
        if (options.Proxies.Count > 0)
            app.UseForwardedHeaders(ForwardedBy(options.Proxies));
        app.UseSecurityHeaders(options.PublicUrl?.Scheme == "https");
        app.UseErrorPages();
        app.Use(AnswerHead);
        if (!options.Guarded)
            app.UseHostFiltering();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapAssets(app.Services.GetRequiredService<Pages>());
        app.MapReports();
        app.MapPages();
        app.MapApi();
        app.MapOpenApi("/api/openapi.json");
        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics");
        app.MapHangfireDashboard(
            "/hangfire",
            new DashboardOptions
            {
                DashboardTitle = "Showdown's queue",
                AppPath = "/",
                DisplayStorageConnectionString = false,
                Authorization = [new DashboardAccess(options.Guarded)],
            }
        );
        // Somebody who is not logged in is told so whatever they ask for, not which pages there are.
        app.MapGet("/{**path}", () => HttpResults.NotFound()).ExcludeFromDescription();
    }

    /// <summary>HEAD is answered like GET, and the server leaves the body out. A stream of events has no end, and so no HEAD.</summary>
    private static Task AnswerHead(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method) && !context.Request.Path.Value!.EndsWith("/events", StringComparison.Ordinal))
            context.Request.Method = HttpMethods.Get;
        return next(context);
    }

    /// <summary>Who a request came from is believed of the named proxies, and of nobody else.</summary>
    private static ForwardedHeadersOptions ForwardedBy(IReadOnlyList<System.Net.IPNetwork> proxies)
    {
        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            forwarded.KnownIPNetworks.Add(proxy);
        return forwarded;
    }

    /// <param name="isUp">Until then the host has nothing to say of itself: why it did not start is thrown, and told in a sentence.</param>
    private static void AddLogging(ILoggingBuilder logging, Func<bool> isUp)
    {
        logging.AddLines();
        logging.AddFilter(
            (category, level) =>
                level >= (category?.StartsWith("Showdown", StringComparison.Ordinal) == true ? LogLevel.Information : LogLevel.Warning)
                && (isUp() || category?.StartsWith("Microsoft.Extensions.Hosting", StringComparison.Ordinal) != true)
        );
        logging.AddFilter("Showdown.App.Web.Access", LogLevel.Warning); // else a line for each wrong token: the limit of tries says it once
        // Keys of the sessions lie in the data folder, readable by its owner alone; there is no second place to encrypt them with.
        logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
    }

    // Hangfire's own filter lets in what comes from this machine, and is fooled by a proxy on it.
    private sealed class DashboardAccess(bool guarded) : IDashboardAuthorizationFilter
    {
        public bool Authorize(DashboardContext context) => !guarded || context.GetHttpContext().User.Identity is { IsAuthenticated: true };
    }
}
