using System.IO.Compression;

namespace Showdown.Models.Http;

/// <summary>
/// Unpacks what a host compresses although nobody asked it to. Asking for it is no way: a proxy that may compress a stream holds its tokens back.
/// </summary>
internal sealed class UnpackingHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var encodings = response.Content.Headers.ContentEncoding;
        if (encodings.Count == 0)
            return response;
        var packed = response.Content;
        var plain = await packed.ReadAsStreamAsync(cancellationToken);
        foreach (var encoding in encodings.Reverse())
            plain = Unpacked(plain, encoding.ToLowerInvariant());
        response.Content = new StreamContent(plain);
        response.Content.Headers.ContentType = packed.Headers.ContentType;
        return response;
    }

    private static Stream Unpacked(Stream packed, string encoding) =>
        encoding switch
        {
            "gzip" or "x-gzip" => new GZipStream(packed, CompressionMode.Decompress),
            "deflate" => new ZLibStream(packed, CompressionMode.Decompress),
            "br" => new BrotliStream(packed, CompressionMode.Decompress),
            _ => packed,
        };
}
