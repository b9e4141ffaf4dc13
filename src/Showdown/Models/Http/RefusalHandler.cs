using System.Text.Json.Nodes;

namespace Showdown.Models.Http;

/// <summary>Under an SDK that we do not write: throws for every refusal what our own connectors throw, and adds a model's extra fields to the body.</summary>
internal sealed class RefusalHandler(string host, string? key, JsonObject? extra, TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (extra is not null && request.Content is not null)
            request.Content = await WithExtraAsync(request.Content, extra, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode)
            return response;
        using (response)
            throw await Refusals.ReadAsync(response, host, key, time, cancellationToken);
    }

    private static async Task<HttpContent> WithExtraAsync(HttpContent content, JsonObject extra, CancellationToken cancel)
    {
        if (JsonNode.Parse(await content.ReadAsByteArrayAsync(cancel)) is not JsonObject body)
            return content;
        foreach (var (name, value) in extra)
            body[name] = value?.DeepClone();
        var changed = new StringContent(body.ToJsonString());
        changed.Headers.ContentType = new("application/json");
        content.Dispose();
        return changed;
    }
}
