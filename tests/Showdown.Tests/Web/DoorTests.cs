using System.Net;
using System.Text.RegularExpressions;
using Showdown.App.Web;

namespace Showdown.Tests.Web;

/// <summary>The door behind a proxy with TLS: whoever guesses slows themselves, and nobody is locked out.</summary>
[Collection(nameof(WebHost))]
[Trait("Category", "Chaos")]
public sealed partial class DoorTests(DoorTests.HostBehindAProxy host) : IClassFixture<DoorTests.HostBehindAProxy>
{
    private const int Free = 3;
    private const string Password = "password-of-the-unit-tests";
    private const string Token = "token-of-the-unit-tests";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public sealed class HostBehindAProxy : WebHost
    {
        private protected override ServeOptions Options =>
            base.Options with
            {
                Password = Password,
                Token = Token,
                FreeTries = Free,
                Proxies = [new IPNetwork(IPAddress.Loopback, 32)],
                PublicUrl = new Uri("https://showdown.example.org/"),
            };
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.66, 192.0.2.2", "192.0.2.2")] // what a guesser says beforehand is not believed
    [InlineData("2001:db8::7", "2001:db8::9")]
    public async Task WrongTokens_SlowTheAddressThatTheProxyNames_AndNoOther(string forwarded, string slowed)
    {
        for (var i = 0; i < Free; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, await ApiAsync("wrong", forwarded));
        Assert.True(IsSlowed(slowed));
        Assert.False(IsSlowed("192.0.2.66"));
        Assert.False(IsSlowed("127.0.0.1"));
        Assert.Equal(HttpStatusCode.OK, await ApiAsync(Token, "192.0.2.99"));
        Assert.Equal(HttpStatusCode.OK, await ApiAsync(Token, forwarded)); // a second later, and let in
    }

    [Fact]
    public async Task WrongPasswords_Count_AndFormsWithoutTheirTokenAreNoTries()
    {
        for (var i = 0; i < 4 * Free; i++)
        {
            using var forged = await PostAsync("/login", $"password=guess-{i}", "192.0.2.10");
            Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        }

        Assert.False(IsSlowed("192.0.2.10"));
        for (var i = 0; i < Free; i++)
        {
            using var wrong = await LogInAsync($"guess-{i}", "192.0.2.10");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        Assert.True(IsSlowed("192.0.2.10"));
        using var right = await LogInAsync(Password, "192.0.2.11");
        Assert.Equal(HttpStatusCode.Found, right.StatusCode);
    }

    [Fact]
    public async Task WhoIsLoggedIn_StaysSo_WhateverOthersTryFromTheSameAddress()
    {
        using var reply = await LogInAsync(Password, "192.0.2.20");
        var session = Cookie(reply, "showdown.session");
        for (var i = 0; i < Free; i++)
            await ApiAsync("wrong", "192.0.2.20");
        Assert.True(IsSlowed("192.0.2.20"));
        using var jobs = await host.SendAsync("GET", "/jobs", headers: [("Cookie", session), ("X-Forwarded-For", "192.0.2.20")]);
        Assert.Equal(HttpStatusCode.OK, jobs.StatusCode);
    }

    [Fact]
    public async Task WithAnAddressOfHttps_BrowsersKeepToIt_AndCookiesAreForItAlone()
    {
        using var page = await host.SendAsync("GET", "/login");
        Assert.StartsWith("max-age=31536000", page.Headers.GetValues("Strict-Transport-Security").Single());
        using var reply = await LogInAsync(Password, "192.0.2.30");
        Assert.All(page.Headers.GetValues("Set-Cookie").Concat(reply.Headers.GetValues("Set-Cookie")), cookie => Assert.Contains("; secure", cookie));
    }

    private bool IsSlowed(string address) => !host.Service<TryLimit>().EnterAsync(IPAddress.Parse(address), Cancel).IsCompleted;

    private async Task<HttpStatusCode> ApiAsync(string token, string forwarded)
    {
        using var reply = await host.SendAsync("GET", "/api/jobs", headers: [("Authorization", $"Bearer {token}"), ("X-Forwarded-For", forwarded)]);
        return reply.StatusCode;
    }

    private async Task<HttpResponseMessage> LogInAsync(string password, string forwarded)
    {
        using var page = await host.SendAsync("GET", "/login");
        var token = FormToken().Match(await page.Content.ReadAsStringAsync(Cancel)).Groups[1].Value;
        return await PostAsync("/login", $"token={Uri.EscapeDataString(token)}&password={password}", forwarded, Cookie(page, "showdown.form"));
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body, string forwarded, string cookie = "a=b") =>
        host.SendAsync("POST", path, body, "application/x-www-form-urlencoded", ("X-Forwarded-For", forwarded), ("Cookie", cookie));

    private static string Cookie(HttpResponseMessage reply, string name) =>
        reply.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith(name + "=", StringComparison.Ordinal)).Split(';')[0];

    [GeneratedRegex("""name="token" value="([^"]+)""")]
    private static partial Regex FormToken();
}

/// <summary>Without a named proxy nobody's word is taken for where a request comes from.</summary>
[Collection(nameof(WebHost))]
[Trait("Category", "Chaos")]
public sealed class DoorWithoutAProxyTests(DoorWithoutAProxyTests.GuardedHost host) : IClassFixture<DoorWithoutAProxyTests.GuardedHost>
{
    public sealed class GuardedHost : WebHost
    {
        private protected override ServeOptions Options => base.Options with { Token = "token-of-the-unit-tests", FreeTries = 3 };
    }

    [Fact]
    public async Task AForwardedAddress_IsNotBelieved()
    {
        for (var i = 0; i < 3; i++)
        {
            using var reply = await host.SendAsync(
                "GET",
                "/api/jobs",
                headers: [("Authorization", "Bearer wrong"), ("X-Forwarded-For", $"192.0.2.{i}")]
            );
            Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
            Assert.False(reply.Headers.Contains("Strict-Transport-Security"));
        }

        Assert.False(host.Service<TryLimit>().EnterAsync(IPAddress.Loopback, TestContext.Current.CancellationToken).IsCompleted);
    }
}
