using Microsoft.AspNetCore.Http;

namespace Showdown.App.Web;

/// <summary>
/// Pages and answers of the API are made on half of the cores at most, one after another: however many readers there are, the other half is the
/// run's.
/// </summary>
/// <remarks>What is held is the making, not the sending: a reader with a slow line holds up nobody.</remarks>
internal sealed class PageTurns(int atOnce) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(atOnce);

    public static PageTurns OfThisMachine() => new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>A filter of endpoints.</summary>
    public async ValueTask<object?> TakeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (TakesNone(http.Request.Method, http.Request.Path.Value!))
            return await next(context);
        await _turns.WaitAsync(http.RequestAborted);
        try
        {
            return await next(context);
        }
        finally
        {
            _turns.Release();
        }
    }

    // A stream of events has no end, an export may take minutes, and who guesses passwords is made to wait: nobody else may wait for these.
    private static bool TakesNone(string method, string path) =>
        path == "/login" && HttpMethods.IsPost(method)
        || path.EndsWith("/events", StringComparison.Ordinal)
        || path.EndsWith("/export", StringComparison.Ordinal);

    public void Dispose() => _turns.Dispose();
}
