using System.Data.Common;
using Dapper;
using Showdown.Domain;

namespace Showdown.Tests.Results;

/// <summary>A database with changes that this program does not know.</summary>
internal static class NewerDatabase
{
    /// <summary>How one is refused whose last change is 9999-from-the-future.</summary>
    public static string Told =>
        "The database was made by a newer version of Showdown: it has the change 9999-from-the-future, and this program, version "
        + $"{ProgramVersion.Text}, knows those up to {LastKnown}."
        + " Use the newer program, or give this one a database of its own with --data or --database.";

    private static string LastKnown =>
        Directory
            .GetFiles(Path.Combine(Repository.Root, "src", "Showdown", "Results", "Migrations"), "*.sql")
            .Select(Path.GetFileNameWithoutExtension)
            .Max(StringComparer.Ordinal)!;

    public static async Task MakeAsync(DbConnection connection, params string[] changes)
    {
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            "insert into schemaversions (scriptname, applied) values (@script, current_timestamp)",
            changes.Select(change => new { script = $"Showdown.Results.Migrations.{change}.sql" })
        );
    }
}
