using System.Runtime.CompilerServices;

namespace Showdown.Tests;

/// <summary>Where things lie on disk.</summary>
internal static class Repository
{
    /// <summary>The checkout's top folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The mirror of upstream datasets that SHOWDOWN_DATASET_MIRROR names; null when there is none.</summary>
    public static string? Mirror { get; } =
        Environment.GetEnvironmentVariable("SHOWDOWN_DATASET_MIRROR") is { Length: > 0 } folder && Directory.Exists(folder)
            ? Path.GetFullPath(folder)
            : null;

    private static string FindRoot([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
