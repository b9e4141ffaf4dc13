using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Showdown.Rendering.Templating;

namespace Showdown.Pages.Evidence;

/// <summary>
/// What a page is made of, as a hash: all that its template sees, the templates, and the program. A template sees nothing else, so equal hashes make
/// equal pages.
/// </summary>
internal sealed class EvidencePageHash(TemplateFiles files)
{
    private static readonly EvidencePageContext _context = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private readonly byte[] _maker = [.. typeof(EvidencePageHash).Module.ModuleVersionId.ToByteArray(), .. files.Hash()];

    public string Of(EvidencePage page)
    {
        using var hash = SHA256.Create();
        using (var into = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            into.Write(_maker);
            JsonSerializer.Serialize(into, page, _context.EvidencePage);
        }
        return Convert.ToHexStringLower(hash.Hash!);
    }
}

[JsonSerializable(typeof(EvidencePage))]
internal sealed partial class EvidencePageContext : JsonSerializerContext;
