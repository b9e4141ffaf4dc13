using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.Zip;

namespace Showdown.Benchmarks;

/// <summary>
/// Reads one entry of a zip archive, also one with the traditional password ("ZipCrypto"), which System.IO.Compression cannot. No encryption
/// worth the name: it keeps text from crawlers.
/// </summary>
internal static class ZipEntryReader
{
    /// <exception cref="InvalidDataException">No zip archive, no such entry, a wrong password, or a kind that is not read here.</exception>
    public static async Task ExtractAsync(string archive, string entry, string? password, Stream to, CancellationToken cancel)
    {
        try
        {
            using var zip = new ZipFile(archive) { Password = password };
            var found = zip.GetEntry(entry) ?? throw new InvalidDataException($"it holds no '{entry}'");
            if (found.IsCrypted && password is null)
                throw new InvalidDataException($"'{entry}' needs a password");
            await using var content = Open(zip, found);
            await content.CopyToAsync(to, cancel);
        }
        catch (Exception e) when (e is SharpZipBaseException or EndOfStreamException)
        {
            throw new InvalidDataException($"it is no zip archive that can be read: {e.Message}", e);
        }
    }

    private static Stream Open(ZipFile zip, ZipEntry entry)
    {
        try
        {
            return zip.GetInputStream(entry);
        }
        catch (ZipException e) when (entry.IsCrypted)
        {
            throw new InvalidDataException("the password is wrong", e);
        }
    }
}
