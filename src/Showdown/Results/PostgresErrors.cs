using System.Net.Sockets;
using Npgsql;
using Showdown.Domain;

namespace Showdown.Results;

/// <summary>What a connection error means to the person who gave the connection string. Never repeats the string: it holds a password.</summary>
internal static class PostgresErrors
{
    /// <summary>Older servers get no fixes any more.</summary>
    public static Version Oldest { get; } = new(13, 0);

    public static SettingsException TooOld(Version found) =>
        new(
            $"The database server is PostgreSQL {found}, which is too old: {Oldest.Major} or later is needed. Update it, or correct Host and Port in --database."
        );

    public static T Explain<T>(Func<T> build)
    {
        try
        {
            return build();
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new SettingsException(
                "--database is not a PostgreSQL connection string. Example: \"Host=localhost;Username=showdown;Password=...;Database=showdown\".",
                e
            );
        }
    }

    public static SettingsException Explain(Exception e) =>
        e switch
        {
            PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } => new(
                "The database refuses the user or password. Correct Username and Password in --database or SHOWDOWN_DATABASE.",
                e
            ),
            PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } p => new(
                $"The database does not exist ({p.MessageText}). Create it (createdb NAME) or correct Database in --database.",
                e
            ),
            PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } p => new(
                $"The database user may not create what is needed ({p.MessageText}). Make it the database's owner (ALTER DATABASE name OWNER TO user), or grant it: GRANT CREATE ON SCHEMA public TO user; GRANT CREATE ON DATABASE name TO user.",
                e
            ),
            PostgresException { SqlState: PostgresErrorCodes.SyntaxError or PostgresErrorCodes.UndefinedFunction } p => new(
                $"The database server is too old or not PostgreSQL ({p.MessageText}). PostgreSQL 13 or later is needed.",
                e
            ),
            PostgresException p => new($"The database answers with an error: {p.MessageText} ({p.SqlState}).", e),
            SocketException s => new($"The database cannot be reached: {s.Message}. Is it running, and are Host and Port in --database right?", e),
            { InnerException: SocketException s } => new(
                $"The database cannot be reached: {s.Message}. Is it running, and are Host and Port in --database right?",
                e
            ),
            _ => new($"The database cannot be reached: {e.Message}", e),
        };
}
