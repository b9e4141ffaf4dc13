using System.Text.Json.Nodes;

namespace Showdown.Models.Http;

/// <summary>
/// Under an SDK that we do not write: throws for every refusal what our own connectors throw, bounds the reply, and adds a model's extra fields to
/// the body.
/// </summary>
internal sealed class RefusalHandler(string host, JsonObject? extra, TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var cap = 0;
        if (request.Content is not null)
            (request.Content, cap) = await WithExtraAsync(request.Content, extra, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            var body = response.Content;
            response.Content = new StreamContent(await HostConnection.BodyAsync(response, cap > 0 ? cap : null, cancellationToken));
            foreach (var (name, values) in body.Headers)
                response.Content.Headers.TryAddWithoutValidation(name, values);
            return response;
        }

        using (response)
            throw await Refusals.ReadAsync(response, host, time, cancellationToken);
    }

    private static async Task<(HttpContent Content, int Cap)> WithExtraAsync(HttpContent content, JsonObject? extra, CancellationToken cancel)
    {
        if (JsonNode.Parse(await content.ReadAsByteArrayAsync(cancel)) is not JsonObject body)
            return (content, 0);
        foreach (var (name, value) in extra ?? [])
        {
            if (value is not null || !body.Remove(name))
                body[name] = value?.DeepClone();
        }

        var cap = body["max_tokens"] is JsonValue number && number.TryGetValue(out int tokens) ? tokens : 0;
        if (extra is null)
            return (content, cap);
        var changed = new StringContent(body.ToJsonString());
        changed.Headers.ContentType = new("application/json");
        content.Dispose();
        return (changed, cap);
    }
}
