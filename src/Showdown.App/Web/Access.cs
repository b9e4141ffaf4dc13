using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Showdown.App.Hosting;

namespace Showdown.App.Web;

/// <summary>Who may come in: people with the password, by a session in a cookie; programs with the token. Compared in fixed time.</summary>
internal sealed class Access(ServeOptions options, EndedSessions ended)
{
    public const string Session = "session";
    public const string Bearer = "bearer";
    private const string StampClaim = "showdown:stamp";
    private const string SessionClaim = "showdown:session";
    private static readonly object _tooManyTries = new();

    public bool Guarded => options.Guarded;

    // A session ends when the password changes.
    private string Stamp { get; } = Convert.ToHexStringLower(Hash("session of " + (options.Password ?? options.Token)))[..16];

    /// <summary>What a person types: the password, or the token where there is no password.</summary>
    public bool OpensSession(string given) => Same(given, options.Password ?? options.Token);

    public bool IsToken(string given) => Same(given, options.Token);

    public ClaimsPrincipal NewSession() =>
        new(
            new ClaimsIdentity(
                [
                    new Claim(ClaimTypes.Name, "owner"),
                    new Claim(StampClaim, Stamp),
                    new Claim(SessionClaim, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))),
                ],
                Session
            )
        );

    /// <summary>Ends a session at the server: whoever copied its cookie is out too.</summary>
    public void End(ClaimsPrincipal user)
    {
        if (user.FindFirst(SessionClaim)?.Value is { } session)
            ended.End(session);
    }

    private bool IsCurrent(ClaimsPrincipal? user) =>
        user?.FindFirst(StampClaim)?.Value == Stamp && user.FindFirst(SessionClaim)?.Value is { } session && !ended.Has(session);

    // Hashes have one length: nothing can be learned from the time, not even how long the password is.
    private static bool Same(string given, string? wanted) =>
        wanted is not null && CryptographicOperations.FixedTimeEquals(Hash(given), Hash(wanted));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    /// <summary>Adds both ways in. With a guard nothing can be reached without one of them, but for what says so itself.</summary>
    public static void Add(IServiceCollection services, AppPaths paths, ServeOptions options)
    {
        services.AddSingleton<Access>().AddSingleton<EndedSessions>().AddSingleton<TryLimit>();
        services.AddDataProtection().SetApplicationName("showdown").PersistKeysToFileSystem(KeyFolder(paths));
        services
            .AddAuthentication("either")
            .AddPolicyScheme(
                "either",
                null,
                either => either.ForwardDefaultSelector = context => context.Request.Headers.Authorization.Count > 0 ? Bearer : Session
            )
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(Bearer, null)
            .AddCookie(
                Session,
                cookie =>
                {
                    cookie.Cookie.Name = "showdown.session";
                    cookie.Cookie.HttpOnly = true;
                    cookie.Cookie.SameSite = SameSiteMode.Strict;
                    cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                    cookie.ExpireTimeSpan = EndedSessions.Lifetime;
                    cookie.SlidingExpiration = true;
                    cookie.LoginPath = "/login";
                    cookie.ReturnUrlParameter = "return";
                    cookie.Events.OnValidatePrincipal = validated =>
                    {
                        if (!validated.HttpContext.RequestServices.GetRequiredService<Access>().IsCurrent(validated.Principal))
                            validated.RejectPrincipal();
                        return Task.CompletedTask;
                    };
                    cookie.Events.OnRedirectToLogin = redirect => ChallengeAsync(redirect.HttpContext, redirect.RedirectUri);
                }
            );
        services.AddAuthorization(authorization =>
        {
            if (options.Guarded)
                authorization.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        });
        services.AddAntiforgery(token =>
        {
            token.Cookie.Name = "showdown.form";
            token.Cookie.HttpOnly = true;
            token.Cookie.SameSite = SameSiteMode.Strict;
            token.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            token.FormFieldName = "token";
            token.SuppressXFrameOptionsHeader = true; // the frame rules stand in the Content-Security-Policy
        });
    }

    private static Task ChallengeAsync(HttpContext context, string loginPage)
    {
        if (Paths.IsForPrograms(context.Request.Path))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Bearer";
        }
        else
        {
            // whatever name and scheme a proxy has
            context.Response.Redirect(Uri.TryCreate(loginPage, UriKind.Absolute, out var page) ? page.PathAndQuery : loginPage);
        }

        return Task.CompletedTask;
    }

    private static DirectoryInfo KeyFolder(AppPaths paths)
    {
        var path = Path.Combine(paths.Data, "keys");
        return OperatingSystem.IsWindows()
            ? Directory.CreateDirectory(path)
            : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private sealed class TokenHandler(
        IOptionsMonitor<AuthenticationSchemeOptions> options,
        ILoggerFactory log,
        UrlEncoder encoder,
        Access access,
        TryLimit limit
    ) : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
    {
        protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            var header = Request.Headers.Authorization.ToString();
            if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
                return AuthenticateResult.Fail("no token");
            var address = Context.Connection.RemoteIpAddress;
            if (!await limit.EnterAsync(address, Context.RequestAborted))
            {
                Context.Items[_tooManyTries] = true;
                return AuthenticateResult.Fail("too many tries");
            }

            if (!access.IsToken(header["Bearer ".Length..].Trim()))
            {
                limit.Wrong(address);
                return AuthenticateResult.Fail("wrong token");
            }

            var program = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "program")], Bearer));
            return AuthenticateResult.Success(new AuthenticationTicket(program, Bearer));
        }

        protected override Task HandleChallengeAsync(AuthenticationProperties properties)
        {
            if (!Context.Items.ContainsKey(_tooManyTries))
                return Access.ChallengeAsync(Context, "/login");
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Task.CompletedTask;
        }
    }
}

/// <summary>Which paths are whose.</summary>
internal static class Paths
{
    public static bool IsForPrograms(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments("/metrics") || path.StartsWithSegments("/health");
}
