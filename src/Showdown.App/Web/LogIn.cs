using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Showdown.App.Web;

/// <param name="Return">Where to go afterwards; a path of this service.</param>
internal sealed record LogInPage(WebFrame Frame, string Return, bool Wrong, bool ByToken);

/// <summary>Log-in and log-out.</summary>
internal static class LogIn
{
    public static void Map(IEndpointRouteBuilder app, IEndpointRouteBuilder buttons)
    {
        app.MapGet(
                "/login",
                (HttpContext context, Pages pages, Access access, ServeOptions options, string? @return) =>
                    access.Guarded ? Page(context, pages, options, @return, wrong: false) : HttpResults.Redirect("/")
            )
            .AllowAnonymous();
        buttons.MapPost("/login", LogInAsync).AllowAnonymous();
        buttons.MapPost(
            "/logout",
            async (HttpContext context, Access access) =>
            {
                access.End(context.User);
                await context.SignOutAsync(Access.Session);
                return HttpResults.LocalRedirect("/login");
            }
        );
    }

    private static async Task<IResult> LogInAsync(HttpContext context, Pages pages, Access access, TryLimit limit, ServeOptions options)
    {
        var address = context.Connection.RemoteIpAddress;
        if (!await limit.EnterAsync(address, context.RequestAborted))
            return HttpResults.StatusCode(StatusCodes.Status429TooManyRequests);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var back = form["return"].ToString();
        if (!access.OpensSession(form["password"].ToString()))
        {
            limit.Wrong(address);
            return Page(context, pages, options, back, wrong: true);
        }

        await context.SignInAsync(Access.Session, access.NewSession(), new AuthenticationProperties { IsPersistent = true });
        return HttpResults.LocalRedirect(IsLocal(back) ? back : "/");
    }

    private static IResult Page(HttpContext context, Pages pages, ServeOptions options, string? back, bool wrong) =>
        pages.Render(
            context,
            "login",
            new LogInPage(pages.Frame(context, "Log in", ""), IsLocal(back) ? back! : "/", wrong, options.Password is null),
            wrong ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK
        );

    // "//host" and "/\host" would lead elsewhere.
    private static bool IsLocal(string? path) => path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl);
}
