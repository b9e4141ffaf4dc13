using System.Security.Cryptography;
using System.Text;
using Showdown.Domain;

namespace Showdown.Benchmarks;

/// <summary>
/// Files by content: <c>files/ab/abcd...</c>, and <c>sets/abcd...</c> with the "sha256  name" lines of what was a folder. A file is there whole or
/// not at all.
/// </summary>
internal sealed class ContentStore(string folder)
{
    /// <summary>Where a file of this content lies, or would lie.</summary>
    public string PathOf(string sha256) => Path.Combine(folder, "files", sha256[..2], sha256);

    /// <summary>Where a download is written until it is whole.</summary>
    public string Incoming => Path.Combine(folder, "incoming");

    /// <returns>Null when anything of it is missing.</returns>
    public IReadOnlyList<DataFile>? Find(string sha256, string name)
    {
        if (File.Exists(PathOf(sha256)))
            return [new DataFile(PathOf(sha256), name)];
        if (!File.Exists(SetPath(sha256)))
            return null;
        var files = File.ReadLines(SetPath(sha256))
            .Select(line => new DataFile(PathOf(line[..64]), line[66..]))
            .OrderBy(f => f.Name, StringComparer.Ordinal)
            .ToList();
        return files.TrueForAll(f => File.Exists(f.Path)) ? files : null;
    }

    /// <summary>Copies files in and gives the hash that stands for them all: that of the file, or of the sorted lines of several.</summary>
    public async Task<string> AddAsync(IReadOnlyList<DataFile> files, bool isSet, CancellationToken cancel)
    {
        var lines = new List<string>();
        foreach (var file in files)
        {
            var hash = await HashAsync(file.Path, cancel);
            if (!File.Exists(PathOf(hash)))
                await CopyAsync(file.Path, hash, cancel);
            lines.Add($"{hash}  {file.Name}\n");
        }

        if (!isSet)
            return lines[0][..64];
        var set = HashOfSet(lines);
        Directory.CreateDirectory(Path.GetDirectoryName(SetPath(set))!);
        var temporary = TemporaryName();
        await File.WriteAllTextAsync(temporary, string.Concat(lines), cancel);
        File.Move(temporary, SetPath(set), overwrite: true);
        return set;
    }

    /// <summary>Moves a whole file that was written into <see cref="Incoming"/> to its place.</summary>
    public void Keep(string temporary, string sha256)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(sha256))!);
        File.Move(temporary, PathOf(sha256), overwrite: true);
    }

    /// <summary>The hash of the first pull from an address; null when it was never pulled.</summary>
    public string? FirstHashOf(string address) => File.Exists(PinPath(address)) ? File.ReadAllText(PinPath(address))[..64] : null;

    /// <summary>Records the hash of the first pull from an address. An earlier record stays.</summary>
    /// <returns>The hash that is recorded.</returns>
    public string RecordFirst(string address, string sha256)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PinPath(address))!);
        var temporary = TemporaryName();
        File.WriteAllText(temporary, $"{sha256}  {address}\n");
        try
        {
            File.Move(temporary, PinPath(address), overwrite: false);
        }
        catch (IOException) when (File.Exists(PinPath(address)))
        {
            File.Delete(temporary);
        }

        return FirstHashOf(address)!;
    }

    /// <summary>Where the first hash of an address is recorded.</summary>
    public string PinPath(string address) => Path.Combine(folder, "pins", HashOfText(address));

    /// <summary>True when every byte is what the hash says.</summary>
    public static async Task<bool> IsIntactAsync(IReadOnlyList<DataFile> files, CancellationToken cancel)
    {
        foreach (var file in files)
        {
            if (await HashAsync(file.Path, cancel) != Path.GetFileName(file.Path))
                return false;
        }

        return true;
    }

    /// <summary>Removes what is damaged, so that it is pulled again.</summary>
    public static async Task RemoveDamagedAsync(IReadOnlyList<DataFile> files, CancellationToken cancel)
    {
        foreach (var file in files.Where(f => File.Exists(f.Path)))
        {
            if (await HashAsync(file.Path, cancel) != Path.GetFileName(file.Path))
                File.Delete(file.Path);
        }
    }

    public static async Task<string> HashAsync(string path, CancellationToken cancel)
    {
        await using var stream = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read,
            1 << 16,
            FileOptions.SequentialScan | FileOptions.Asynchronous
        );
        return Hex(await SHA256.HashDataAsync(stream, cancel));
    }

    /// <summary>The hash that stands for several files that are kept already.</summary>
    /// <param name="files">Hash and name of each.</param>
    public static string HashOfParts(IEnumerable<(string Sha256, string Name)> files) => HashOfSet([.. files.Select(f => $"{f.Sha256}  {f.Name}\n")]);

    public static string HashOfText(string text) => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The hash of a file or set as <see cref="AddAsync"/> would give it, without copying.</summary>
    public static string Hash(IReadOnlyList<DataFile> files, bool isSet)
    {
        var lines = new List<string>();
        foreach (var file in files)
        {
            using var stream = File.OpenRead(file.Path);
            lines.Add($"{Hex(SHA256.HashData(stream))}  {file.Name}\n");
        }

        return isSet ? HashOfSet(lines) : lines[0][..64];
    }

    private static string HashOfSet(List<string> lines)
    {
        lines.Sort(StringComparer.Ordinal);
        return HashOfText(string.Concat(lines));
    }

    internal static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);

    private string SetPath(string sha256) => Path.Combine(folder, "sets", sha256);

    private string TemporaryName()
    {
        Directory.CreateDirectory(Incoming);
        return Path.Combine(Incoming, $"{Guid.NewGuid():n}.tmp");
    }

    private async Task CopyAsync(string path, string expected, CancellationToken cancel)
    {
        var temporary = TemporaryName();
        try
        {
            File.Copy(path, temporary);
            File.SetAttributes(temporary, FileAttributes.Normal);
            if (await HashAsync(temporary, cancel) != expected)
                throw new SettingsException($"{path} changed while it was read. Try again when nobody writes to it.");
            Keep(temporary, expected);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
