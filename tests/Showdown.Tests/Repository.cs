using System.Runtime.CompilerServices;

namespace Showdown.Tests;

/// <summary>Where things lie on disk.</summary>
internal static class Repository
{
    /// <summary>The checkout's top folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The mirror of upstream datasets: SHOWDOWN_DATASET_MIRROR, else shared/datasets beside the checkout; null when there is none.</summary>
    public static string? Mirror { get; } = new[] { Environment.GetEnvironmentVariable("SHOWDOWN_DATASET_MIRROR"), Path.Combine(Root, "..", "shared", "datasets") }
        .FirstOrDefault(p => p is not null && Directory.Exists(p));

    private static string FindRoot([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", ".."));
}
