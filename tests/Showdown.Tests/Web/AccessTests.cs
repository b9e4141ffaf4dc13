using System.Net;
using System.Text.RegularExpressions;
using Showdown.App.Web;
using Showdown.Domain;

namespace Showdown.Tests.Web;

/// <summary>Who may come in: this machine's own people without more, others with a password or a token.</summary>
[Collection(nameof(WebHost))]
[Trait("Category", "Chaos")]
public sealed partial class AccessTests(AccessTests.GuardedHost host) : IClassFixture<AccessTests.GuardedHost>
{
    private const string Password = "password-of-the-unit-tests";
    private const string Token = "token-of-the-unit-tests";

    public sealed class GuardedHost : WebHost
    {
        private protected override ServeOptions Options => base.Options with { Password = Password, Token = Token };
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.8.8")]
    [InlineData("::1")]
    [InlineData("localhost")]
    public void Loopback_NeedsNeitherPasswordNorToken(string address) => Assert.False(Read(address).Guarded);

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.168.1.1")]
    [InlineData("2001:db8::1")]
    public void AnyOtherAddress_IsRefused_WithoutPasswordOrToken(string address)
    {
        var refused = Assert.Throws<SettingsException>(() => Read(address));
        Assert.Contains(address, refused.Message);
        Assert.Contains("SHOWDOWN_PASSWORD", refused.Message);
        Assert.Contains("SHOWDOWN_TOKEN", refused.Message);
        Assert.True(Read(address, ("SHOWDOWN_PASSWORD", Password)).Guarded);
        Assert.True(Read(address, ("SHOWDOWN_TOKEN", Token)).Guarded);
    }

    [Theory]
    [InlineData("SHOWDOWN_PASSWORD", "127.0.0.1", "abc1234")]
    [InlineData("SHOWDOWN_TOKEN", "127.0.0.1", "abc1234")]
    [InlineData("SHOWDOWN_PASSWORD", "0.0.0.0", "abc123456789012")]
    [InlineData("SHOWDOWN_TOKEN", "0.0.0.0", "abc123456789012")]
    public void AShortSecret_IsRefused_AndNotRepeated(string variable, string address, string secret)
    {
        var refused = Assert.Throws<SettingsException>(() => Read(address, (variable, secret)));
        Assert.Contains(variable, refused.Message);
        Assert.DoesNotContain(secret, refused.Message);
        Assert.True(Read(address, (variable, secret + "x")).Guarded);
    }

    [Theory]
    [InlineData("10.0.0.2, 192.168.0.0/24", 2)]
    [InlineData("::1", 1)]
    [InlineData("", 0)]
    public void Proxies_AreAddressesOrNetworks(string text, int count) =>
        Assert.Equal(count, Read("127.0.0.1", ("SHOWDOWN_PROXY", text)).Proxies.Count);

    [Theory]
    [InlineData("SHOWDOWN_PROXY", "proxy.example.org")]
    [InlineData("SHOWDOWN_MAX_OPEN_RUNS", "0")]
    [InlineData("SHOWDOWN_MAX_OPEN_RUNS", "many")]
    [InlineData("SHOWDOWN_MAX_USD_PER_DAY", "-1")]
    [InlineData("SHOWDOWN_MAX_USD_PER_DAY", "a lot")]
    public void WhatCannotBeRead_IsNamed(string variable, string text)
    {
        var refused = Assert.Throws<SettingsException>(() => Read("127.0.0.1", (variable, text)));
        Assert.Contains(variable, refused.Message);
        Assert.Contains($"'{text}'", refused.Message);
    }

    [Theory]
    [InlineData("nowhere.example")]
    [InlineData("")]
    [InlineData("127.0.0.1:8080")]
    public void WhatIsNoAddress_IsNamed(string address) =>
        Assert.Contains($"'{address}'", Assert.Throws<SettingsException>(() => Read(address)).Message);

