using System.Security.Cryptography;
using System.Text;
using Showdown.Domain;
using Showdown.Models.OpenAi;

namespace Showdown.Models;

/// <summary>
/// Names what is sent: two requests with equal hashes ask the same of the same model at the same place. Make one for a model and keep it.
/// </summary>
public sealed class RequestHash(ModelSettings model)
{
    private readonly RequestBody _body = new(Variables.Filled(model));
    private readonly byte[] _address = SHA256.HashData(Encoding.UTF8.GetBytes($"{model.Connector.Name}\n{Variables.Filled(model).Endpoint}"));

    /// <summary>
    /// SHA-256, lower-case hex, over connector, endpoint, model, messages, sampling and extra fields. Of a simulated model its behaviour counts, too;
    /// a key never does.
    /// </summary>
    /// <returns>The hash, and the request with the body that was hashed.</returns>
    public (string Sha256, ModelRequest Request) Of(ModelRequest request)
    {
        var body = _body.Write(request);
        // The hash of two hashes: whole texts are hashed without making a hash object for each.
        Span<byte> both = stackalloc byte[2 * SHA256.HashSizeInBytes];
        _address.CopyTo(both);
        SHA256.HashData(body, both[SHA256.HashSizeInBytes..]);
        return (Convert.ToHexStringLower(SHA256.HashData(both)), request with { Body = body });
    }
}
