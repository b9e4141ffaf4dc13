using System.Runtime.InteropServices;

namespace Showdown.App.Hosting;

/// <summary>What lies outside the collector's heap: above all SQLite's pages.</summary>
internal static class NativeMemory
{
    private const int ArenaMax = -8; // M_ARENA_MAX: mallopt(3)
    private const int Arenas = 2;

    /// <summary>
    /// glibc gives threads arenas of their own, eight a core, and what one has freed the others cannot use: a service of forty threads that comes to
    /// its database by each of
    /// them grows for hours, and for nothing. Two serve all (`dotnet run -c Release --project tests/Showdown.Performance -- soak 60`).
    /// </summary>
    public static void UseFewArenas()
    {
        try
        {
            _ = mallopt(ArenaMax, Arenas);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another system's library: it has no such arenas.
        }
    }

#pragma warning disable SYSLIB1054, IDE1006 // numbers need no marshalling; the name is the library's
    [DllImport("libc", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int mallopt(int parameter, int value);
#pragma warning restore SYSLIB1054, IDE1006
}
