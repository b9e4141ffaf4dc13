using System.Text;
using Showdown.Rendering.Templating;

namespace Showdown.Rendering.Site;

/// <summary>Folders with one page and the assets it needs.</summary>
/// <param name="templatesFolder">A folder with changed templates; null: only the built-in ones.</param>
/// <param name="namespaces">Where the pages' records live.</param>
internal sealed class SitePages(string? templatesFolder, IReadOnlyList<string> namespaces)
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly TemplateFiles _files = TemplateFiles.Embedded(templatesFolder);

    /// <summary>Writes the page beside its place and moves it there when it is whole.</summary>
    /// <returns>The path of its index.html.</returns>
    public async Task<string> WriteFolderAsync(string folder, string template, object page, CancellationToken cancel)
    {
        using var place = await FolderSwap.OpenAsync(folder, cancel);
        WriteAssets(_files, place.Fresh);
        Render(Path.Combine(place.Fresh, "index.html"), template, page, cancel);
        place.MoveIntoPlace();
        return Path.Combine(folder, "index.html");
    }

    /// <summary>
    /// Writes a page into a folder that holds other things too: the file is replaced at once. Waits while another process writes there.
    /// </summary>
    /// <returns>The path of its index.html.</returns>
    public async Task<string> WriteFileAsync(string folder, string template, object page, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        await using var gate = await FolderSwap.GateAsync(Path.GetFullPath(folder), cancel);
        WriteAssets(_files, folder);
        var fresh = Path.Combine(folder, $".index.{Guid.NewGuid():n}.new");
        Render(fresh, template, page, cancel);
        var place = Path.Combine(folder, "index.html");
        File.Move(fresh, place, overwrite: true);
        return place;
    }

    public static void WriteAssets(TemplateFiles files, string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "assets"));
        foreach (var path in files.Paths.Where(p => p.StartsWith("assets/", StringComparison.Ordinal)))
            File.WriteAllText(Path.Combine(folder, path), files.Read(path), _utf8);
    }

    private void Render(string file, string template, object page, CancellationToken cancel)
    {
        using var writer = new StreamWriter(file, append: false, _utf8);
        new SafeTemplates(_files, namespaces).Render(template, "page", page, writer, cancel);
    }
}
