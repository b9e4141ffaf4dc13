using Microsoft.Data.Sqlite;
using Showdown.Domain;

namespace Showdown.Results;

/// <summary>What an error of SQLite's means to the person whose file it is.</summary>
internal static class SqliteErrors
{
    // Primary result codes: https://www.sqlite.org/rescode.html
    internal const int Busy = 5;
    internal const int IoError = 10;
    internal const int Corrupt = 11;
    internal const int Full = 13;
    internal const int NotADatabase = 26;

    public static SettingsException Explain(string file, Exception e) => new($"The database {file} cannot be used: {Reason(e, file)}", e);

    internal static string Reason(Exception e, string file) =>
        (e as SqliteException)?.SqliteErrorCode switch
        {
            Full => "the disk is full. Make room and try again; nothing that was saved is lost.",
            IoError =>
                $"its disk cannot be read or written ({e.Message.TrimEnd('.')}): it is full or failing. Make room, or restore a backup on another disk.",
            Corrupt or NotADatabase =>
                $"it is damaged, or is no database ({e.Message.TrimEnd('.')}). Put a backup in its place, save what can be read with 'sqlite3 {file} .recover', or begin anew in another folder with --data.",
            Busy => "another process holds it and does not let go. Wait for that one, or end it.",
            _ => $"{e.Message.TrimEnd('.')}. Give a folder that can be written to with --data.",
        };
}
