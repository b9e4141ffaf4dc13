using System.Runtime.CompilerServices;

namespace Showdown.Tests.Pages;

/// <summary>Compares with a file of the folder Golden. With SHOWDOWN_GOLDEN=write the file is written anew: read its diff.</summary>
internal static class Golden
{
    public static void Match(string name, string actual, [CallerFilePath] string caller = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(caller)!, "Golden", name);
        if (Environment.GetEnvironmentVariable("SHOWDOWN_GOLDEN") == "write")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }
        Assert.True(File.Exists(file), $"{name} is missing; SHOWDOWN_GOLDEN=write makes it.");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), actual);
    }
}
