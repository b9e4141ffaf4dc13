using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Showdown.Rendering.Site;

/// <summary>
/// Pages that are made anew only when what they are made of has changed: a list beside them says what that was. Others are copied from where they
/// stand.
/// </summary>
/// <remarks>May be used by several threads, each with pages of its own.</remarks>
/// <param name="before">Where the pages stand now; need not be there.</param>
/// <param name="folder">Where they are written.</param>
internal sealed class KeptPages(string before, string folder)
{
    public const string FileName = "made-of.txt";

    private readonly Dictionary<string, (string MadeOf, long Length)> _before = Read(Path.Combine(before, FileName));
    private readonly ConcurrentDictionary<string, (string MadeOf, long Length)> _now = new(StringComparer.Ordinal);

    /// <summary>Has a page in the folder, by copying it or by making it.</summary>
    /// <param name="file">Its name.</param>
    /// <param name="madeOf">A hash of all that decides the page's bytes.</param>
    /// <param name="make">Writes the page to a path.</param>
    public void Have(string file, string madeOf, Action<string> make)
    {
        var path = Path.Combine(folder, file);
        if (!(_before.TryGetValue(file, out var page) && page.MadeOf == madeOf && Copy(file, path, page.Length)))
            make(path);
        _now[file] = (madeOf, new FileInfo(path).Length);
    }

    /// <summary>Writes the list.</summary>
    public void Finish()
    {
        var lines = _now.OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Value.MadeOf} {p.Value.Length} {p.Key}\n"));
        File.WriteAllText(Path.Combine(folder, FileName), string.Concat(lines), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    }

    // A page that was cut short since, or is gone, is made.
    private bool Copy(string file, string path, long length)
    {
        var page = new FileInfo(Path.Combine(before, file));
        if (!page.Exists || page.Length != length)
            return false;
        page.CopyTo(path);
        return true;
    }

    private static Dictionary<string, (string, long)> Read(string list)
    {
        var pages = new Dictionary<string, (string, long)>(StringComparer.Ordinal);
        foreach (var line in File.Exists(list) ? File.ReadLines(list) : [])
        {
            if (line.Split(' ', 3) is [var madeOf, var length, var file] && long.TryParse(length, CultureInfo.InvariantCulture, out var bytes))
                pages[file] = (madeOf, bytes);
        }
        return pages;
    }
}
