using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Showdown.Domain;
using Showdown.Results;

namespace Showdown.App.Web;

/// <param name="Lines">What is wrong, and what to do.</param>
internal sealed record ErrorPage(WebFrame Frame, int Status, string Heading, IReadOnlyList<string> Lines);

/// <summary>
/// Turns errors into pages for people and into problem documents for programs. What a fault says goes into the log, never onto a page.
/// </summary>
internal static partial class ErrorPages
{
    public static void UseErrorPages(this WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Showdown.Web");
        app.Use(
            async (context, next) =>
            {
                try
                {
                    if (Paths.IsForPrograms(context.Request.Path))
                        context.Request.EnableBuffering(); // what cannot be read is read again, to say what it is
                    await next(context);
                }
                catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
                {
                    // nobody is there any more
                }
                catch (Exception e) when (!context.Response.HasStarted)
                {
                    var status = StatusOf(e);
                    if (status >= 500)
                        RequestFailed(log, e, context.Request.Method, context.Request.Path);
                    context.Response.Clear();
                    await WriteAsync(
                        context,
                        status,
                        e switch
                        {
                            _ when DatabaseErrors.IsAway(e) =>
                                $"The {app.Services.GetRequiredService<Database>().Name} cannot be reached; this page is here again when it is, and nothing that was finished is lost.",
                            SettingsException => e.Message,
                            BadHttpRequestException bad => await BadInput.ExplainAsync(bad, context),
                            _ => DatabaseErrors.Explain(e, "the data folder"),
                        }
                    );
                }
            }
        );
        app.UseStatusCodePages(pages => WriteAsync(pages.HttpContext, pages.HttpContext.Response.StatusCode, null));
    }

    public static async Task WriteAsync(HttpContext context, int status, string? detail)
    {
        var (heading, usual) = Words(status);
        var result = Paths.IsForPrograms(context.Request.Path)
            ? HttpResults.Problem(detail ?? usual, statusCode: status, title: heading)
            : Page(context, status, heading, (detail ?? usual).Split('\n'));
        await result.ExecuteAsync(context);
    }

    /// <summary>A page that says why something was refused.</summary>
    public static IResult Page(HttpContext context, int status, string heading, IReadOnlyList<string> lines)
    {
        var pages = context.RequestServices.GetRequiredService<Pages>();
        return pages.Render(context, "error", new ErrorPage(pages.Frame(context, heading, ""), status, heading, lines), status);
    }

    private static int StatusOf(Exception e) =>
        e switch
        {
            _ when DatabaseErrors.IsAway(e) => StatusCodes.Status503ServiceUnavailable,
            SettingsException => StatusCodes.Status422UnprocessableEntity,
            AntiforgeryValidationException => StatusCodes.Status400BadRequest,
            BadHttpRequestException bad => bad.StatusCode,
            _ => StatusCodes.Status500InternalServerError,
        };

    private static (string Heading, string Detail) Words(int status) =>
        status switch
        {
            400 => (
                "This could not be read",
                "The request is not as it should be. If it came from a form, the form has expired: go back, reload the page and try again."
            ),
            401 => ("Not logged in", "Send the header 'Authorization: Bearer TOKEN' with the token that the service was started with."),
            403 => ("Not allowed", "The request came from another site, or you may not do this."),
            404 => ("Not here", "There is no such page. Runs may have been made with another data folder or database."),
            405 => ("Not this way", "This address does not take that kind of request."),
            415 => ("Not JSON", "Send the body as JSON, with the header 'Content-Type: application/json'."),
            422 => ("This cannot be done", "The settings do not allow it."),
            429 => ("Too many tries", "Wait a minute, then try again."),
            503 => ("The database is away", "The database cannot be reached."),
            >= 500 => ("Something broke", "The fault is in the log of the service. Nothing that was finished is lost."),
            _ => ($"Error {status}", "The request was refused."),
        };

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed")]
    private static partial void RequestFailed(ILogger log, Exception e, string method, string path);
}
