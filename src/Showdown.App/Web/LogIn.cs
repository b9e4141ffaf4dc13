using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Showdown.App.Web;

/// <param name="Return">Where to go afterwards; a path of this service.</param>
internal sealed record LogInPage(WebFrame Frame, string Return, bool Wrong, bool ByToken);

/// <summary>Log-in and log-out.</summary>
internal static class LogIn
{
    private const string Limit = "log-in";
    private const int TriesPerMinute = 10;

    public static void AddLimit(IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.AddPolicy(Limit, context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = TriesPerMinute, Window = TimeSpan.FromMinutes(1) }));
    });

    public static void Map(IEndpointRouteBuilder app, IEndpointRouteBuilder buttons)
    {
        app.MapGet("/login", (HttpContext context, Pages pages, Access access, ServeOptions options, string? @return) =>
            access.Guarded ? Page(context, pages, options, @return, wrong: false) : HttpResults.Redirect("/")).AllowAnonymous();
        buttons.MapPost("/login", LogInAsync).AllowAnonymous().RequireRateLimiting(Limit);
        buttons.MapPost("/logout", async (HttpContext context) =>
        {
            await context.SignOutAsync(Access.Session);
            return HttpResults.LocalRedirect("/login");
        });
    }

    private static async Task<IResult> LogInAsync(HttpContext context, Pages pages, Access access, ServeOptions options)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var back = form["return"].ToString();
        if (!access.OpensSession(form["password"].ToString()))
            return Page(context, pages, options, back, wrong: true);
        await context.SignInAsync(Access.Session, access.NewSession(), new AuthenticationProperties { IsPersistent = true });
        return HttpResults.LocalRedirect(IsLocal(back) ? back : "/");
    }

    private static IResult Page(HttpContext context, Pages pages, ServeOptions options, string? back, bool wrong) => pages.Render(
        context,
        "login",
        new LogInPage(pages.Frame(context, "Log in", ""), IsLocal(back) ? back! : "/", wrong, options.Password is null),
        wrong ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK);

    // "//host" and "/\host" would lead elsewhere.
    private static bool IsLocal(string? path) => path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl);
}
