using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Showdown.App.Web;

/// <summary>What stands before every page: headers that tell the browser what the page may do, and a refusal of what other sites send here.</summary>
internal static class SecurityHeaders
{
    private const string Pages =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>Of reports: scripts and styles of their own, and nothing that could talk to the service.</summary>
    public const string Reports =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    // Hangfire's dashboard sets styles in attributes.
    private const string Dashboard =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <param name="https">True when a proxy with TLS stands in front: then cookies are for TLS only.</param>
    public static void UseSecurityHeaders(this IApplicationBuilder app, bool https) =>
        app.Use(
            async (context, next) =>
            {
                if (https)
                    context.Request.Scheme = "https";
                // Now: the dashboard changes the request's path on its way.
                var policy =
                    context.Request.Path.StartsWithSegments("/hangfire") ? Dashboard
                    : context.Request.Path.StartsWithSegments("/reports") ? Reports
                    : Pages;
                context.Response.OnStarting(() =>
                {
                    SetHeaders(context.Response.Headers, policy, https);
                    return Task.CompletedTask;
                });
                if (IsForeign(context.Request))
                    context.Response.StatusCode = StatusCodes.Status403Forbidden;
                else
                    await next(context);
            }
        );

    private static void SetHeaders(IHeaderDictionary headers, string policy, bool https)
    {
        if (https)
            headers.StrictTransportSecurity = "max-age=31536000"; // a year, of this name alone
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "no-store";
    }

    /// <summary>True when a page of another site sent something that changes things. Browsers say so; other programs need no such guard.</summary>
    private static bool IsForeign(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            return false;
        if (request.Headers["Sec-Fetch-Site"] is [{ Length: > 0 } site])
            return site is not ("same-origin" or "none");
        return request.Headers.Origin is [{ Length: > 0 } origin]
            && (!Uri.TryCreate(origin, UriKind.Absolute, out var from) || from.Authority != request.Host.Value);
    }
}