    [Theory]
    [InlineData("/")]
    [InlineData("/jobs")]
    [InlineData("/models")]
    [InlineData("/start?job=small")]
    [InlineData("/runs/x")]
    [InlineData("/runs/x/rerun")]
    [InlineData("/reports/x/index.html")]
    [InlineData("/hangfire")]
    [InlineData("/no/such/page")]
    public async Task Pages_LeadToTheLogIn(string path)
    {
        using var reply = await host.SendAsync("GET", path);
        Assert.Equal(HttpStatusCode.Found, reply.StatusCode);
        Assert.StartsWith("/login?return=", reply.Headers.Location!.OriginalString);
        using var known = await host.SendAsync("GET", path, headers: ("Authorization", $"Bearer {Token}"));
        Assert.NotEqual(HttpStatusCode.Found, known.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/api/runs")]
    [InlineData("POST", "/api/runs")]
    [InlineData("POST", "/api/forecasts")]
    [InlineData("GET", "/api/runs/x")]
    [InlineData("GET", "/api/runs/x/events")]
    [InlineData("POST", "/api/runs/x/forecast")]
    [InlineData("POST", "/api/runs/x/rerun")]
    [InlineData("POST", "/api/runs/x/resume")]
    [InlineData("POST", "/api/runs/x/cancel")]
    [InlineData("GET", "/api/jobs")]
    [InlineData("GET", "/api/models")]
    [InlineData("GET", "/api/openapi.json")]
    [InlineData("GET", "/api/no/such")]
    [InlineData("GET", "/metrics")]
    public async Task Programs_GetAProblemDocument_UnlessTheyHaveTheToken(string method, string path)
    {
        foreach (var header in (string[])["", "Bearer", "Bearer wrong", $"Bearer {Token}x", $"Bearer {Password}", $"Basic {Token}"])
        {
            using var reply = await host.SendAsync(
                method,
                path,
                method == "POST" ? "{}" : null,
                headers: header.Length == 0 ? [] : [("Authorization", header)]
            );
            Assert.True(reply.StatusCode == HttpStatusCode.Unauthorized, $"'{header}': {reply.StatusCode}");
            Assert.Equal("Bearer", reply.Headers.WwwAuthenticate.Single().Scheme);
            Assert.Equal("application/problem+json", reply.Content.Headers.ContentType?.MediaType);
        }

        using var known = await host.SendAsync(method, path, method == "POST" ? "{}" : null, headers: ("Authorization", $"Bearer {Token}"));
        Assert.NotEqual(HttpStatusCode.Unauthorized, known.StatusCode);
    }

    [Theory]
    [InlineData("/login")]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/assets/web.css")]
    public async Task WhatEverybodyMaySee_IsThere(string path)
    {
        using var reply = await host.SendAsync("GET", path);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
    }

    [Fact]
    public async Task ASession_OpensThePages_AndGoesOnlyWhereTheServiceIs()
    {
        foreach (var (back, goesTo) in new[] { ("/jobs", "/jobs"), ("//evil.example", "/"), ("/\\evil.example", "/"), ("https://evil.example", "/") })
        {
            using var page = await host.SendAsync("GET", "/login");
            var form = page.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("showdown.form=", StringComparison.Ordinal)).Split(';')[0];
            var token = FormToken().Match(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Groups[1].Value;
            var body = $"token={Uri.EscapeDataString(token)}&return={Uri.EscapeDataString(back)}&password={Password}";
            using var reply = await host.SendAsync("POST", "/login", body, "application/x-www-form-urlencoded", ("Cookie", form));
            Assert.Equal((HttpStatusCode.Found, goesTo), (reply.StatusCode, reply.Headers.Location?.OriginalString));
            var session = reply.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("showdown.session=", StringComparison.Ordinal));
            Assert.Contains("httponly", session);
            Assert.Contains("samesite=strict", session);
            using var jobs = await host.SendAsync("GET", "/jobs", headers: ("Cookie", session.Split(';')[0]));
            Assert.Equal(HttpStatusCode.OK, jobs.StatusCode);
        }
    }

    [Fact]
    public async Task LoggingOut_EndsTheSession_AlsoForWhoCopiedItsCookie()
    {
        var session = await LogInAsync();
        using var page = await host.SendAsync("GET", "/jobs", headers: ("Cookie", session));
        var form = page.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("showdown.form=", StringComparison.Ordinal)).Split(';')[0];
        var token = FormToken().Match(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Groups[1].Value;
        using var logout = await host.SendAsync(
            "POST",
            "/logout",
            $"token={Uri.EscapeDataString(token)}",
            "application/x-www-form-urlencoded",
            ("Cookie", $"{session}; {form}")
        );
        Assert.Equal((HttpStatusCode.Found, "/login"), (logout.StatusCode, logout.Headers.Location?.OriginalString));
        using var copied = await host.SendAsync("GET", "/jobs", headers: ("Cookie", session));
        Assert.StartsWith("/login", copied.Headers.Location?.OriginalString);
        using var other = await host.SendAsync("GET", "/jobs", headers: ("Cookie", await LogInAsync()));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    private async Task<string> LogInAsync()
    {
        using var page = await host.SendAsync("GET", "/login");
        var form = page.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("showdown.form=", StringComparison.Ordinal)).Split(';')[0];
        var token = FormToken().Match(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Groups[1].Value;
        using var reply = await host.SendAsync(
            "POST",
            "/login",
            $"token={Uri.EscapeDataString(token)}&password={Password}",
            "application/x-www-form-urlencoded",
            ("Cookie", form)
        );
        return reply.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("showdown.session=", StringComparison.Ordinal)).Split(';')[0];
    }

    private static ServeOptions Read(string address, params (string Name, string Value)[] environment) =>
        ServeOptions.Read(address, 0, 1, [], name => environment.FirstOrDefault(v => v.Name == name).Value);

    [GeneratedRegex("""name="token" value="([^"]+)""")]
    private static partial Regex FormToken();
}
