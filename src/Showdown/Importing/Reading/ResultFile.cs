using System.Security.Cryptography;
using Showdown.Benchmarks;
using Showdown.Settings;

namespace Showdown.Importing.Reading;

/// <summary>One file that is imported.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Model">How its model is to be called; null: as the file says.</param>
internal sealed record ResultFile(string Path, string? Model)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>For messages: as it was given, or from here.</summary>
    public string Shown => Problems.Shown(Path);

    /// <summary>The name with that of its folder: what is kept of it.</summary>
    public string Kept => $"{FolderName}/{Name}";

    /// <summary>The name without endings.</summary>
    public string Stem => Name.Split('.')[0] is { Length: > 0 } stem ? stem : Name;

    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <summary>The name of the folder it lies in.</summary>
    public string FolderName => System.IO.Path.GetFileName(Folder);

    public bool EndsWith(string ending) => Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    public DataFile Data => new(Path, Shown);

    public FileStream Open() =>
        new(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan | FileOptions.Asynchronous);

    public async Task<string> HashAsync(CancellationToken cancel)
    {
        await using var stream = Open();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel));
    }
}
