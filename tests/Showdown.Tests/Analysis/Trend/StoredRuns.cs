using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Showdown.Results;

namespace Showdown.Tests.Analysis.Trend;

/// <summary>Tests over runs in a database of their own.</summary>
public abstract class StoredRuns : IAsyncLifetime
{
    protected DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("showdown-runs-");

    protected Database Database { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Database = await Database.OpenAsync(Folder.FullName, null, Cancel);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected static IDocument Page(string path) => new HtmlParser().ParseDocument(File.ReadAllText(path));
}
