using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.Zip;

namespace Showdown.Benchmarks;

/// <summary>
/// Reads one entry of a zip archive, also one with the traditional password ("ZipCrypto"), which System.IO.Compression cannot. No encryption
/// worth the name: it keeps text from crawlers.
/// </summary>
internal static class ZipEntryReader
{
    /// <param name="archive">Path of the archive.</param>
    /// <param name="entry">Name of the entry.</param>
    /// <param name="password">Null where there is none.</param>
    /// <param name="to">Where the entry's content goes.</param>
    /// <param name="most">Bytes of the content at most.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="InvalidDataException">No zip archive, no such entry, a wrong password, too large, or a kind that is not read
    /// here.</exception>
    public static async Task ExtractAsync(string archive, string entry, string? password, Stream to, long most, CancellationToken cancel)
    {
        try
        {
            using var zip = new ZipFile(archive) { Password = password };
            var found = zip.GetEntry(entry) ?? throw new InvalidDataException($"it holds no '{entry}'");
            if (found.IsCrypted && password is null)
                throw new InvalidDataException($"'{entry}' needs a password");
            await using var content = Open(zip, found);
            await CopyAsync(content, to, most, cancel);
        }
        catch (Exception e) when (e is SharpZipBaseException or EndOfStreamException)
        {
            throw new InvalidDataException($"it is no zip archive that can be read: {e.Message}", e);
        }
    }

    // What the archive says about the size may be a lie: what comes is counted.
    private static async Task CopyAsync(Stream content, Stream to, long most, CancellationToken cancel)
    {
        var buffer = new byte[1 << 16];
        for (long written = 0; await content.ReadAsync(buffer, cancel) is > 0 and var read; )
        {
            if ((written += read) > most)
                throw new InvalidDataException($"it unpacks to more than {most / 1e9:0.###} GB, and no benchmark does");
            await to.WriteAsync(buffer.AsMemory(0, read), cancel);
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
