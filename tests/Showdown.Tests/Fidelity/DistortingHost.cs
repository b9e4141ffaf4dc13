using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Showdown.Tests.Fidelity;

/// <summary>One request on its way through a host that distorts it.</summary>
/// <param name="Number">From 1.</param>
internal sealed record Passing(JsonObject Asked, int Number)
{
    public bool IsStreamed => Asked["stream"]?.GetValue<bool>() == true;

    /// <summary>Of a stream, from 0.</summary>
    public int Piece { get; set; }

    /// <summary>An HTTP status in place of a reply.</summary>
    public int? Refused { get; set; }
}

/// <summary>Stands before an honest host and changes what goes in and what comes out, as hosts do that were not thought of when the checks were
/// made.</summary>
/// <param name="Asked">Changes the request.</param>
/// <param name="Said">Changes a whole reply, or a piece of a stream.</param>
internal sealed record Distortion(Action<Passing>? Asked = null, Action<Passing, JsonObject>? Said = null)
{
    /// <summary>A distortion of the messages or the calls of a reply: <c>message</c> of a whole one, <c>delta</c> of a piece.</summary>
    public static Distortion OfMessages(Action<Passing, JsonObject> change) =>
        OfChoices((p, c) => change(p, (c["message"] ?? c["delta"])!.AsObject()));

    public static Distortion OfChoices(Action<Passing, JsonObject> change) =>
        new(
            Said: (passing, said) =>
            {
                foreach (var choice in said["choices"] as JsonArray ?? [])
                    change(passing, choice!.AsObject());
            }
        );

    public static Distortion OfTexts(Func<Passing, string, string> change) =>
        OfMessages(
            (passing, message) =>
            {
                if (message["content"] is JsonValue text)
                    message["content"] = change(passing, text.GetValue<string>());
            }
        );
}

internal sealed class DistortingHost : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly HttpClient _http = new();
    private int _requests;

    private DistortingHost(WebApplication web) => _web = web;

    public Uri Endpoint => new(new Uri(_web.Urls.First()), "v1");

    public static async Task<DistortingHost> StartAsync(Uri honest, Distortion distortion)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder
            .WebHost.UseKestrelCore()
            .ConfigureKestrel(kestrel =>
            {
                kestrel.Listen(IPAddress.Loopback, 0);
                // A machine that stands still for a while is no reason to hang up.
                kestrel.Limits.MinRequestBodyDataRate = null;
                kestrel.Limits.MinResponseDataRate = null;
            });
        var web = builder.Build();
        var host = new DistortingHost(web);
        web.Run(http => host.PassAsync(http, honest, distortion));
        await web.StartAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _http.Dispose();
    }

    private async Task PassAsync(HttpContext http, Uri honest, Distortion distortion)
    {
        var passing = new Passing(
            (await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted))!.AsObject(),
            Interlocked.Increment(ref _requests)
        );
        distortion.Asked?.Invoke(passing);
        if (passing.Refused is { } status)
        {
            http.Response.StatusCode = status;
            return;
        }

        using var asked = new StringContent(passing.Asked.ToJsonString(), Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(honest.AbsoluteUri + "/chat/completions")) { Content = asked };
        using var reply = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
        http.Response.StatusCode = (int)reply.StatusCode;
        http.Response.ContentType = reply.Content.Headers.ContentType?.ToString();
        using var lines = new StreamReader(await reply.Content.ReadAsStreamAsync(http.RequestAborted));
        while (await lines.ReadLineAsync(http.RequestAborted) is { } line)
        {
            var data = line.StartsWith("data:", StringComparison.Ordinal) ? line[5..].Trim() : line;
            if (data.StartsWith('{'))
            {
                var said = JsonNode.Parse(data)!.AsObject();
                distortion.Said?.Invoke(passing, said);
                passing.Piece++;
                line = line[..^data.Length] + said.ToJsonString();
            }

            await http.Response.WriteAsync(line + "\n", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }
}
