namespace Showdown.Settings;

/// <summary>Lists what lies in a folder of settings. One that may not be read is a problem with its name and rights, and holds nothing.</summary>
public static class ReadableFolder
{
    /// <param name="list">Lists it, by <see cref="Directory"/>.</param>
    public static IReadOnlyList<string> List(string folder, Problems problems, Func<string, string[]> list)
    {
        try
        {
            return [.. list(folder).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(
                folder,
                0,
                $"cannot be read{Rights(folder)}: {e.Message} Open it and its files to the user of this process, {Environment.UserName}, as with 'chmod -R a+rX'."
            );
            return [];
        }
    }

    private static string Rights(string folder) =>
        !OperatingSystem.IsWindows() && Path.Exists(folder) ? $" (mode {Convert.ToString((int)File.GetUnixFileMode(folder), 8)})" : "";
}
