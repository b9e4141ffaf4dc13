using System.Security.Cryptography;
using System.Text;
using Showdown.Domain;
using Showdown.Models.OpenAi;

namespace Showdown.Models;

/// <summary>Names what is sent: two requests with equal hashes ask the same of the same model at the same place. Make one for a model and keep it.</summary>
public sealed class RequestHash(ModelSettings model)
{
    private readonly RequestBody _body = new(model);
    private readonly byte[] _place = Encoding.UTF8.GetBytes($"{model.Connector}\n{model.Endpoint}\n");

    /// <summary>SHA-256, lower-case hex, over connector, endpoint, model, messages, sampling and extra fields. Of a simulated model its behaviour counts, too; a key never does.</summary>
    public string Of(ModelRequest request)
    {
        var body = _body.Write(Ask.History(request.Messages), new ChatSettings { Sampling = request.Sampling, Hint = request.Hint });
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha.AppendData(_place);
        sha.AppendData(body.Span);
        sha.GetHashAndReset(hash);
        return Convert.ToHexStringLower(hash);
    }
}
