using System.Security.Cryptography;
using System.Text;
using Showdown.Domain;
using Showdown.Models.OpenAi;

namespace Showdown.Models;

/// <summary>Names what is sent: two requests with equal hashes ask the same of the same model at the same place.</summary>
public static class RequestHash
{
    /// <summary>SHA-256, lower-case hex, over connector, endpoint, model, messages, sampling and extra fields. Of a simulated model its behaviour counts, too; a key never does.</summary>
    public static string Of(ModelSettings model, ModelRequest request)
    {
        var body = new RequestBody(model).Write(Ask.History(request.Messages), new ChatSettings { Sampling = request.Sampling, Hint = request.Hint });
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{model.Connector}\n{model.Endpoint}\n"));
        hash.AppendData(body.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
