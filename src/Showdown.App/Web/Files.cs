using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using Showdown.Jobs;

namespace Showdown.App.Web;

/// <summary>Style sheets, the script, and the folders of the reports.</summary>
internal static class Files
{
    private static readonly Dictionary<string, string> _types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json; charset=utf-8",
        [".svg"] = "image/svg+xml; charset=utf-8",
        [".txt"] = "text/plain; charset=utf-8",
        [".md"] = "text/plain; charset=utf-8",
        [".csv"] = "text/csv; charset=utf-8",
        [".jsonl"] = "application/jsonl; charset=utf-8",
        [".parquet"] = "application/octet-stream",
        [".gz"] = "application/gzip",
    };

    public static void MapAssets(this IEndpointRouteBuilder app, Pages pages)
    {
        foreach (
            var (name, file) in new[]
            {
                ("report.css", "assets/report.css"),
                ("web.css", "web/assets/web.css"),
                ("web.js", "web/assets/web.js"),
                ("labels.js", "web/assets/labels.js"),
            }
        )
        {
            var bytes = Encoding.UTF8.GetBytes(pages.Files.Read(file));
            var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..16]}\"");
            app.MapGet(
                    "/assets/" + name,
                    (HttpContext context) =>
                    {
                        context.Response.Headers.CacheControl = "no-cache"; // asked for again each time, and answered with "not modified"
                        return HttpResults.Bytes(bytes, _types[Path.GetExtension(name)], entityTag: tag);
                    }
                )
                .AllowAnonymous()
                .ExcludeFromDescription();
        }
    }

    /// <summary>True when something on the way to a file is a link, which may lead out of the folder.</summary>
    private static bool LeadsElsewhere(string top, string file)
    {
        var below = Path.GetFullPath(top);
        for (var path = file; path is not null && path.Length > below.Length; path = Path.GetDirectoryName(path))
        {
            if (new FileInfo(path).LinkTarget is not null)
                return true;
        }

        return false;
    }

    public static void MapReports(this IEndpointRouteBuilder app) =>
        app.MapGet(
                "/reports/{run}/{**path}",
                (HttpContext context, string run, string? path, ReportFolders folders) =>
                {
                    // The index of all reports is the one file that is in no folder of a run.
                    if (run == "index.html" && !File.Exists(Path.Combine(folders.Out, run)))
                        return HttpResults.Redirect("/"); // no report yet: the list of runs says how to make one
                    if (string.IsNullOrEmpty(path) && run != "index.html")
                        return HttpResults.Redirect($"/reports/{Uri.EscapeDataString(run)}/index.html");
                    var top = Path.GetFullPath(folders.Out) + Path.DirectorySeparatorChar;
                    var file = Path.GetFullPath(Path.Combine(folders.Of(run), path ?? ""));
                    // Below the folder of the run itself: no way out of it, and not into the folders that are being written.
                    if (
                        !(file + Path.DirectorySeparatorChar).StartsWith($"{top}{run}{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                        || run.StartsWith('.')
                        || !_types.TryGetValue(Path.GetExtension(file), out var type)
                        || !File.Exists(file)
                        || LeadsElsewhere(folders.Out, file)
                    )
                        return HttpResults.NotFound();
                    context.Response.Headers.CacheControl = "no-cache";
                    var written = File.GetLastWriteTimeUtc(file);
                    var tag = new EntityTagHeaderValue($"\"{written.Ticks:x}\"");
                    return type.StartsWith("text/html", StringComparison.Ordinal)
                        ? HttpResults.Bytes(
                            Encoding.UTF8.GetBytes(WithWayBack(File.ReadAllText(file), run)),
                            type,
                            lastModified: written,
                            entityTag: tag
                        )
                        : HttpResults.File(file, type, lastModified: written, entityTag: tag, enableRangeProcessing: false);
                }
            )
            .AddEndpointFilter((context, next) => context.HttpContext.RequestServices.GetRequiredService<PageTurns>().TakeAsync(context, next))
            .ExcludeFromDescription();

    /// <summary>A report stands for itself, in any folder; inside the service it leads back to it.</summary>
    private static string WithWayBack(string page, string run)
    {
        const string Kicker = "<p class=\"kicker\">";
        var at = page.IndexOf(Kicker, StringComparison.Ordinal);
        if (at < 0)
            return page;
        var (address, name) = run is "index.html" or "trend" or "compare"
            ? ("/", "Runs")
            : ($"/runs/{Uri.EscapeDataString(run)}", "This run in the service");
        return page.Insert(at + Kicker.Length, $"<a href=\"{address}\">{name}</a> · ");
    }
}
